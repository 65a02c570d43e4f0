import type { Transformer } from 'grammy';
import { PlatformError } from '../src/domain/failure.js';
import type { SendRequest } from '../src/domain/pace.js';
import type { Clock, Log, SendPace } from '../src/ports.js';
import { describeError } from './api-errors.js';

interface Pacing {
  readonly pace: SendPace;
  readonly clock: Clock;
  readonly log: Log;
}

/** Longer than this a notice waits in its row, not in a worker's hands. */
const PATIENCE_MS = 3_000;
/** What a person waits for is asked again after Telegram's own pause, where that is short. */
const RETRY_AFTER_MAX_S = 5;
const TRIES = 3;

/** Notices: each call waits for its place. */
export function waitForPace({ pace, clock, log }: Pacing): Transformer {
  return async (call, method, payload, signal) => {
    const request = countedAs(method, payload);
    if (request) await placeFor(request, pace, clock);
    const answer = await call(method, payload, signal);
    if (request && retryAfterOf(answer) !== null) await shut({ pace, clock, log }, request, retryAfterOf(answer) ?? 0);
    return answer;
  };
}

/** Answers to people: they go at once, and notices stand back for them. */
export function countAnswers(pacing: Pacing): Transformer {
  const { pace, clock, log } = pacing;
  return async (call, method, payload, signal) => {
    const request = countedAs(method, payload);
    if (!request) return call(method, payload, signal);
    for (let tries = 1; ; tries += 1) {
      const counted = pace.count(request).catch((err: unknown) => {
        log.warn({ reason: describeError(err) }, 'An answer could not be counted among what the bot sends');
      });
      const answer = await call(method, payload, signal);
      await counted;
      const seconds = retryAfterOf(answer);
      if (seconds === null) return answer;
      await shut(pacing, request, seconds);
      if (tries === TRIES || seconds > RETRY_AFTER_MAX_S) return answer;
      await clock.sleep(seconds * 1_000);
    }
  };
}

/** Null for what no limit counts: answers to taps, questions, files. */
function countedAs(method: string, payload: unknown): SendRequest | null {
  const how = /^(?:send(?!ChatAction)|copy|forward)/.test(method) ? 'send' : method.startsWith('edit') ? 'edit' : null;
  if (how === null || typeof payload !== 'object' || payload === null || !('chat_id' in payload)) return null;
  const messages = 'media' in payload && Array.isArray(payload.media) ? payload.media.length : 1;
  return { chatId: String(payload.chat_id), how, messages };
}

async function placeFor(request: SendRequest, pace: SendPace, clock: Clock): Promise<void> {
  const enoughAt = clock.now().getTime() + PATIENCE_MS;
  for (;;) {
    const at = (await pace.take(request, true)).getTime();
    const waitMs = at - clock.now().getTime();
    if (waitMs <= 0) return;
    if (at > enoughAt) {
      const info = { effect: 'none', retryAfterMs: waitMs } as const;
      throw new PlatformError('rate_limit', 'As much has been sent there as Telegram takes for now', info);
    }
    await clock.sleep(waitMs);
  }
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly error_code: number; readonly parameters?: object };

/** Seconds; null where Telegram did not ask to slow down. */
function retryAfterOf(answer: Answer): number | null {
  if (answer.ok || answer.error_code !== 429) return null;
  const { parameters } = answer;
  return parameters && 'retry_after' in parameters ? Number(parameters.retry_after) : 1;
}

async function shut({ pace, clock, log }: Pacing, { chatId }: SendRequest, seconds: number): Promise<void> {
  log.warn({ seconds }, 'Telegram asks the bot to slow down');
  await pace.shut(chatId, new Date(clock.now().getTime() + seconds * 1_000));
}
