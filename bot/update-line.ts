import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { describeError } from './api-errors.js';
import { chatOf } from './chat-of-update.js';
import type { EarlyAnswers } from './early-answers.js';
import { causeOf, holdWhileAway, type Holding } from './held-updates.js';

/** Of what is in hand when the bot is told to stop. */
const FINISH_MS = 4_000;

/** Where updates are handled, however they came. */
export interface UpdateLine {
  /** By number, what is taken and not handled yet; it ends with false where the bot was told to stop before. */
  readonly inHand: ReadonlyMap<number, Promise<boolean>>;
  /** True once it is handled. What is in hand already is not taken twice. */
  take(update: Update): Promise<boolean>;
  /** Waits for what is in hand, but not for ever. */
  finish(): Promise<void>;
}

/** What a chat's next update waits for; the next part of the same album only for the first one, which tells where the album belongs. */
interface Chain {
  readonly album: string | null;
  readonly first: Promise<boolean>;
  readonly all: Promise<boolean>;
}

/**
 * Handles the updates of one chat in order, of different chats side by side, and so the parts of one album behind its first: their files
 * come together, and each part knows its place.
 */
export function lineUp(holding: Holding, early: EarlyAnswers, signal: AbortSignal): UpdateLine {
  const { log } = holding;
  const handle = holdWhileAway(holding);
  const inHand = new Map<number, Promise<boolean>>();
  const chains = new Map<number, Chain>();

  function take(update: Update): Promise<boolean> {
    const { update_id: id } = update;
    const taken = inHand.get(id);
    if (taken) return taken;
    const chat = chatOf(update);
    const chain = chains.get(chat);
    const album = update.message?.media_group_id ?? null;
    const isNextPart = album !== null && chain?.album === album;
    const answered = update.callback_query && early.watch(update.callback_query);
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
        answered?.();
        // What waited for Postgres when the bot was told to stop comes again, and what is behind it, too.
        if (isDone) inHand.delete(id);
        return isDone;
      });
    const together = isNextPart ? Promise.all([chain.all, work]).then((done) => done.every(Boolean)) : work;
    const all = together.finally(() => {
      if (chains.get(chat)?.all === all) chains.delete(chat);
    });
    chains.set(chat, { album, first: isNextPart ? chain.first : work, all });
    inHand.set(id, work);
    return work;
  }

  return {
    inHand,
    take,
    async finish() {
      await Promise.race([Promise.all(inHand.values()), sleep(FINISH_MS)]);
    },
  };
}

function stackOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.stack : undefined;
}
