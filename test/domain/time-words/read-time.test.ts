import { expect, test } from 'vitest';
import { offsetAt, zoned } from '../../../src/domain/schedule.js';
import { readTime } from '../../../src/domain/time-words/read-time.js';
import type { TimeLanguage } from '../../../src/domain/time-words/vocabulary.js';

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

const TOMORROW_HOURS = 'hour? 2026-11-22 09:00 | 2026-11-22 12:00 | 2026-11-22 15:00 | 2026-11-22 18:00';
const TOMORROW_EVENING = 'hour? 2026-11-22 18:00 | 2026-11-22 19:00 | 2026-11-22 20:00 | 2026-11-22 21:00';

const ENGLISH: readonly (readonly [typed: string, meant: string])[] = [
  ['tomorrow 9', '2026-11-22 09:00'],
  ['Tomorrow at 9', '2026-11-22 09:00'],
  ['tomorrow 9:00', '2026-11-22 09:00'],
  ['9:00 tomorrow', '2026-11-22 09:00'],
  ['tomorrow, 9 am', '2026-11-22 09:00'],
  ['tomorrow 9pm', '2026-11-22 21:00'],
  ['tomorrow at 9:30 p.m.', '2026-11-22 21:30'],
  ['tomorrow 18 30', '2026-11-22 18:30'],
  ['tomorrow 9.05', '2026-11-22 09:05'],
  ['tomorrow 9-00', '2026-11-22 09:00'],
  ["tomorrow 9 o'clock", '2026-11-22 09:00'],
  ['tomorrow 9 o’clock', '2026-11-22 09:00'],
  ['tomorrow at noon', '2026-11-22 12:00'],
  ['tomorrow at 9 in the evening', '2026-11-22 21:00'],
  ['tomorrow morning at 8', '2026-11-22 08:00'],
  ['the day after tomorrow at 10', '2026-11-23 10:00'],
  ['today 18:30', '2026-11-21 18:30'],
  ['18:30', '2026-11-21 18:30'],
  ['at 18:30.', '2026-11-21 18:30'],
  ['6:30', '2026-11-22 06:30'],
  ['midnight', '2026-11-22 00:00'],
  ['tonight at 9', '2026-11-21 21:00'],
  ['fri 18:30', '2026-11-27 18:30'],
  ['on Friday at 18:30', '2026-11-27 18:30'],
  ['Saturday 18:30', '2026-11-21 18:30'],
  ['Saturday 9:00', '2026-11-28 09:00'],
  ['next monday 10:00', '2026-11-23 10:00'],
  ['next saturday 10:00', '2026-11-28 10:00'],
  ['25.12 10:00', '2026-12-25 10:00'],
  ['25.12. 10:00', '2026-12-25 10:00'],
  ['25.12.2026 10:00', '2026-12-25 10:00'],
  ['25.12.26 at 10', '2026-12-25 10:00'],
  ['10:00 25.12', '2026-12-25 10:00'],
  ['25/12 10:00', '2026-12-25 10:00'],
  ['12/25/2026 10:00', '2026-12-25 10:00'],
  ['2026-12-25 10:00', '2026-12-25 10:00'],
  ['2026-12-25T10:00', '2026-12-25 10:00'],
  ['25 december 10am', '2026-12-25 10:00'],
  ['25th of December at 10:00', '2026-12-25 10:00'],
  ['Dec 25, 2026 10:00', '2026-12-25 10:00'],
  ['5 jan 10:00', '2027-01-05 10:00'],
  ['in 45 min', '2026-11-21 15:45'],
  ['45 min', '2026-11-21 15:45'],
  ['in an hour', '2026-11-21 16:00'],
  ['in half an hour', '2026-11-21 15:30'],
  ['in an hour and a half', '2026-11-21 16:30'],
  ['in 2 and a half hours', '2026-11-21 17:30'],
  ['in 2h', '2026-11-21 17:00'],
  ['1h30', '2026-11-21 16:30'],
  ['in 1 hour and 30 minutes', '2026-11-21 16:30'],
  ['in 3 days', '2026-11-24 15:00'],
  ['in 3 days at 10:00', '2026-11-24 10:00'],
  ['in a week at 10', '2026-11-28 10:00'],
  // By chrono-node, behind the guard.
  ['first of december at 10:00', '2026-12-01 10:00'],
  ['twenty fifth of december at 10am', '2026-12-25 10:00'],
  ['two weeks from now at 10:00', '2026-12-05 10:00'],
  // What is not certain is asked.
  ['tomorrow', TOMORROW_HOURS],
  ['tomorrow evening', TOMORROW_EVENING],
  ['in the evening', 'hour? 2026-11-21 18:00 | 2026-11-21 19:00 | 2026-11-21 20:00 | 2026-11-21 21:00'],
  ['tomorrow midnight', 'hour? 2026-11-22 00:00 | 2026-11-23 00:00'],
  ['at 9', 'hour? 2026-11-21 21:00 | 2026-11-22 09:00'],
  ['today at 9', 'hour? 2026-11-21 21:00'],
  ['9.05', 'hour? 2026-11-22 09:05 | 2027-05-09 09:00 | 2027-05-09 12:00 | 2027-05-09 15:00 | 2027-05-09 18:00'],
  ['next sunday 10:00', 'day? 2026-11-22 10:00 | 2026-11-29 10:00'],
  ['5/12 10:00', 'day? 2026-12-05 10:00 | 2027-05-12 10:00'],
  ['20.11 10:00', 'year? 2027-11-20 10:00'],
  // And what we could not promise is refused.
  ['today 9:00', 'past'],
  ['yesterday 9:00', 'past'],
  ['20.11.2026 10:00', 'past'],
  ['25.12.2062 10:00', 'far'],
  ['31.02 10:00', 'unread'],
  ['31 april 10:00', 'unread'],
  ['25.13 10:00', 'unread'],
  ['tomorrow 25:00', 'unread'],
  ['tomorrow 10:00-12:00', 'unread'],
  ['tomorrow 10-12', 'unread'],
  ['tomorrow 9:00 or 10:00', 'unread'],
  ['tomorrow 9:00 maybe', 'unread'],
  ['tomorrow tomorrow', 'unread'],
  ['tomorrow 10:00 EST', 'unread'],
  ['2026-12-25T10:00Z', 'unread'],
  ['soon', 'unread'],
  ['', 'unread'],
  ['?', 'unread'],
  ['Fresh beans every morning at nine, come and see us', 'unread'],
  ['1'.repeat(90), 'unread'],
];

