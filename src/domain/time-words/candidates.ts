import { Temporal } from 'temporal-polyfill';
import type { DayWords, HourWords, Phrase } from './phrase.js';
import type { Span } from './span.js';
import type { DayPart } from './vocabulary.js';

/** What is not certain in what was typed: the hour, the day, or the year. */
export type Unsure = 'hour' | 'day' | 'year';

/** What a phrase may mean. One wall-clock time is what it means; of several, a person chooses. Null where there is no such day. */
export type Meaning =
  | { readonly is: 'instant'; readonly at: Temporal.Instant }
  | { readonly is: 'walls'; readonly walls: readonly Temporal.PlainDateTime[]; readonly unsure: Unsure };

/** Usual hours of a day, and of each part of it; 24 and 25 are of the night that follows. */
const HOURS: Readonly<Record<DayPart | 'any', readonly number[]>> = {
  any: [9, 12, 15, 18],
  morning: [8, 9, 10, 11],
  day: [12, 13, 14, 15],
  evening: [18, 19, 20, 21],
  night: [22, 23, 24, 25],
};

export function meaningOf(phrase: Phrase, now: Temporal.ZonedDateTime): Meaning | null {
  const { span, dotted } = phrase;
  if (span) return meaningOfSpan(span, phrase, now);
  if (dotted) return eitherOf(dotted, now);
  const hours = hoursOf(phrase);
  if (hours?.length === 0) return null;
  const found = phrase.day ? daysOf(phrase.day, now, hours) : null;
  const { weekday } = phrase;
  const days = weekday === undefined ? found : (found?.filter((day) => day.dayOfWeek === weekday) ?? null);
  if (days?.length === 0) return null;
  if (days === null) return phrase.day || !hours ? null : withoutDay(phrase, hours, now);
  const walls = days.flatMap((day) => (hours ?? HOURS.any).map((hour) => atHour(day, hour)));
  const ahead = walls.filter((wall) => isAhead(wall, now));
  if (ahead.length === 0 && hours?.length === 1 && phrase.hour?.bare && phrase.hour.hour < 12 && !phrase.part) {
    // "Today at 9", said in the afternoon.
    return { is: 'walls', walls: [...walls, ...walls.map((wall) => wall.add({ hours: 12 }))], unsure: 'hour' };
  }
  // Of the two midnights of a day that has begun, one is left.
  const left = phrase.hour?.hour === 24 && ahead.length > 0 ? ahead : walls;
  return { is: 'walls', walls: left, unsure: unsureOf(phrase, days.length) };
}

function unsureOf({ day }: Phrase, days: number): Unsure {
  if (day?.is === 'date' && day.year === null) return days > 1 ? 'year' : 'hour';
  return days > 1 ? 'day' : 'hour';
}

/** Minutes and hours from now are exact; days keep the time of day. */
function meaningOfSpan(span: Span, { hour, part }: Phrase, now: Temporal.ZonedDateTime): Meaning | null {
  const { minutes = 0, hours = 0, days = 0, weeks = 0, months = 0, years = 0 } = span;
  const byClock = minutes > 0 || hours > 0;
  if (byClock && (hour || part)) return null;
  if (![days, weeks, months, years].every(Number.isInteger)) return null;
  const date = now.toPlainDateTime().add({ days, weeks, months, years });
  const given = hoursOf({ ...(hour && { hour }), ...(part && { part }) });
  if (given?.length === 0) return null;
  if (given) {
    return { is: 'walls', walls: given.map((one) => atHour(date.toPlainDate(), one)), unsure: 'hour' };
  }
  if (!byClock) return { is: 'walls', walls: [upToMinute(date)], unsure: 'hour' };
  const later = now.add({ days, weeks, months, years }).add({ minutes: Math.round(minutes + hours * 60) });
  return { is: 'instant', at: later.toInstant().round({ smallestUnit: 'minute', roundingMode: 'ceil' }) };
}

function upToMinute(wall: Temporal.PlainDateTime): Temporal.PlainDateTime {
  return wall.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
}

/** A time alone is the next time that the clock shows it; a bare hour may be either of two. */
function withoutDay({ hour, part }: Phrase, hours: readonly Hour[], now: Temporal.ZonedDateTime): Meaning {
  const today = now.toPlainDate();
  const shown = shownAt(hour, part, hours);
  const walls = [0, 1].flatMap((days) => shown.map((one) => atHour(today.add({ days }), one)));
  const ahead = walls.filter((wall) => isAhead(wall, now));
  return { is: 'walls', walls: ahead.slice(0, shown.length), unsure: 'hour' };
}

function shownAt(hour: HourWords | undefined, part: DayPart | undefined, hours: readonly Hour[]): readonly Hour[] {
  if (hour?.bare && !part && hour.hour < 12 && hours.length === 1)
    return [...hours, ...hours.map((one) => plus(one, 12))];
  // Without a day, midnight is the next one.
  return hour?.hour === 24 ? hours.slice(0, 1) : hours;
}

/** `9.05` alone. */
function eitherOf({ first, second }: NonNullable<Phrase['dotted']>, now: Temporal.ZonedDateTime): Meaning | null {
  const clock: Phrase = { hour: { hour: first, minute: second, bare: false } };
  const date: Phrase = { day: { is: 'date', day: first, month: second, year: null } };
  const meanings = [meaningOf(clock, now), meaningOf(date, now)];
  const walls = meanings.flatMap((meaning) => (meaning?.is === 'walls' ? meaning.walls : []));
  return { is: 'walls', walls, unsure: 'hour' };
}

