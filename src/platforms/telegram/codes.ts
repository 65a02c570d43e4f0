import type { FailureInfo, FailureKind } from '../../domain/failure.js';

export interface Meaning {
  readonly kind: FailureKind;
  readonly effect: NonNullable<FailureInfo['effect']>;
}

/**
 * What the Bot API's `error_code` means when a message was sent. The code is all there is: the sentence beside it is for people and
 * may change any day. So 400 stays `invalid`, although Telegram says by it too that a chat is gone ("chat not found") or that the bot
 * may not post there ("need administrator rights"): whoever reads the failure sees Telegram's sentence.
 */
export const CODES: Readonly<Record<number, Meaning>> = {
  400: { kind: 'invalid', effect: 'none' },
  // The token is revoked, or of another bot.
  401: { kind: 'auth', effect: 'none' },
  // The bot was thrown out, blocked, or never let in.
  403: { kind: 'permission', effect: 'none' },
  // What follows the root is no token and method: a mangled token.
  404: { kind: 'auth', effect: 'none' },
  // Somebody else waited too long for us, or we for it.
  408: { kind: 'timeout', effect: 'uncertain' },
  // Two programs with one token. Telegram says it of updates, never of messages.
  409: { kind: 'bug', effect: 'none' },
  413: { kind: 'invalid', effect: 'none' },
  // Telegram's own FLOOD_WAIT, where a server passes it on.
  420: { kind: 'rate_limit', effect: 'none' },
  429: { kind: 'rate_limit', effect: 'none' },
};

const REFUSED: Meaning = { kind: 'invalid', effect: 'none' };
const DOWN: Meaning = { kind: 'outage', effect: 'uncertain' };

/** A code that is not in the table: 4xx is a refusal, everything else (500, 502 and their kind) leaves it open whether it was sent. */
export function meaningOf(code: number): Meaning {
  return CODES[code] ?? (code >= 400 && code < 500 ? REFUSED : DOWN);
}
