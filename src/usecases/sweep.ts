import { holdLate, takeBackLapsed, underSweepLock } from '../db/take-back.js';
import { announceUnknown } from './announce-unknown.js';
import type { Desk } from './desk.js';

/**
 * The worker's own timer, not Agenda's: takes back what workers dropped, holds what is late, and sees to it that everything unknown has
 * its card. One process at a time.
 */
export async function sweep(desk: Desk): Promise<void> {
  const now = desk.clock.now();
  let moved = 0;
  await underSweepLock(desk.sql(), async (trx) => {
    moved = (await takeBackLapsed(trx, now)) + (await holdLate(trx, now));
    moved += await announceUnknown(desk, trx);
  });
  if (moved > 0) desk.wake.nudge();
}
