import { expect, test } from 'vitest';
import { quietUntil } from '../../src/domain/quiet-hours.js';

const NIGHT = { from: 22 * 60, to: 8 * 60, zone: 'Europe/Kyiv' };
const NOON = { from: 12 * 60, to: 13 * 60 + 30, zone: 'Europe/Kyiv' };

test.each([
  ['in the evening it lasts until the next morning', NIGHT, '2026-11-21T21:00:00Z', '2026-11-22T06:00:00.000Z'],
  ['after midnight it lasts until the same morning', NIGHT, '2026-11-22T03:00:00Z', '2026-11-22T06:00:00.000Z'],
  ['in the morning it is over to the minute', NIGHT, '2026-11-22T06:00:00Z', null],
  ['by day there is none', NIGHT, '2026-11-21T12:00:00Z', null],
  ['within one day', NOON, '2026-11-21T10:15:00Z', '2026-11-21T11:30:00.000Z'],
  ['the night in which clocks go forward is shorter', NIGHT, '2026-03-28T21:00:00Z', '2026-03-29T05:00:00.000Z'],
  ['no time from an hour to the same hour', { ...NIGHT, to: NIGHT.from }, '2026-11-21T21:00:00Z', null],
])('%s', (_, hours, now, until) => {
  expect(quietUntil(hours, new Date(now))?.toISOString() ?? null).toBe(until);
});
