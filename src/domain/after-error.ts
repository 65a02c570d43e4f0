import type { DeliveryEvent, DeliveryRow } from './delivery.js';
import { FAILURES, type Failure, type FailureInfo, type PlatformError } from './failure.js';

export const MAX_RETRIES = 3;
/** Of what may be repeated without harm; with its shorter waits that is ten minutes of a fault of ours, and more of anybody else's. */
export const MAX_REPEATS = 20;
const LONGEST_REPEAT_MS = 30_000;
const SHORTEST_WAIT_MS = 1_000;
const FIRST_RETRY_MS = 60_000;
const DEFAULT_WAIT_MS = 60_000;

export interface ErrorContext extends Pick<DeliveryRow, 'committing' | 'tries' | 'giveUpAt'> {
  /** The receiver drops what it has seen already, so a lost answer may be tried again. */
  readonly repeatable: boolean;
  readonly now: Date;
  /** In [0, 1), for jitter. */
  readonly random: number;
}

/** Retry, wait, give up, or admit that we do not know. Pure, so the whole policy is one table test. */
export function afterError(error: PlatformError, at: ErrorContext): DeliveryEvent {
  const failure = error.toFailure();
  const uncertain = at.committing !== null && error.info.effect !== 'none';
  if (at.repeatable && mayRepeat(error, at.tries, uncertain))
    return { type: 'retry', at: repeatAt(at), failure, ...(uncertain && { uncertain }) };
  if (uncertain) return { type: 'lose', failure };
  const restart = error.info.restart && { restart: true };
  const { retry } = FAILURES[error.kind];
  if (retry === 'wait') {
    const until = new Date(at.now.getTime() + waitMsOf(error.info));
    return until <= at.giveUpAt ? { type: 'wait', until, failure, ...restart } : { type: 'fail', failure };
  }
  const next = retryAt(at, error.info.retryAfterMs);
  if (!retry || at.tries >= MAX_RETRIES || next > at.giveUpAt) return { type: 'fail', failure };
  return { type: 'retry', at: next, failure, ...restart };
}

/** What a worker does with a preparation that is not finished yet: waits as the platform says, within the row's bound. */
export function afterUnready(resumeInMs: number, at: Pick<ErrorContext, 'giveUpAt' | 'now'>): DeliveryEvent {
  const until = new Date(at.now.getTime() + resumeInMs);
  if (until <= at.giveUpAt) return { type: 'wait', until };
  const failure: Failure = { kind: 'not_ready', message: 'The platform did not finish processing in time' };
  return { type: 'fail', failure };
}

/** The network's own word, where it gave one. */
export function waitMsOf({ retryAfterMs }: FailureInfo): number {
  return Math.max(retryAfterMs ?? DEFAULT_WAIT_MS, SHORTEST_WAIT_MS);
}

/** Only what will be the same next time is given up at once; limits have their own waits. */
function mayRepeat({ kind }: PlatformError, tries: number, uncertain: boolean): boolean {
  const { retry } = FAILURES[kind];
  if (retry === 'wait' && !uncertain) return false;
  return (retry !== false || kind === 'bug') && tries < MAX_REPEATS;
}

function repeatAt(at: ErrorContext): Date {
  const waitMs = Math.min(1_000 * 2 ** at.tries, LONGEST_REPEAT_MS);
  return new Date(at.now.getTime() + Math.round(waitMs * (1 + at.random / 4)));
}

/** 60 s, 120 s, 240 s, each up to a quarter longer, and never before the platform's own word. */
function retryAt(at: ErrorContext, retryAfterMs = 0): Date {
  const backoffMs = FIRST_RETRY_MS * 2 ** at.tries * (1 + at.random / 4);
  return new Date(at.now.getTime() + Math.max(Math.round(backoffMs), retryAfterMs));
}
