import type { DeliveryEvent } from '../../../src/domain/delivery.js';
import { broken, countsFor } from './store.js';
import { isAway, type Row, rowOf, TICK_MS, type Worker, type World } from './world.js';

/** The promises, judged from the modelled network's world and from what people did, never from what the rows say of themselves. */

/** From the mark on a request may leave at any time, so this is where it must be allowed to. */
export function judgeMark(world: World, part: number, rev: number): World {
  const { plan } = rowOf(world, part);
  const nowMs = world.tick * TICK_MS;
  if (world.frozen) return broken(world, 'frozen, and put on the wire');
  if (!countsFor(world, rev)) return broken(world, 'put on the wire unapproved');
  if (nowMs < plan) return broken(world, 'put on the wire early');
  if (nowMs > plan + TICK_MS) return broken(world, 'put on the wire late, by itself');
  return world.rows.slice(0, part).every(isLive) ? world : broken(world, 'put on the wire out of order');
}

/** Whoever still holds its lease sends nothing after its first part was taken down; whoever lost it may. */
export function judgeSend(world: World, { part, fence }: Worker): World {
  if (!fence || world.rows.slice(0, part).every(isLive)) return world;
  return broken(world, 'sent after its first part was taken down');
}

/** Whoever is told that it is live has it in the journal, or waiting to be, whatever became of its lease. */
export function judgeAnswer(world: World, { part, attempt }: Worker, { type }: DeliveryEvent): World {
  const { d, pending } = rowOf(world, part);
  if (type !== 'publish' || d.attempts[attempt - 1] === 'known') return world;
  return pending.some((evidence) => evidence.attempt === attempt)
    ? world
    : broken(world, 'told that it is live, and forgot it');
}

function isLive(row: Row): boolean {
  return row.sent.some(({ truth }) => truth === 'live');
}

/** What must hold in every world. */
export function promiseBroken(world: World): string | null {
  if (world.approvedRev !== 0 && !world.approverMay) return 'approved, but by nobody who still may';
  for (const row of world.rows) {
    const wrong = twice(row) ?? denied(row);
    if (wrong) return wrong;
  }
  return world.rows.length > 1 ? partsBroken(world.rows) : null;
}

/** A second live copy only where the first one's attempt was open already when a person said "send again". */
function twice({ sent }: Row): string | null {
  for (let second = 1; second < sent.length; second++) {
    const copy = sent[second];
    if (copy?.truth !== 'live') continue;
    for (let first = copy.excused; first < second; first++) {
      if (sent[first]?.truth === 'live') return 'a second live copy that nobody asked for';
    }
  }
  return null;
}

const DENIALS: readonly string[] = ['failed', 'cancelled', 'removed'];

function denied({ d, sent }: Row): string | null {
  if (!DENIALS.includes(d.state)) return null;
  return sent.some(({ truth }) => isAway(truth)) ? `${d.state}, and it is live or may be` : null;
}

const NEVER_FIRST: readonly string[] = ['cancelled', 'removed'];
const STILL_PLANNED: readonly string[] = ['scheduled', 'waiting', 'held'];

function partsBroken(rows: readonly Row[]): string | null {
  const revisions = new Set(
    rows.flatMap(({ sent }) => sent.filter(({ truth }) => truth === 'live').map(({ rev }) => rev)),
  );
  if (revisions.size > 1) return 'parts of different revisions are live';
  const [first, ...later] = rows;
  if (!first || !NEVER_FIRST.includes(first.d.state)) return null;
  return later.some(({ d }) => STILL_PLANNED.includes(d.state)) ? 'a later part is planned that can never leave' : null;
}
