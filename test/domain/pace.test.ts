import { expect, test } from 'vitest';
import { type Lane, laneOf, nextPlace, TELEGRAM_RATES, withPlace } from '../../src/domain/pace.js';

const { group, person, personEdits } = TELEGRAM_RATES;
const NOW = 1_000_000;
const MINUTE = Array.from({ length: 20 }, (_, i) => NOW - 50_000 + i * 2_000);

/** Ten within a second. */
const TAPS = Array.from({ length: 10 }, (_, i) => NOW - 1_000 + i * 100);

interface Case {
  readonly what: string;
  readonly sent?: readonly number[];
  readonly promised?: readonly number[];
  readonly shutUntil?: number;
  readonly messages?: number;
  readonly wasPromised?: boolean;
  readonly windows?: typeof group;
  readonly inMs: number;
}

const CASES: readonly Case[] = [
  { what: 'the first message goes at once', inMs: 0 },
  { what: 'the second one waits out its second', sent: [NOW - 300], inMs: 900 },
  { what: 'what was sent long ago does not count', sent: [NOW - 1_200], inMs: 0 },
  { what: 'the twenty-first in a minute waits for the first to be a minute old', sent: MINUTE, inMs: 10_200 },
  { what: 'a person may be written to more often than that', sent: MINUTE, windows: person, inMs: 0 },
  {
    what: 'a few edits in a private chat follow each other at once',
    sent: TAPS.slice(1),
    windows: personEdits,
    inMs: 0,
  },
  { what: 'but not ever more', sent: TAPS, windows: personEdits, inMs: 9_000 },
  { what: 'whoever comes new stands behind those who were told to come', promised: [NOW + 500], inMs: 1_700 },
  { what: 'whoever was told to come does not', promised: [NOW + 500], wasPromised: true, inMs: 0 },
  { what: 'but waits where others were late', sent: [NOW - 200], promised: [NOW], wasPromised: true, inMs: 1_000 },
  { what: 'an album counts as each of its items', sent: MINUTE.slice(0, 15), messages: 10, inMs: 18_200 },
  {
    what: 'an album larger than the window goes when that is empty',
    sent: [NOW - 300],
    messages: 10,
    windows: person,
    inMs: 900,
  },
  { what: "Telegram's own word is kept", shutUntil: NOW + 7_000, inMs: 7_000 },
];

test.each(CASES)(
  '$what',
  ({ sent = [], promised = [], shutUntil = 0, messages = 1, wasPromised = false, windows = group, inMs }) => {
    const lane: Lane = { sent, promised, shutUntil };
    expect(nextPlace(lane, windows, { messages, now: NOW, wasPromised }) - NOW).toBe(inMs);
  },
);

test('over an hour of asking, no window ever holds more than its limit', () => {
  const places: number[] = [];
  for (let i = 0; i < 300; i += 1) {
    const lane: Lane = { sent: places, promised: [], shutUntil: 0 };
    places.push(nextPlace(lane, group, { messages: 1, now: NOW + i * 700, wasPromised: false }));
  }
  for (const { limit, windowMs } of group) {
    for (const [index, from] of places.entries()) {
      expect(places.slice(index).filter((at) => at < from + windowMs).length).toBeLessThanOrEqual(limit);
    }
  }
});

test('edits in a private chat do not hold up what is sent there, in a group they count as messages', () => {
  expect(laneFor('11', 'edit')).not.toBe(laneFor('11', 'send'));
  expect(laneFor('-100', 'edit')).toBe(laneFor('-100', 'send'));
});

test('what no window looks at any more is forgotten', () => {
  expect(withPlace([1, 2, 3], 2, 9, 3)).toEqual([3, 9, 9]);
});

function laneFor(chatId: string, how: 'send' | 'edit'): string {
  return laneOf({ chatId, how, messages: 1 }, TELEGRAM_RATES).lane;
}
