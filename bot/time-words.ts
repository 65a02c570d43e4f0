import { Temporal } from 'temporal-polyfill';
import { placeOf } from '../src/domain/zones.js';

/** A moment as people in this zone say it: `Sat 21 Nov, 18:00 (Kyiv)`; the year where it is not this one. */
export function momentWords(at: Date, now: Date, zone: string, language: string): string {
  const otherYear = localTime(at, zone).year !== localTime(now, zone).year;
  const words = momentFormat(language, zone, otherYear).format(at);
  return `${words} (${placeOf(zone)})`;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one costs more than all the rest of a card. */
function momentFormat(language: string, zone: string, withYear: boolean): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${withYear}`;
  const kept = FORMATS.get(key);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat(localeOf(language), {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(withYear && { year: 'numeric' }),
  });
  FORMATS.set(key, made);
  return made;
}

/** The day alone: `21 Nov 2026`. */
export function dateWords(at: Date, zone: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, dateStyle: 'medium' }).format(at);
}

/** The time of day alone. */
export function clockWords(at: Date, zone: string): string {
  return localTime(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** `in 3 hr.`, `2 days ago`: true only at the moment when it is said, so never on a card. */
export function relativeWords(at: Date, now: Date, language: string): string {
  const format = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'always', style: 'short' });
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (Math.abs(hours) < 36) return format.format(hours, 'hour');
  return format.format(Math.round(hours / 24), 'day');
}

/** `3 hr`, `20 min`: how long something lasted. */
export function spanWords(ms: number, language: string): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [count, unit] =
    minutes < 90
      ? [minutes, 'minute']
      : minutes < 36 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}

export interface Preset {
  readonly name: 'today-evening' | 'tomorrow-morning' | 'tomorrow-evening' | 'monday-morning';
  readonly at: Date;
}

/** The usual times in the client's zone that are still to come; the evening only while it is well ahead. */
export function presets(now: Date, zone: string): Preset[] {
  const today = localTime(now, zone).toPlainDate();
  const at = (days: number, hour: number) =>
    new Date(today.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds);
  const toMonday = 8 - today.dayOfWeek;
  const all: Preset[] = [
    { name: 'today-evening', at: at(0, 18) },
    { name: 'tomorrow-morning', at: at(1, 9) },
    { name: 'tomorrow-evening', at: at(1, 18) },
    ...(toMonday > 1 ? [{ name: 'monday-morning' as const, at: at(toMonday, 9) }] : []),
  ];
  return all.filter((preset) => preset.at.getTime() > now.getTime() + 15 * 60_000);
}

function localTime(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

/** English in the order and clock of Europe, as the other two have it. */
function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
