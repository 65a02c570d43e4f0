/**
 * How fast the bot may speak, as a pure rule over what it sent lately. Windows slide; in each, at most so many messages may begin. An
 * album that is larger than a window goes when that is empty, else it could never go.
 */
export interface SendWindow {
  readonly limit: number;
  readonly windowMs: number;
}

/** What was sent in one lane, and what was told to come later; milliseconds since 1970, oldest first. */
export interface Lane {
  readonly sent: readonly number[];
  readonly promised: readonly number[];
  /** Telegram itself said how long. */
  readonly shutUntil: number;
}

export interface SendRequest {
  readonly chatId: string;
  readonly how: 'send' | 'edit';
  /** An album counts as each of its items. */
  readonly messages: number;
}

export interface SendRates {
  readonly overall: readonly SendWindow[];
  readonly group: readonly SendWindow[];
  readonly person: readonly SendWindow[];
  /** Edits in a private chat ring nobody, and people tap faster than one in a second. */
  readonly personEdits: readonly SendWindow[];
}

/** A request that left later than another one may still arrive sooner. */
const JITTER_MS = 200;

/** Telegram's: one a second in a chat, 20 a minute in a group or channel, 30 a second in all. */
export const TELEGRAM_RATES: SendRates = {
  overall: [{ limit: 30, windowMs: 1_000 + JITTER_MS }],
  group: [
    { limit: 1, windowMs: 1_000 + JITTER_MS },
    { limit: 20, windowMs: 60_000 + JITTER_MS },
  ],
  person: [{ limit: 1, windowMs: 1_000 + JITTER_MS }],
  personEdits: [{ limit: 10, windowMs: 10_000 }],
};

/** Everything that the bot does counts here too. */
export const OVERALL = 'all';

/** Where a request is counted. Groups and channels have ids below zero. */
export function laneOf(
  { chatId, how }: SendRequest,
  rates: SendRates,
): { lane: string; windows: readonly SendWindow[] } {
  if (chatId.startsWith('-')) return { lane: chatId, windows: rates.group };
  return how === 'edit'
    ? { lane: `${chatId}/edits`, windows: rates.personEdits }
    : { lane: chatId, windows: rates.person };
}

/** When so many messages may go. Whoever was not told to come now stands behind those who were told to come. */
export function nextPlace(
  { sent, promised, shutUntil }: Lane,
  windows: readonly SendWindow[],
  { messages, now, wasPromised }: { messages: number; now: number; wasPromised: boolean },
): number {
  const before = wasPromised ? sent : [...sent, ...promised].toSorted((a, b) => a - b);
  const ends = windows.map(({ limit, windowMs }) => {
    const mustLeave = before[before.length + messages - Math.max(limit, messages) - 1];
    return mustLeave === undefined ? 0 : mustLeave + windowMs;
  });
  return Math.max(now, shutUntil, ...ends);
}

/** With this many messages more, and without what no window looks at any more. */
export function withPlace(times: readonly number[], messages: number, at: number, keep: number): number[] {
  return [...times, ...Array.from({ length: messages }, () => at)].toSorted((a, b) => a - b).slice(-keep);
}
