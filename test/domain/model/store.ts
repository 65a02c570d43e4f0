import type { AttemptStatus, DeliveryEvent } from '../../../src/domain/delivery.js';
import type { Step } from '../../../src/domain/delivery-step.js';
import type { LeaveFacts } from '../../../src/domain/may-leave.js';
import type { House, Rules } from './house.js';
import { type Evidence, evidenceKey, nowOf, type Row, rowOf, TICK_MS, withRow, type World } from './world.js';

/** The store in the model: what one compare-and-set writes, and what it does to the others. */
export function write(house: House, world: World, part: number, after: Step, by: number | null): World {
  const before = rowOf(world, part);
  const { state, attempts, committing, tries, dueAt, giveUpAt } = after;
  let next = withRow(world, part, {
    d: { state, attempts, committing, tries, dueAt, giveUpAt },
    leased: before.leased && state === 'publishing',
    ...(after.dropCheckpoint && { checkpoint: 0 }),
  });
  next = loseFence(next, part, by);
  if (attempts.some((status, i) => reopened(before.d.attempts[i], status)))
    next = broken(next, 'a closed attempt is open again');
  const again = before.d.state === 'published' || before.d.state === 'removing';
  return state === 'published' && !(again && house.guards.laterPartsDueOnce)
    ? laterPartsDue(house, next, part, again)
    : next;
}

export function broken(world: World, promise: string): World {
  return { ...world, broken: world.broken ?? promise };
}

function reopened(before: AttemptStatus | undefined, after: AttemptStatus): boolean {
  return before !== undefined && before !== 'open' && before !== after && after !== 'known';
}

/** Whoever else holds this row finds, at the next write, that it is not theirs any more. */
function loseFence(world: World, part: number, by: number | null): World {
  if (!world.workers.some((worker, i) => i !== by && worker.fence && worker.part === part)) return world;
  const workers = world.workers.map((worker, i) =>
    i !== by && worker.at !== 'idle' && worker.part === part ? { ...worker, fence: false } : worker,
  );
  return { ...world, workers };
}

/** What follows is due when its first is published, also where it was held as late meanwhile; that is its plan, once. */
function laterPartsDue(house: House, world: World, part: number, again: boolean): World {
  const now = nowOf(world);
  const planned = again ? {} : { plan: now.getTime() };
  let next = world;
  for (let later = part + 1; later < world.rows.length; later++) {
    const { d } = rowOf(next, later);
    const held = d.state === 'held' ? house.rules.step(d, { type: 'release', now }) : null;
    if (held) next = withRow(write(house, next, later, held, null), later, planned);
    else if (d.state === 'scheduled') next = withRow(next, later, { d: { ...d, tries: 0, dueAt: now }, ...planned });
  }
  return next;
}

/** A step by a person or a rule. Null where it is not allowed. */
export function apply(house: House, world: World, part: number, event: DeliveryEvent): World | null {
  const after = house.rules.step(rowOf(world, part).d, event);
  return after && write(house, world, part, after, null);
}

/** Evidence: stored if it must wait, applied if it moves something. */
export function learn(house: House, world: World, part: number, evidence: Evidence): World {
  const row = rowOf(world, part);
  const after = house.rules.step(row.d, evidence);
  if (!after) return world;
  if (after.pending) {
    const known = row.pending.some((other) => evidenceKey(other) === evidenceKey(evidence));
    return known ? world : withRow(world, part, { pending: [...row.pending, evidence] });
  }
  const moved = after.state !== row.d.state || after.attempts.some((status, i) => status !== row.d.attempts[i]);
  return moved ? write(house, world, part, after, null) : world;
}

/** What waited for the attempt under way; from the store it comes back without its dates. */
export function drain(house: House, world: World, part: number): World {
  const { pending } = rowOf(world, part);
  let next = withRow(world, part, { pending: [] });
  for (const evidence of pending) next = learn(house, next, part, undated(evidence));
  return next;
}

function undated(evidence: Evidence): Evidence {
  if (evidence.type === 'confirm') return evidence;
  const { type, attempt, failure, gone } = evidence;
  return { type, attempt, failure, ...(gone && { gone }) };
}

export function factsOf(world: World, part: number): LeaveFacts {
  const row = rowOf(world, part);
  return {
    now: nowOf(world),
    dueAt: row.d.dueAt,
    lateAfterMs: TICK_MS,
    frozen: world.frozen,
    approvals: countsFor(world, row.rev) ? 1 : 0,
    approvalsNeeded: 1,
    accountUsable: true,
    limited: false,
    earlierPublished: world.rows.slice(0, part).every((earlier) => earlier.d.state === 'published'),
  };
}

/** Late, whatever else keeps it. */
export function isLate({ atClaim }: Rules, world: World, part: number): boolean {
  const fine = { frozen: false, approvals: 1, accountUsable: true, earlierPublished: true };
  return atClaim({ ...factsOf(world, part), ...fine }) === 'late';
}

/** Enough members who still may have approved exactly this revision. */
export function countsFor(world: World, rev: number): boolean {
  return world.approvedRev === rev && world.approverMay;
}

/** Something of it is in the world, or may be: it keeps its revision. */
export function hasLeft(row: Row): boolean {
  return row.d.attempts.includes('open') || row.d.attempts.includes('known');
}
