import type { DeliveryEvent, DeliveryRow } from './delivery.js';
import { FAILURES, type Failure, type PlatformError } from './failure.js';

export const MAX_RETRIES = 3;
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
  if (uncertain) {
    const again = at.repeatable && at.tries < MAX_RETRIES && FAILURES[error.kind].retry !== false;
    return again ? { type: 'retry', at: retryAt(at), failure, uncertain: true } : { type: 'lose', failure };
  }
  const restart = error.info.restart && { restart: true };
  const { retry } = FAILURES[error.kind];
  if (retry === 'wait') {
    const until = new Date(at.now.getTime() + (error.info.retryAfterMs ?? DEFAULT_WAIT_MS));
    return until <= at.giveUpAt ? { type: 'wait', until, failure, ...restart } : { type: 'fail', failure };
  }
  if (!retry || at.tries >= MAX_RETRIES) return { type: 'fail', failure };
  return { type: 'retry', at: retryAt(at, error.info.retryAfterMs), failure, ...restart };
}

/** What a worker does with a preparation that is not finished yet: waits as the platform says, within the row's bound. */
export function afterUnready(resumeInMs: number, at: Pick<ErrorContext, 'giveUpAt' | 'now'>): DeliveryEvent {
  const until = new Date(at.now.getTime() + resumeInMs);
  if (until <= at.giveUpAt) return { type: 'wait', until };
  const failure: Failure = { kind: 'not_ready', message: 'The platform did not finish processing in time' };
  return { type: 'fail', failure };
}

/** 60 s, 120 s, 240 s, each up to a quarter longer, and never before the platform's own word. */
function retryAt(at: ErrorContext, retryAfterMs = 0): Date {
  const backoffMs = FIRST_RETRY_MS * 2 ** at.tries * (1 + at.random / 4);
  return new Date(at.now.getTime() + Math.max(Math.round(backoffMs), retryAfterMs));
}
