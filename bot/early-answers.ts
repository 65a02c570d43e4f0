import type { Api } from 'grammy';
import type { CallbackQuery, User } from 'grammy/types';
import type { Log } from '../src/ports.js';
import { describeError } from './api-errors.js';
import type { Texts } from './texts.js';

/** A button spins until its tap is answered; so long people take for granted. */
export const TAP_PATIENCE_MS = 3_000;

/** Answers taps that take long: behind a large file of the same chat, or because of what they ask for. */
export interface EarlyAnswers {
  /** Whoever calls what it returns in time answers it themselves. */
  watch(tap: CallbackQuery): () => void;
  /** A tap is answered once: what became of it has to be said in another way. */
  gave(queryId: string): boolean;
}

interface Answering {
  readonly api: Api;
  textsFor(from: User): Texts;
  readonly log: Log;
  readonly patienceMs: number;
}

export function answerEarly({ api, textsFor, log, patienceMs }: Answering): EarlyAnswers {
  const given = new Set<string>();
  return {
    watch({ id, from }) {
      const timer = setTimeout(() => {
        given.add(id);
        const text = textsFor(from)('tap-takes-long');
        api.answerCallbackQuery(id, { text }).catch((thrown: unknown) => {
          log.debug({ reason: describeError(thrown) }, 'A tap could not be answered early');
        });
      }, patienceMs);
      return () => {
        clearTimeout(timer);
        given.delete(id);
      };
    },
    gave: (queryId) => given.has(queryId),
  };
}
