import { MAX_RETRIES } from '../../../src/domain/after-error.js';
import type { DeliveryEvent } from '../../../src/domain/delivery.js';
import { type Failure, type FailureKind, PlatformError } from '../../../src/domain/failure.js';
import type { House } from './house.js';
import { judgeAnswer, judgeMark, judgeSend } from './promises.js';
import type { Move } from './search.js';
import { apply, broken, drain, factsOf, isLate, learn, write } from './store.js';
import {
  type Evidence,
  nowOf,
  rowOf,
  spend,
  withRow,
  withTruth,
  withWorker,
  type Worker,
  type World,
} from './world.js';

const FAILURE: Failure = { kind: 'timeout', message: '' };

/** The runner's steps: claim → prepare → mark → send → answer and settle; and what a worker does in `removing`. */
export function workerMoves(house: House, world: World): Move[] {
  const moves: Move[] = [];
  const idle = world.workers.findIndex(({ at }) => at === 'idle');
  if (idle >= 0) world.rows.forEach((_row, part) => moves.push(...claims(house, world, idle, part)));
  world.workers.forEach((worker, index) => {
    if (worker.at !== 'idle') moves.push(...steps(house, world, index, worker), ...dies(world, index, worker));
  });
  world.rows.forEach((_row, part) => moves.push(...sweeps(house, world, part)));
  return moves;
}

function claims(house: House, world: World, index: number, part: number): Move[] {
  const row = rowOf(world, part);
  const removing = row.d.state === 'removing';
  if (row.leased || (removing && world.rows.slice(part + 1).some(({ d }) => d.state === 'removing'))) return [];
  if (
    !removing &&
    (row.sent.length >= house.setting.attempts || !isWaiting(row.d.state) || house.rules.atClaim(factsOf(world, part)))
  )
    return [];
  const after = house.rules.step(row.d, { type: 'claim' });
  if (!after) return [];
  const next = withRow(write(house, world, part, after, null), part, { leased: true });
  if (!removing)
    return [
      { label: `claim ${part}`, world: withWorker(next, index, { at: 'claimed', part, rev: row.rev, fence: true }) },
    ];
  return [
    {
      label: `delete known copies of ${part}`,
      world: deleteCopies(withWorker(next, index, { at: 'deleted', part, fence: true }), part),
    },
    ...keeps(house, world, part),
  ];
}

/** The network will not take it down. */
function keeps(house: House, world: World, part: number): Move[] {
  const next = rowOf(world, part).sent.some(({ truth }) => truth === 'deleted')
    ? null
    : apply(house, world, part, { type: 'keep', failure: FAILURE });
  return next ? [{ label: `cannot delete ${part}`, world: next }] : [];
}

function isWaiting(state: string): boolean {
  return state === 'scheduled' || state === 'waiting';
}

function deleteCopies(world: World, part: number): World {
  const { d, sent } = rowOf(world, part);
  const after = sent.map((one, i) =>
    d.attempts[i] === 'known' && one.truth === 'live' ? { ...one, truth: 'deleted' as const } : one,
  );
  return withRow(world, part, { sent: after });
}

function steps(house: House, world: World, index: number, worker: Worker): Move[] {
  switch (worker.at) {
    case 'claimed':
      return [
        ...prepares(house, world, index, worker),
        ...(house.setting.prepares ? [] : marks(house, world, index, worker)),
      ];
    case 'ready':
      return marks(house, world, index, worker);
    case 'marked':
      return sends(house, world, index, worker);
    case 'sent':
      return answers(house, world, index, worker);
    default:
      return removes(house, world, index, worker);
  }
}

/** The checkpoint is saved under the lease; what does not fit the content is made anew. */
function prepares(house: House, world: World, index: number, worker: Worker): Move[] {
  if (!house.setting.prepares) return [];
  if (!worker.fence) return [{ label: 'lost before its checkpoint', world: withWorker(world, index, null) }];
  const { checkpoint, d } = rowOf(world, worker.part);
  const used = checkpoint !== 0 && !house.guards.checkpointFits ? checkpoint : worker.rev;
  const saved = withRow(world, worker.part, { checkpoint: used });
  const unready = house.rules.afterUnready(60_000, { giveUpAt: d.giveUpAt, now: nowOf(world) });
  return [
    { label: 'prepared', world: withWorker(saved, index, { at: 'ready', rev: used }) },
    { label: 'not ready yet', world: settle(house, saved, index, unready) },
    ...house.setting.refusals.map((kind) => ({
      label: `preparing: ${kind}`,
      world: settle(house, world, index, decide(house, world, worker, kind, 'none')),
    })),
  ];
}

