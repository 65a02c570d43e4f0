import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { every } from '../src/every.js';
import { quietLog } from './support/log.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what failed is tried again soon, however rare it is, and not once it was ended', async () => {
  let runs = 0;
  const end = every({ work: 'heartbeat', ms: 60_000 }, quietLog, async () => {
    runs += 1;
    if (runs !== 2) throw new Error('away');
  });
  const after = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    return runs;
  };
  expect([await after(4_000), await after(1_000), await after(54_000), await after(1_000)]).toEqual([1, 2, 2, 3]);
  await end();
  expect(await after(600_000)).toBe(3);
});
