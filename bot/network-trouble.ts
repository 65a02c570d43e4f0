import { GrammyError, HttpError } from 'grammy';
import { type FailureKind, PlatformError } from '../src/domain/failure.js';
import { asPlatformError, isBadRequest } from './api-errors.js';
import type { Texts } from './texts.js';

const IS: Readonly<Record<FailureKind, 'away' | 'busy' | 'closed' | 'refused' | null>> = {
  network: 'away',
  timeout: 'away',
  outage: 'away',
  rate_limit: 'busy',
  quota: 'busy',
  not_ready: 'busy',
  auth: 'closed',
  permission: 'closed',
  missing: 'closed',
  invalid: 'refused',
  rejected: 'refused',
  bug: null,
};

/** Where a network did not say when to come again. */
const PAUSE_MS = 60_000;
/** Of a network's own words, so that the answer to a tap holds them. */
const WORDS_MAX = 60;

/** What a person is told of a network that did not do what they waited for; null where that is no network's doing. */
export function networkTrouble(thrown: unknown, t: Texts): string | null {
  const error = failureOf(thrown);
  switch (error && IS[error.kind]) {
    case 'away':
      return t('trouble-network-away');
    case 'busy':
      return t('trouble-network-busy', { seconds: Math.ceil((error?.info.retryAfterMs ?? PAUSE_MS) / 1_000) });
    case 'closed':
      return t('trouble-network-closed');
    case 'refused':
      return t('trouble-network-refused', { words: (error?.message ?? '').slice(0, WORDS_MAX) });
    default:
      return null;
  }
}

/** A request of ours that the Bot API calls bad is our own mistake. */
function failureOf(thrown: unknown): PlatformError | null {
  if (thrown instanceof PlatformError) return thrown;
  const isTelegrams = (thrown instanceof GrammyError && !isBadRequest(thrown)) || thrown instanceof HttpError;
  return isTelegrams ? asPlatformError(thrown) : null;
}