function marks(house: House, world: World, index: number, worker: Worker): Move[] {
  const { part, rev } = worker;
  if (!worker.fence && house.guards.fenceAtMark)
    return [{ label: 'mark: lost', world: withWorker(world, index, null) }];
  const row = rowOf(world, part);
  const stay = house.rules.atMark(factsOf(world, part));
  if (stay) return [{ label: `mark: ${stay}, gives it back`, world: settle(house, world, index, { type: 'release' }) }];
  const after = house.rules.step(row.d, { type: 'mark' });
  if (!after) return [{ label: 'mark: not possible', world: withWorker(world, index, null) }];
  const attempt = after.attempts.length;
  const journalled = withRow(write(house, world, part, after, index), part, {
    sent: [...row.sent, { truth: 'marked', rev, excused: row.excused }],
  });
  const next = withWorker(judgeMark(journalled, part, rev), index, { at: 'marked', attempt });
  return [{ label: `mark ${part}.${attempt}`, world: next }];
}

/** A worker that slept may notice, and not send; or it may not notice. */
function sends(house: House, world: World, index: number, worker: Worker): Move[] {
  const { part, attempt } = worker;
  const { truth } = rowOf(world, part).sent[attempt - 1] ?? { truth: 'lost' };
  const sent = truth === 'marked' ? judgeSend(withTruth(world, part, attempt, 'wire'), worker) : world;
  const moves = [{ label: `send ${part}.${attempt}`, world: withWorker(sent, index, { at: 'sent' }) }];
  if (worker.fence) return moves;
  const unsent = truth === 'marked' ? withTruth(world, part, attempt, 'refused') : world;
  const late = decide(house, world, worker, 'timeout', 'none');
  return [...moves, { label: `too late to send ${part}.${attempt}`, world: settle(house, unsent, index, late) }];
}

function answers(house: House, world: World, index: number, worker: Worker): Move[] {
  const { part, attempt } = worker;
  const truth = rowOf(world, part).sent[attempt - 1]?.truth;
  const settled = (label: string, event: DeliveryEvent): Move => ({
    label: `${label} ${part}.${attempt}`,
    world: judgeAnswer(settle(house, world, index, event), worker, event),
  });
  const lost = settled('answer lost', decide(house, world, worker, 'timeout', 'uncertain'));
  switch (truth) {
    case 'live':
    case 'accepted':
    case 'failed':
      return house.setting.bridge
        ? [lost, settled('answer: taken', { type: 'handOver', receipt: { kind: 'handed_over' } })]
        : [lost, settled('answer: published', { type: 'publish', receipt: { kind: 'published' } })];
    case 'refused':
    case 'gone':
      return [
        lost,
        ...house.setting.refusals.map((kind) => settled(`answer: ${kind}`, decide(house, world, worker, kind, 'none'))),
      ];
    default:
      return [lost];
  }
}

function removes(house: House, world: World, index: number, { part, fence }: Worker): Move[] {
  if (!fence && house.guards.fenceAtRemoved) return [{ label: 'removed: lost', world: withWorker(world, index, null) }];
  const after = house.rules.step(rowOf(world, part).d, { type: 'removed' });
  if (!after) return [{ label: `${part} is not being removed any more`, world: withWorker(world, index, null) }];
  return [{ label: `removed ${part}`, world: withWorker(write(house, world, part, after, index), index, null) }];
}

/** At the price of a lapse. A worker whose lease has lapsed differs by dying only where it has not sent yet. */
function dies(world: World, index: number, worker: Worker): Move[] {
  const { part, attempt, at } = worker;
  const paid = worker.fence ? spend(world, 'lapses') : at === 'marked' ? world : null;
  if (!paid) return [];
  const unsent = at === 'marked' && rowOf(paid, part).sent[attempt - 1]?.truth === 'marked';
  const next = unsent ? withTruth(paid, part, attempt, 'lost') : paid;
  return [{ label: `worker dies at ${at} ${part}`, world: withWorker(next, index, null) }];
}

