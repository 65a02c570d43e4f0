import { drainAbandoned } from '../db/delivery-evidence.js';
import { holdLate, takeBackLapsed, underSweepLock } from '../db/take-back.js';
import { announceAccounts } from './announce-accounts.js';
import { announceHeld } from './announce-held.js';
import { announceLost } from './announce-lost.js';
import { announceOutcomes } from './announce-outcomes.js';
import { announceUnknown } from './announce-unknown.js';
import { type Desk, sqlOutside } from './desk.js';
import { touchWaitingCards } from './touch-waiting-cards.js';

/**
 * The worker's own timer, not Agenda's: takes back what workers dropped, with the evidence that waited for them, holds what is late, and
 * sees to it that everything unknown has its card, that all which is held has one for each client, and each account whose queue stands
 * still, and that authors are told how their posts went. One process at a time. Returns how many rows moved.
 */
export async function sweep(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  let moved = 0;
  let changed: readonly string[] = [];
  await underSweepLock(sqlOutside(desk), async (trx) => {
    moved = (await takeBackLapsed(trx, now)) + (await holdLate(trx, now));
    moved += await drainAbandoned(trx, now);
    moved += await announceUnknown(desk, trx);
    moved += await announceLost(desk, trx);
    moved += await announceHeld(desk, trx);
    moved += await announceOutcomes(desk, trx);
    changed = await announceAccounts(desk, trx);
  });
  // The cards of what waits for an account say so.
  for (const clientId of new Set(changed)) await touchWaitingCards(desk, clientId);
  return moved + changed.length;
}
