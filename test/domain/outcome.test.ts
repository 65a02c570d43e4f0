import { expect, test } from 'vitest';
import type { DeliveryState } from '../../src/domain/delivery.js';
import { outcomeOf, type PartResult, tellAt } from '../../src/domain/outcome.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const long = new Date(NOW.getTime() - 600_000);

function part(accountId: string, ordinal: number, state: DeliveryState, changedAt = long): PartResult {
  return { account: accountId, accountId, ordinal, state, changedAt, isCorrection: false, url: null, failure: null };
}

const correction = (accountId: string, state: DeliveryState) => ({ ...part(accountId, 0, state), isCorrection: true });

test.each<[string, PartResult[], string]>([
  ['everything is live', [part('a', 0, 'published'), part('b', 0, 'published')], 'live a b'],
  ['one did not go out', [part('a', 0, 'published'), part('b', 0, 'failed')], 'live a failed b'],
  ['one is still to go', [part('a', 0, 'published'), part('b', 0, 'scheduled')], 'open'],
  ['one waits for a person', [part('a', 0, 'published'), part('b', 0, 'held')], 'open'],
  ['a later part is still to go', [part('a', 0, 'published'), part('a', 1, 'publishing')], 'open'],
  ['a later part waits for a first that failed', [part('a', 0, 'failed'), part('a', 1, 'scheduled')], 'failed a'],
  ['only a later part failed', [part('a', 0, 'published'), part('a', 1, 'failed')], 'live a failed a'],
  ['a correction failed', [part('a', 0, 'published'), correction('a', 'failed')], 'live a failed a'],
  ['a correction is still to go', [part('a', 0, 'published'), correction('a', 'waiting')], 'open'],
  ['a correction of what was taken down failed', [part('a', 0, 'removed'), correction('a', 'failed')], ''],
  ['an answer was just lost', [part('a', 0, 'unknown', NOW)], 'wait'],
  ['an answer was lost for good', [part('a', 0, 'unknown')], 'unknown a'],
  ['all was taken back', [part('a', 0, 'cancelled')], ''],
])('%s', (_, parts, expected) => {
  const outcome = outcomeOf(parts, NOW);
  expect(typeof outcome === 'string' ? outcome : wordsOf(outcome)).toBe(expected);
});

function wordsOf(outcome: Exclude<ReturnType<typeof outcomeOf>, string>): string {
  return [...list('live', outcome.live), ...list('failed', outcome.failed), ...list('unknown', outcome.unknown)].join(
    ' ',
  );
}

test('the same outcome has the same name, in whatever order its parts come', () => {
  const parts = [part('a', 0, 'published'), part('b', 0, 'failed')];
  expect(outcomeOf(parts, NOW)).toMatchObject({ signature: expect.stringContaining('b/0:failed') });
  const [one, other] = [outcomeOf(parts, NOW), outcomeOf(parts.toReversed(), NOW)].map(
    (it) => typeof it !== 'string' && it.signature,
  );
  expect(one).toBe(other);
});

test.each([
  ['a correction that got through', correction('a', 'published')],
  ['a copy that was taken back', part('a', 0, 'cancelled')],
])('%s gives the outcome no other name', (_what, more) => {
  const live = part('a', 0, 'published');
  const [before, after] = [outcomeOf([live], NOW), outcomeOf([live, more], NOW)];
  expect(after).toMatchObject({ signature: typeof before === 'object' && before.signature });
});

test.each([
  ['soon after it ended', null, 3_000],
  ['not twice in a minute', new Date(NOW.getTime() - 10_000), 50_000],
])('the author is told %s', (_, toldAt, inMs) => {
  expect(tellAt(NOW, toldAt).getTime() - NOW.getTime()).toBe(inMs);
});

function list(name: string, parts: readonly PartResult[]): string[] {
  return parts.length === 0 ? [] : [name, ...parts.map(({ account }) => account)];
}
