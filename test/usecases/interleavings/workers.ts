import type { Claimed } from '../../../src/db/claimed.js';
import type { DeliveryEvent, DeliveryState } from '../../../src/domain/delivery.js';
import { approvedPart } from '../../../src/usecases/outgoing-part.js';
import { sweep } from '../../../src/usecases/sweep.js';
import { type Lane, nameOf } from './lane.js';
import type { LaneMove } from './people.js';

/** What two workers do, step by step, so that everything else may happen in between. */

const FAILURE = { kind: 'outage', message: '' } as const;

function byWorker(act: (lane: Lane, index: number, claimed: Claimed) => Promise<void>): LaneMove {
  return async (lane) => {
    const index = lane.chance.below(2);
    const claimed = lane.workers[index];
    if (!claimed) return claim(lane, index);
    await act(lane, index, claimed);
    return true;
  };
}

const CLAIMABLE: readonly DeliveryState[] = ['scheduled', 'waiting', 'removing'];

async function claim(lane: Lane, index: number): Promise<boolean> {
  const waiting = (await lane.rows()).filter(({ state }) => CLAIMABLE.includes(state));
  if (waiting.length === 0) return false;
  lane.workers[index] = await lane.parts.store.claim(lane.chance.pick(waiting).id, new Date(lane.nowMs));
  return true;
}

/** From the mark on it may leave at any moment, so this is where it is judged. */
const markOne = byWorker(async (lane, index, claimed) => {
  if (claimed.row.committing !== null || claimed.row.state === 'removing') return;
  const rows = await lane.rows();
  const before = rows.find(({ id }) => id === claimed.id);
  const siblings = rows.filter((row) => row.publication_id === before?.publication_id && row.kind === 'part');
  const result = await lane.parts.store.markCommitting(claimed, new Date(lane.nowMs));
  lane.workers[index] = result.kind === 'marked' ? result.claimed : null;
  if (result.kind === 'release') await lane.parts.store.settle(claimed, { type: 'release' }, new Date(lane.nowMs));
  if (result.kind !== 'marked' || !before) return;
  lane.marks += 1;
  const isEdit = claimed.kind === 'edit';
  // A correction is due from its approval on, and never late.
  if (isEdit) lane.oracle.planned(claimed.id, lane.nowMs);
  const left = siblings.some(({ attempts }) => attempts.includes('open') || attempts.includes('known'));
  const text = nameOf(claimed.part ? approvedPart(claimed.part).text : '');
  const { id: what } = claimed;
  lane.wrong ??= lane.oracle.judge({ what, post: before.post_id, text, nowMs: lane.nowMs, first: isEdit || !left });
});

const settleOne = byWorker(async (lane, index, claimed) => {
  const event = answerTo(lane, claimed);
  if (!event) return;
  lane.workers[index] = null;
  const now = new Date(lane.nowMs);
  const written = await lane.parts.store.settle(claimed, event, now);
  const attempt = claimed.row.committing;
  if (written === null && attempt !== null && event.type === 'publish')
    await lane.parts.store.learn(claimed.id, 'late_answer', { type: 'confirm', attempt, receipt: event.receipt }, now);
  if (written && event.type === 'wait') lane.oracle.planned(claimed.id, event.until.getTime());
  if (written && event.type === 'retry') lane.oracle.planned(claimed.id, event.at.getTime());
  await lane.planFollowers();
});

function answerTo({ chance, nowMs }: Lane, { row, kind }: Claimed): DeliveryEvent | null {
  const later = new Date(nowMs + chance.below(3) * 60_000);
  if (row.state === 'removing')
    return chance.pick([
      { type: 'removed' },
      { type: 'retry', at: later, failure: FAILURE },
      { type: 'keep', failure: FAILURE },
    ]);
  if (row.committing === null) return chance.pick([null, { type: 'wait', until: later }, { type: 'release' }]);
  const receipt = { kind: 'published', remoteId: '1' } as const;
  return chance.pick<DeliveryEvent>([
    { type: 'publish', receipt },
    { type: 'publish', receipt },
    { type: 'lose', failure: FAILURE },
    { type: 'fail', failure: FAILURE },
    { type: 'retry', at: later, failure: FAILURE, ...(kind === 'edit' && { uncertain: true }) },
  ]);
}

/** It sleeps, or dies: what it had is taken back when its lease is over. */
const forget = byWorker(async (lane, index) => {
  if (lane.chance.next() < 0.3) lane.workers[index] = null;
});

const sweeps: LaneMove = async (lane) => {
  await sweep(lane.desk);
  await lane.planFollowers();
  return true;
};

export const WORKERS: Readonly<Record<string, LaneMove>> = { mark: markOne, settle: settleOne, forget, sweep: sweeps };
