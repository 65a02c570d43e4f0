import { expect, test } from 'vitest';
import { offsetAt, zoned } from '../../../src/domain/schedule.js';
import { readTime } from '../../../src/domain/time-words/read-time.js';
import type { TimeLanguage } from '../../../src/domain/time-words/vocabulary.js';
import { ENGLISH, RUSSIAN, UKRAINIAN } from './phrases.js';

const KYIV = 'Europe/Kyiv';
const NEW_YORK = 'America/New_York';
const SATURDAY = new Date('2026-11-21T13:00:00Z'); // 15:00 in Kyiv, 08:00 in New York

/** Moments as the zone's clock shows them: `2026-11-22 09:00`; what is asked as `hour? 09:00 | …`; what is refused as its reason. */
function read(language: TimeLanguage, typed: string, now = SATURDAY, zone = KYIV): string {
  const time = readTime(typed, { language, zone, now });
  const shown = (at: Date) => zoned(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
  if (time.is === 'refused') return time.why;
  if (time.is === 'moment') return shown(time.at);
  const offset = (at: Date) => (time.why === 'twice' ? offsetAt(at, zone) : '');
  return `${time.why}? ${time.choices.map((at) => shown(at) + offset(at)).join(' | ')}`;
}

test.each(ENGLISH)('en: %s', (typed, meant) => expect(read('en', typed)).toBe(meant));
test.each(UKRAINIAN)('uk: %s', (typed, meant) => expect(read('uk', typed)).toBe(meant));
test.each(RUSSIAN)('ru: %s', (typed, meant) => expect(read('ru', typed)).toBe(meant));

test.each([
  ['en', 'завтра о 9', '2026-11-22 09:00'],
  ['en', 'через полчаса', '2026-11-21 15:30'],
  ['uk', 'tomorrow 9', '2026-11-22 09:00'],
  ['ru', 'in 45 min', '2026-11-21 15:45'],
] as const)('a member of %s may also type "%s"', (language, typed, meant) => expect(read(language, typed)).toBe(meant));

test.each([
  [KYIV, '2026-03-28T10:00:00Z', 'tomorrow 03:30', 'skipped? 2026-03-29 02:30 | 2026-03-29 04:30'],
  [KYIV, '2026-03-28T10:00:00Z', 'вс 03:30', 'skipped? 2026-03-29 02:30 | 2026-03-29 04:30'],
  [KYIV, '2026-03-28T10:00:00Z', '29.03 03:00', 'skipped? 2026-03-29 02:00 | 2026-03-29 04:00'],
  [KYIV, '2026-03-28T10:00:00Z', 'tomorrow 04:00', '2026-03-29 04:00'],
  [KYIV, '2026-10-24T10:00:00Z', 'tomorrow 03:30', 'twice? 2026-10-25 03:30+03:00 | 2026-10-25 03:30+02:00'],
  [KYIV, '2026-10-24T10:00:00Z', 'tomorrow 04:00', '2026-10-25 04:00'],
  // Half past three has been once already: only the second is to come.
  [KYIV, '2026-10-25T00:45:00Z', 'today 03:30', 'twice? 2026-10-25 03:30+02:00'],
  [NEW_YORK, '2026-03-07T15:00:00Z', 'tomorrow 02:30', 'skipped? 2026-03-08 01:30 | 2026-03-08 03:30'],
  [NEW_YORK, '2026-10-31T15:00:00Z', 'tomorrow 01:30', 'twice? 2026-11-01 01:30-04:00 | 2026-11-01 01:30-05:00'],
  [NEW_YORK, '2026-10-31T15:00:00Z', 'tomorrow 02:30', '2026-11-01 02:30'],
] as const)('in %s at %s, "%s" is %4$s', (zone, now, typed, meant) =>
  expect(read('en', typed, new Date(now), zone)).toBe(meant),
);

test.each([
  // The clock is what counts, whatever the season in which it is said: 10:00 in December is UTC+2, in July UTC+3.
  [KYIV, '2026-07-01T10:00:00Z', '25 december 10:00', '2026-12-25T08:00:00.000Z'],
  [KYIV, '2026-07-01T10:00:00Z', 'twenty fifth of december at 10am', '2026-12-25T08:00:00.000Z'],
  [KYIV, '2026-12-01T10:00:00Z', 'first of july at 10:00', '2027-07-01T07:00:00.000Z'],
  [KYIV, '2026-10-24T12:00:00Z', 'tomorrow 9', '2026-10-25T07:00:00.000Z'],
  [KYIV, '2026-10-24T12:00:00Z', 'in 1 day', '2026-10-25T13:00:00.000Z'],
  [NEW_YORK, '2026-10-31T15:00:00Z', 'tomorrow 9', '2026-11-01T14:00:00.000Z'],
  // Hours from now are hours, also over a change of clocks.
  [KYIV, '2026-10-24T23:30:00Z', 'in 2 hours', '2026-10-25T01:30:00.000Z'],
  [KYIV, '2026-03-29T00:30:00Z', 'in 45 min', '2026-03-29T01:15:00.000Z'],
  [NEW_YORK, '2026-03-08T06:30:00Z', 'in an hour and a half', '2026-03-08T08:00:00.000Z'],
] as const)('in %s at %s, "%s" is the moment %s', (zone, now, typed, at) => {
  expect(readTime(typed, { language: 'en', zone, now: new Date(now) })).toEqual({ is: 'moment', at: new Date(at) });
});

test('a zone may be called by either of its names', () => {
  const other = readTime('tomorrow 9', { language: 'en', zone: 'Europe/Kiev', now: SATURDAY });
  expect(other).toEqual(readTime('tomorrow 9', { language: 'en', zone: KYIV, now: SATURDAY }));
});

test('what is typed a few seconds after the minute that it names is now', () => {
  const now = new Date('2026-11-21T13:00:40Z');
  expect(readTime('today 15:00', { language: 'en', zone: KYIV, now })).toMatchObject({ is: 'moment' });
});

test('a span ends on a whole minute, never before it was asked for', () => {
  const now = new Date('2026-11-21T13:00:20Z');
  const at = new Date('2026-11-21T13:46:00Z');
  expect(readTime('in 45 min', { language: 'en', zone: KYIV, now })).toEqual({ is: 'moment', at });
});

test('the tables hold at least 120 phrases', () => {
  expect(ENGLISH.length + UKRAINIAN.length + RUSSIAN.length).toBeGreaterThan(120);
});