const UKRAINIAN: readonly (readonly [string, string])[] = [
  ['завтра 9', '2026-11-22 09:00'],
  ['завтра 9:00', '2026-11-22 09:00'],
  ['завтра о 9', '2026-11-22 09:00'],
  ['Завтра о 9-й', '2026-11-22 09:00'],
  ['завтра о 9 ранку', '2026-11-22 09:00'],
  ['завтра о 9 годині', '2026-11-22 09:00'],
  ['завтра о 9 вечора', '2026-11-22 21:00'],
  ['завтра о 3 дня', '2026-11-22 15:00'],
  ['завтра о 2 ночі', '2026-11-22 02:00'],
  ['завтра 9 год 30 хв', '2026-11-22 09:30'],
  ['9 годин', 'hour? 2026-11-21 21:00 | 2026-11-22 09:00'],
  ['на завтра 9:00', '2026-11-22 09:00'],
  ['післязавтра об 11:00', '2026-11-23 11:00'],
  ['сьогодні о 18:30', '2026-11-21 18:30'],
  ['о 18:30', '2026-11-21 18:30'],
  ['завтра опівдні', '2026-11-22 12:00'],
  ['пт 18:30', '2026-11-27 18:30'],
  ['пт. 18.30', '2026-11-27 18:30'],
  ['у п’ятницю о 18:30', '2026-11-27 18:30'],
  ["в п'ятницю 18:30", '2026-11-27 18:30'],
  ['у неділю о 10', '2026-11-22 10:00'],
  ['нд 10:00', '2026-11-22 10:00'],
  ['наступного понеділка о 10:00', '2026-11-23 10:00'],
  ['25 грудня о 10:00', '2026-12-25 10:00'],
  ['25-го грудня о 10', '2026-12-25 10:00'],
  ['25 грудня 2026 року о 10:00', '2026-12-25 10:00'],
  ['25.12 10:00', '2026-12-25 10:00'],
  ['5/12 10:00', '2026-12-05 10:00'],
  ['через 45 хв', '2026-11-21 15:45'],
  ['через 45 хвилин', '2026-11-21 15:45'],
  ['за 45 хв', '2026-11-21 15:45'],
  ['за годину', '2026-11-21 16:00'],
  ['через годину', '2026-11-21 16:00'],
  ['за пів години', '2026-11-21 15:30'],
  ['через півгодини', '2026-11-21 15:30'],
  ['через півтори години', '2026-11-21 16:30'],
  ['за дві з половиною години', '2026-11-21 17:30'],
  ['через 2 години 15 хвилин', '2026-11-21 17:15'],
  ['через дві години', '2026-11-21 17:00'],
  ['через 3 дні о 10:00', '2026-11-24 10:00'],
  ['через тиждень о 9', '2026-11-28 09:00'],
  ['перше грудня о 10:00', '2026-12-01 10:00'],
  ['завтра', TOMORROW_HOURS],
  ['завтра ввечері', TOMORROW_EVENING],
  ['завтра вдень', 'hour? 2026-11-22 12:00 | 2026-11-22 13:00 | 2026-11-22 14:00 | 2026-11-22 15:00'],
  ['завтра вранці', 'hour? 2026-11-22 08:00 | 2026-11-22 09:00 | 2026-11-22 10:00 | 2026-11-22 11:00'],
  ['завтра вночі', 'hour? 2026-11-22 22:00 | 2026-11-22 23:00 | 2026-11-23 00:00 | 2026-11-23 01:00'],
  ['завтра о 12 ночі', 'hour? 2026-11-22 00:00 | 2026-11-23 00:00'],
  ['наступної неділі о 10', 'day? 2026-11-22 10:00 | 2026-11-29 10:00'],
  ['вчора о 9:00', 'past'],
  ['сьогодні о 9:00', 'past'],
  ['31 лютого о 10:00', 'unread'],
  ['завтра о 9 або о 10', 'unread'],
  ['колись', 'unread'],
];

