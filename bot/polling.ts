import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from 'grammy';
import { ALLOWED_UPDATES } from './allowed-updates.js';
import { apiSignal } from './api-terms.js';
import type { Hearing } from './listening.js';
import type { UpdateLine } from './update-line.js';

const LONG_POLL_S = 30;
/** Taken and not yet confirmed; more wait at Telegram. */
const IN_HAND_MAX = 100;
/** After this long the next updates are fetched although some are still in hand: a slow photo holds up nobody else. */
const SLOW_MS = 250;
const CONFIRM_MS = 2_000;

/**
 * Fetches updates. One is confirmed only when it and all before it are handled: what a crash interrupts comes again, here or to the
 * process that listens next, and what two processes have in hand at once is recognised by its handlers.
 */
export function createPolling(bot: Bot, line: UpdateLine, greet: (signal: AbortSignal) => Promise<void>): Hearing {
  const handled = new Set<number>();
  let newest = 0;
  let greeted = false;

  /** Everything before it is handled. */
  function offset(): number {
    const first = Math.min(newest + 1, ...line.inHand.keys());
    for (const id of handled) if (id < first) handled.delete(id);
    return first;
  }

  return {
    async begin(signal) {
      // Another process, or somebody else, may have set one since.
      await bot.api.deleteWebhook({}, apiSignal(signal));
      if (!greeted) await greet(signal);
      greeted = true;
    },
    async hear(signal, isUp) {
      const { inHand } = line;
      if (inHand.size > 0) await Promise.race([Promise.all(inHand.values()), sleep(SLOW_MS)]);
      if (inHand.size >= IN_HAND_MAX) return null;
      // What is in hand is not confirmed and would be handed out again at once, so there is no waiting for more; and after a loss of
      // contact a quick answer shows that it is over.
      const timeout = inHand.size > 0 || !isUp ? 0 : LONG_POLL_S;
      const updates = await bot.api.getUpdates(
        { offset: offset(), limit: IN_HAND_MAX, timeout, allowed_updates: ALLOWED_UPDATES },
        apiSignal(signal),
      );
      for (const update of updates) {
        const { update_id: id } = update;
        if (inHand.has(id) || handled.has(id)) continue;
        newest = Math.max(newest, id);
        void line.take(update).then((isDone) => isDone && handled.add(id));
      }
      return null;
    },
    async end() {
      if (newest === 0) return;
      // Confirms what was handled; where that fails it comes again and is recognised.
      await bot.api
        .getUpdates({ offset: offset(), limit: 1, timeout: 0 }, apiSignal(AbortSignal.timeout(CONFIRM_MS)))
        .catch(() => undefined);
    },
  };
}