type Hour = number | { readonly hour: number; readonly minute: number };

function plus(hour: Hour, hours: number): Hour {
  return typeof hour === 'number' ? hour + hours : { ...hour, hour: hour.hour + hours };
}

/** Null where nothing is said of the hour; none where what is said contradicts itself. */
function hoursOf({ hour, part }: Pick<Phrase, 'hour' | 'part'>): readonly Hour[] | null {
  if (!hour) return part ? HOURS[part] : null;
  // Which midnight of a day is meant, nobody can tell.
  if (hour.hour === 24 || (hour.hour === 12 && (part === 'night' || part === 'evening'))) {
    return [
      { hour: 0, minute: hour.minute },
      { hour: 24, minute: hour.minute },
    ];
  }
  if (!part) return bareHours(hour);
  const ofPart = hourOfPart(hour, part);
  const [from, to] = SPANS[part];
  const fits = from < to ? ofPart >= from && ofPart < to : ofPart >= from || ofPart < to;
  return fits ? [{ hour: ofPart, minute: hour.minute }] : [];
}

/** From and up to; night goes over midnight. "21:00 in the morning" is none of them. */
const SPANS: Readonly<Record<DayPart, readonly [number, number]>> = {
  morning: [0, 12],
  day: [11, 18],
  evening: [16, 24],
  night: [20, 6],
};

/** Below this, a bare hour may as well be of the afternoon. */
const EARLY_HOUR = 7;

function bareHours({ hour, minute, bare }: HourWords): readonly Hour[] {
  const either = bare && hour > 0 && hour < EARLY_HOUR;
  return either
    ? [
        { hour, minute },
        { hour: hour + 12, minute },
      ]
    : [{ hour, minute }];
}

/** `9 in the evening` is 21. */
function hourOfPart({ hour }: HourWords, part: DayPart): number {
  if (hour === 0 || hour > 11) return hour;
  const afternoon = part === 'evening' ? hour > 3 : part === 'day' ? hour < 9 : part === 'night' && hour > 7;
  return afternoon ? hour + 12 : hour;
}

function atHour(day: Temporal.PlainDate, at: Hour): Temporal.PlainDateTime {
  const { hour, minute } = typeof at === 'number' ? { hour: at, minute: 0 } : at;
  return day.add({ days: Math.floor(hour / 24) }).toPlainDateTime({ hour: hour % 24, minute });
}

function isAhead(wall: Temporal.PlainDateTime, now: Temporal.ZonedDateTime): boolean {
  return (
    Temporal.PlainDateTime.compare(
      wall,
      now.toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: 'floor' }),
    ) >= 0
  );
}

function daysOf(
  day: DayWords,
  now: Temporal.ZonedDateTime,
  hours: readonly Hour[] | null,
): Temporal.PlainDate[] | null {
  const today = now.toPlainDate();
  switch (day.is) {
    case 'relative':
      return [today.add({ days: day.days })];
    case 'weekday':
      return weekdays(day.weekday, day.which, now, hours);
    case 'date':
      return dates(day.day, day.month, day.year, today);
    case 'slashed': {
      const { first, second, year } = day;
      const dayFirst = dates(first, second, year, today) ?? [];
      const monthFirst = first === second ? [] : (dates(second, first, year, today) ?? []);
      const both = [...dayFirst, ...monthFirst];
      return both.length > 0 ? both : null;
    }
  }
}

function weekdays(
  weekday: number,
  which: 'coming' | 'this' | 'next',
  now: Temporal.ZonedDateTime,
  hours: readonly Hour[] | null,
) {
  const today = now.toPlainDate();
  const ahead = (weekday - today.dayOfWeek + 7) % 7;
  const first = today.add({ days: ahead });
  const second = first.add({ days: 7 });
  if (which === 'next') {
    if (ahead === 0) return [second];
    // Said on a Wednesday, "next Friday" is the day after tomorrow for some and in nine days for others.
    return today.dayOfWeek + ahead <= 7 ? [first, second] : [first];
  }
  const passed = ahead === 0 && !(hours ?? HOURS.any).some((hour) => isAhead(atHour(first, hour), now));
  return passed && which === 'coming' ? [second] : [first];
}

/** Half a year back is long enough for next year to be meant; what has just passed is asked about. */
const LONG_PAST_DAYS = 183;

/** Null where there is no such day. */
function dates(
  day: number,
  month: number,
  year: number | null,
  today: Temporal.PlainDate,
): Temporal.PlainDate[] | null {
  if (year !== null) return listed(dateOf(year, month, day));
  const here = dateOf(today.year, month, day);
  const next = dateOf(today.year + 1, month, day);
  if (!here) return listed(next);
  const passed = here.until(today).days;
  if (passed <= 0) return [here];
  // Both are given: the one that has passed falls out, and one is left, which still has to be asked about.
  return passed > LONG_PAST_DAYS ? listed(next) : [here, ...(next ? [next] : [])];
}

function listed(date: Temporal.PlainDate | null): Temporal.PlainDate[] | null {
  return date && [date];
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
