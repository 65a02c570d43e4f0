import type { DeliveryState } from './delivery.js';
import type { FailureKind } from './failure.js';

/** One part of a post, as its author may be told of it. */
export interface PartResult {
  readonly account: string;
  readonly accountId: string;
  readonly ordinal: number;
  /** The latest correction of a part that is live, rather than the part. */
  readonly isCorrection: boolean;
  readonly state: DeliveryState;
  readonly changedAt: Date;
  readonly url: string | null;
  readonly failure: FailureKind | null;
}

/** What a post has come to. */
export interface Outcome {
  readonly live: readonly PartResult[];
  readonly failed: readonly PartResult[];
  /** Sent, and nobody knows whether it arrived. */
  readonly unknown: readonly PartResult[];
  /** Names it: the author is told once of the same. */
  readonly signature: string;
}

const OPEN: ReadonlySet<DeliveryState> = new Set(['scheduled', 'waiting', 'publishing', 'held', 'removing']);
/** A look-up or a late answer often clears it up. */
const UNKNOWN_FOR_MS = 2 * 60_000;

/** `open` while something has not come to its end, `wait` while what is unknown may still clear up by itself. */
export function outcomeOf(parts: readonly PartResult[], now: Date): Outcome | 'open' | 'wait' {
  const live = new Set(parts.filter(isLive).map(accountIdOf));
  // Parts that follow one that did not get through stay where they are.
  const told = parts.filter((part) => (part.ordinal === 0 && !part.isCorrection) || live.has(part.accountId));
  if (told.some(({ state }) => OPEN.has(state))) return 'open';
  const lost = told.filter(({ state }) => state === 'unknown');
  if (lost.some(({ changedAt }) => now.getTime() - changedAt.getTime() < UNKNOWN_FOR_MS)) return 'wait';
  return {
    live: told.filter(isLive),
    failed: told.filter(({ state }) => state === 'failed'),
    unknown: lost,
    signature: told
      .filter(isNews)
      .map(({ accountId, ordinal, state, isCorrection }) => {
        return `${accountId}/${ordinal}:${isCorrection ? 'correction-' : ''}${state}`;
      })
      .toSorted()
      .join(' '),
  };
}

/** A correction that got through leaves the post live as before, and what was taken back says nothing of the others. */
function isNews({ isCorrection, state }: PartResult): boolean {
  return isCorrection ? state === 'failed' || state === 'unknown' : state !== 'cancelled';
}

function isLive({ ordinal, isCorrection, state }: PartResult): boolean {
  return ordinal === 0 && !isCorrection && state === 'published';
}

function accountIdOf({ accountId }: PartResult): string {
  return accountId;
}

/** What comes to its end together is told together. */
const GATHER_MS = 3_000;
/** One message in so long; what comes to its end meanwhile is in the next one. */
const APART_MS = 60_000;

/** When the author is told of what came to its end at `since` and after it. */
export function tellAt(since: Date, toldAt: Date | null): Date {
  return new Date(Math.max(since.getTime() + GATHER_MS, toldAt ? toldAt.getTime() + APART_MS : 0));
}