const RUSSIAN: readonly (readonly [string, string])[] = [
  ['завтра 9', '2026-11-22 09:00'],
  ['завтра в 9:00', '2026-11-22 09:00'],
  ['завтра в 9 утра', '2026-11-22 09:00'],
  ['завтра в 9 часов', '2026-11-22 09:00'],
  ['завтра в 9 вечера', '2026-11-22 21:00'],
  ['завтра в 3 часа дня', '2026-11-22 15:00'],
  ['завтра в час дня', '2026-11-22 13:00'],
  ['завтра в полдень', '2026-11-22 12:00'],
  ['послезавтра в 10', '2026-11-23 10:00'],
  ['сегодня в 18:30', '2026-11-21 18:30'],
  ['сегодня днём в 4', '2026-11-21 16:00'],
  ['в 18:30', '2026-11-21 18:30'],
  ['вс 03:30', '2026-11-22 03:30'],
  ['вск 03:30', '2026-11-22 03:30'],
  ['пт 18:30', '2026-11-27 18:30'],
  ['в пятницу в 18:30', '2026-11-27 18:30'],
  ['во вторник в 11', '2026-11-24 11:00'],
  ['в следующий понедельник в 10:00', '2026-11-23 10:00'],
  ['25 декабря в 10:00', '2026-12-25 10:00'],
  ['25-го декабря в 10', '2026-12-25 10:00'],
  ['25 декабря 2026 г. в 10:00', '2026-12-25 10:00'],
  ['25.12 10:00', '2026-12-25 10:00'],
  ['25.12.2026 в 10:00', '2026-12-25 10:00'],
  ['через 45 минут', '2026-11-21 15:45'],
  ['через 45 мин', '2026-11-21 15:45'],
  ['через час', '2026-11-21 16:00'],
  ['через полчаса', '2026-11-21 15:30'],
  ['через полтора часа', '2026-11-21 16:30'],
  ['через два с половиной часа', '2026-11-21 17:30'],
  ['через 2 часа и 15 минут', '2026-11-21 17:15'],
  ['через 2 дня в 10', '2026-11-23 10:00'],
  ['через неделю в 10:00', '2026-11-28 10:00'],
  ['двадцать пятого декабря в 10:00', '2026-12-25 10:00'],
  ['завтра', TOMORROW_HOURS],
  ['завтра вечером', TOMORROW_EVENING],
  ['в следующее воскресенье в 10', 'day? 2026-11-22 10:00 | 2026-11-29 10:00'],
  ['вчера в 9:00', 'past'],
  ['сегодня в 9:00', 'past'],
  ['30 февраля в 10:00', 'unread'],
  ['когда-нибудь', 'unread'],
  ['завтра в 9 или в 10', 'unread'],
];

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
