import { expect, test } from 'vitest';
import { PlatformError } from '../../src/domain/failure.js';
import { limitIn } from '../../src/domain/limit.js';
import { LOOK_FIRST_MS, nextLookMs } from '../../src/domain/look-after.js';

test('a look is repeated with longer and longer waits, for two days', () => {
  const waits: number[] = [];
  for (let looks = 1; ; looks++) {
    const ms = nextLookMs(looks);
    if (ms === null) break;
    waits.push(ms);
  }
  expect(waits.slice(0, 8).map((ms) => ms / 1000)).toEqual([10, 20, 40, 80, 160, 320, 600, 600]);
  const hours = (LOOK_FIRST_MS + waits.reduce((sum, ms) => sum + ms, 0)) / 3_600_000;
  expect(hours).toBeGreaterThan(47.5);
  expect(hours).toBeLessThan(48.5);
});

const NOW = new Date('2026-03-01T12:00:00Z');
const ACCOUNT = { platform: 'instagram', accountId: 'a' };

test.each([
  { kind: 'rate_limit', info: { retryAfterMs: 90_000 }, limit: { scope: 'account:a', ms: 90_000 } },
  { kind: 'rate_limit', info: {}, limit: { scope: 'account:a', ms: 60_000 } },
  { kind: 'rate_limit', info: { retryAfterMs: 1, scope: 'app' }, limit: { scope: 'app:instagram', ms: 1_000 } },
  { kind: 'quota', info: { retryAfterMs: 3_600_000 }, limit: { scope: 'account:a', ms: 3_600_000 } },
  { kind: 'not_ready', info: { retryAfterMs: 5_000 }, limit: null },
  { kind: 'outage', info: { retryAfterMs: 5_000 }, limit: null },
] as const)('$kind with $info limits $limit', ({ kind, info, limit }) => {
  const expected = limit && { scope: limit.scope, until: new Date(NOW.getTime() + limit.ms) };
  expect(limitIn(new PlatformError(kind, 'x', info), ACCOUNT, NOW)).toEqual(expected);
});
