import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { apiSignal } from './api-terms.js';
import { describeError } from './api-errors.js';
import { chatOf } from './chat-of-update.js';
import { causeOf, holdWhileAway, type Holding } from './held-updates.js';

const LONG_POLL_S = 30;
/** Taken and not yet confirmed; more wait at Telegram. */
const IN_HAND_MAX = 100;
/** After this long the next updates are fetched although some are still in hand: a slow photo holds up nobody else. */
const SLOW_MS = 250;
const BACKOFF_MS = 500;
const BACKOFF_MAX_MS = 30_000;
/** Of what is in hand when the bot is told to stop. */
const FINISH_MS = 4_000;

export interface Polling {
  /** Returns when the bot runs; where Telegram cannot be reached, after the first try, and goes on trying. */
  start(): Promise<void>;
  /** Takes nothing new and finishes what is in hand. */
  stop(): Promise<void>;
  state(): { up: boolean; lastError: string | null };
}

/** What a chat's next update waits for; the next part of the same album only for the first one, which tells where the album belongs. */
interface Chain {
  readonly album: string | null;
  readonly first: Promise<boolean>;
  readonly all: Promise<boolean>;
}

/**
 * Fetches updates and handles those of one chat in order, of different chats side by side, and so the parts of one album behind
 * its first: their files come together, and each part knows its place. An update is confirmed only when it and all before it are
 * handled: what a crash interrupts comes again.
 */
export function createPolling(holding: Holding, greet: (signal: AbortSignal) => Promise<void>): Polling {
  const { bot, log } = holding;
  const handle = holdWhileAway(holding);
  const inHand = new Map<number, Promise<boolean>>();
  const handled = new Set<number>();
  const chains = new Map<number, Chain>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let newest = 0;
  let up = false;
  let lastError: string | null = null;
  let running: Promise<void> | null = null;

  function take(update: Update): void {
    const { update_id: id } = update;
    newest = Math.max(newest, id);
    const chat = chatOf(update);
    const chain = chains.get(chat);
    const album = update.message?.media_group_id ?? null;
    const isNextPart = album !== null && chain?.album === album;
    const before = (isNextPart ? chain.first : chain?.all) ?? Promise.resolve(true);
    const work = before
      .then((goesOn) => goesOn && handle(update, signal))
      .catch((err: unknown) => {
        const cause = causeOf(err);
        log.error(
          { update: id, reason: describeError(cause), stack: stackOf(cause) },
          'An update could not be handled',
        );
        return true;
      })
      .then((isDone) => {
        // What waited for Postgres when the bot was told to stop comes again, and what is behind it, too.
        if (!isDone) return false;
        inHand.delete(id);
        handled.add(id);
        return true;
      });
    const together = isNextPart ? Promise.all([chain.all, work]).then((done) => done.every(Boolean)) : work;
    const all = together.finally(() => {
      if (chains.get(chat)?.all === all) chains.delete(chat);
    });
    chains.set(chat, { album, first: isNextPart ? chain.first : work, all });
    inHand.set(id, work);
  }

  /** Everything before it is handled. */
  function offset(): number {
    const first = Math.min(newest + 1, ...inHand.keys());
    for (const id of handled) if (id < first) handled.delete(id);
    return first;
  }

  async function poll(): Promise<void> {
    if (inHand.size > 0) await Promise.race([Promise.all(inHand.values()), sleep(SLOW_MS)]);
    if (inHand.size >= IN_HAND_MAX) return;
    // What is in hand is not confirmed and would be handed out again at once, so there is no waiting for more; and after a loss of
    // contact a quick answer shows that it is over.
    const timeout = inHand.size > 0 || !up ? 0 : LONG_POLL_S;
    const updates = await bot.api.getUpdates(
      {
        offset: offset(),
        limit: IN_HAND_MAX,
        timeout,
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      },
      apiSignal(signal),
    );
    for (const update of updates) {
      if (!inHand.has(update.update_id) && !handled.has(update.update_id)) take(update);
    }
  }

  async function run(tried: () => void): Promise<void> {
    let failures = 0;
    let greeted = false;
    while (!signal.aborted) {
      try {
        if (greeted) await poll();
        else await sayHello();
        greeted = true;
        up = true;
        failures = 0;
        lastError = null;
      } catch (err) {
        if (signal.aborted) break;
        failures += 1;
        up = false;
        lastError = describeError(err);
        log.warn({ reason: lastError, failures }, 'Telegram cannot be asked for updates');
      }
      tried();
      if (failures > 0) await pause(Math.min(BACKOFF_MS * 2 ** (failures - 1), BACKOFF_MAX_MS));
    }
    tried();
  }

  async function sayHello(): Promise<void> {
    // Not `bot.init`, which tries for ever and tells nobody.
    bot.botInfo = await bot.api.getMe(apiSignal(signal));
    await greet(signal);
  }

  /** Ends early when the bot is stopped. */
  async function pause(ms: number): Promise<void> {
    await sleep(ms, null, { signal }).catch(() => undefined);
  }

  return {
    start() {
      return new Promise((resolve) => {
        running ??= run(resolve);
      });
    },
    async stop() {
      stopping.abort();
      await running;
      await Promise.race([Promise.all(inHand.values()), sleep(FINISH_MS)]);
      if (newest === 0 || !up) return;
      up = false;
      // Confirms what was handled; where that fails it comes again and is recognised.
      const { api } = bot;
      await api
        .getUpdates({ offset: offset(), limit: 1, timeout: 0 }, apiSignal(AbortSignal.timeout(FINISH_MS / 2)))
        .catch(() => undefined);
    },
    state: () => ({ up, lastError }),
  };
}

function stackOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.stack : undefined;
}