/** What went wrong, as the platform's adapter tells it, and what follows from it. */
function decide(
  house: House,
  world: World,
  worker: Worker,
  kind: FailureKind,
  effect: 'none' | 'uncertain',
): DeliveryEvent {
  const { tries, giveUpAt } = rowOf(world, worker.part).d;
  const committing = worker.at === 'claimed' || worker.at === 'ready' ? null : worker.attempt;
  const at = { committing, tries, giveUpAt, repeatable: false, now: nowOf(world), random: 0 };
  return house.rules.afterError(errorOf(kind, effect), at);
}

const errors = new Map<string, PlatformError>();

/** Making one takes as long as a whole step of the search. */
function errorOf(kind: FailureKind, effect: 'none' | 'uncertain'): PlatformError {
  const known = errors.get(kind + effect);
  if (known) return known;
  const error = new PlatformError(kind, '', { effect });
  errors.set(kind + effect, error);
  return error;
}

/** Compare-and-set; a worker whose row is not its own any more gives what it learned as evidence. */
function settle(house: House, world: World, index: number, event: DeliveryEvent): World {
  const worker = world.workers[index];
  if (!worker) throw new Error(`No worker ${index}`);
  const { part, fence } = worker;
  const done = withWorker(world, index, null);
  if (!fence && house.guards.fenceAtSettle) {
    const learned = house.guards.lateAnswerIsEvidence ? evidenceIn(worker, event) : null;
    return learned ? learn(house, done, part, learned) : done;
  }
  const after = house.rules.step(rowOf(world, part).d, event);
  if (!after) return fence ? broken(done, `a worker cannot settle: ${event.type}`) : done;
  const next = withWorker(write(house, world, part, after, index), index, null);
  const planned = event.type === 'wait' ? event.until : event.type === 'retry' ? event.at : null;
  return planned ? withRow(next, part, { plan: planned.getTime() }) : next;
}

function evidenceIn(worker: Worker, event: DeliveryEvent): Evidence | null {
  const { attempt, at } = worker;
  if (at !== 'marked' && at !== 'sent') return null;
  if (event.type === 'publish' || event.type === 'handOver')
    return { type: 'confirm', attempt, receipt: event.receipt };
  const refused = event.type === 'fail' || event.type === 'wait' || event.type === 'retry';
  return refused && event.failure ? { type: 'refuse', attempt, failure: event.failure } : null;
}

/** The worker's timer: expired leases, what is late, evidence that waited, and bridges that never report. */
function sweeps(house: House, world: World, part: number): Move[] {
  const { d, pending, leased } = rowOf(world, part);
  const { step } = house.rules;
  const moves: Move[] = [];
  if (pending.length > 0 && d.committing === null && house.guards.drainPending)
    moves.push({ label: `evidence that waited, ${part}`, world: drain(house, world, part) });
  if (leased && house.guards.sweepLapsed) moves.push(...lapses(house, world, part));
  const held =
    house.guards.holdLate && isWaiting(d.state) && isLate(house.rules, world, part) ? step(d, { type: 'hold' }) : null;
  if (held) moves.push({ label: `hold ${part}`, world: write(house, world, part, held, null) });
  const lost =
    d.state === 'handed_over' && house.guards.bridgeTimeout ? step(d, { type: 'lose', failure: FAILURE }) : null;
  if (lost) moves.push({ label: `the bridge is silent ${part}`, world: write(house, world, part, lost, null) });
  return moves;
}

function lapses(house: House, world: World, part: number): Move[] {
  const held = world.workers.some((worker) => worker.at !== 'idle' && worker.fence && worker.part === part);
  const paid = held ? spend(world, 'lapses') : world;
  if (!paid) return [];
  const { d } = rowOf(paid, part);
  const after = house.rules.step(
    house.guards.unknownAfterMark ? d : { ...d, committing: null },
    lapse(house, d.committing, d.tries),
  );
  if (!after) return [];
  return [{ label: `lease lapses, ${part} becomes ${after.state}`, world: write(house, paid, part, after, null) }];
}

function lapse({ guards }: House, committing: number | null, tries: number): DeliveryEvent {
  if (committing !== null && guards.unknownAfterMark) return { type: 'lose', failure: FAILURE };
  return tries < MAX_RETRIES ? { type: 'release', lapsed: true } : { type: 'fail', failure: FAILURE };
}
