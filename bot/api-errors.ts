import { GrammyError, HttpError } from 'grammy';
import { type FailureInfo, type FailureKind, PlatformError } from '../src/domain/failure.js';

/** What a refusal of the Bot API means, by its code alone: its sentences change without notice. */
const KINDS: Readonly<Record<number, FailureKind>> = {
  400: 'invalid',
  401: 'auth',
  403: 'permission',
  404: 'auth',
  409: 'outage',
  429: 'rate_limit',
};

/** Anything thrown by a call of the Bot API, as a failure of a known kind. Never carries the URL, which holds the token. */
export function asPlatformError(thrown: unknown): PlatformError {
  if (thrown instanceof GrammyError) {
    const { error_code: code, description, parameters } = thrown;
    const seconds = parameters.retry_after;
    const info: FailureInfo = {
      status: code,
      code: String(code),
      effect: code >= 500 ? 'uncertain' : 'none',
      ...(seconds !== undefined && { retryAfterMs: seconds * 1000 }),
    };
    return new PlatformError(KINDS[code] ?? (code >= 500 ? 'outage' : 'invalid'), description, info);
  }
  if (thrown instanceof HttpError) {
    return new PlatformError('network', 'Telegram did not answer', { effect: 'uncertain' });
  }
  return PlatformError.from(thrown);
}

/** Refused because of what was asked, not because of when: the message is gone, or would stay as it is. */
export function isBadRequest(thrown: unknown): boolean {
  return thrown instanceof GrammyError && thrown.error_code === 400;
}

/** Somebody else listens with the same token, or has set a webhook. */
export function isConflict(thrown: unknown): boolean {
  return thrown instanceof GrammyError && thrown.error_code === 409;
}

/** A sentence for the log: without payloads and addresses, which hold texts and the token. */
export function describeError(thrown: unknown): string {
  if (thrown instanceof GrammyError) return `${thrown.method}: ${thrown.error_code} ${thrown.description}`;
  if (thrown instanceof HttpError) return thrown.message;
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'Something that is no error was thrown';
}
