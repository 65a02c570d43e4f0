import { Temporal } from 'temporal-polyfill';
import { offsetAt } from './schedule.js';
import { CITIES } from './zone-cities.js';

const FOUND_MAX = 6;
const OFFSET_HOURS_MAX = 14;

export function isZone(zone: string): boolean {
  return canonical(zone) !== null;
}

/** `Europe/Kyiv` and `Europe/Kiev` are one zone under two names, so ids are never compared as text. */
export function isSameZone(a: string, b: string): boolean {
  return a === b || epochIn(a).equals(epochIn(b));
}

/** The part of a zone's name that people know: `Kyiv`, `Buenos Aires`, `UTC+03:00`. */
export function placeOf(zone: string): string {
  if (/^[+-]/.test(zone)) return `UTC${zone}`;
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `2026-11-21 18:00`, as clocks there show it: the same in every language. */
export function wallClock(at: Date, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return there.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** The zones that somebody may mean by a city, a zone's name or an offset such as `UTC+2`; those that fit best first, none twice. */
export function findZones(typed: string, now: Date): string[] {
  const words = folded(typed);
  if (words === '') return [];
  const offset = readOffset(typed);
  const own = canonical(typed.trim());
  const found = offset === null ? [...(own ? [own] : []), ...byName(words)] : [offset, ...byOffset(offset, now)];
  return different(found).slice(0, FOUND_MAX);
}

/** By its whole name, else by how it begins. */
function byName(words: string): string[] {
  const named = [...NAMES].filter(([name]) => name === words);
  const begun = words.length < 3 ? [] : [...NAMES].filter(([name]) => name.startsWith(words));
  return (named.length > 0 ? named : begun).map(([, zone]) => zone);
}

function byOffset(offset: string, now: Date): string[] {
  return CITIES.map(([zone]) => zone).filter((zone) => offsetAt(now, zone) === offset);
}

function readOffset(typed: string): string | null {
  const found = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?(\d{2}))?$/i.exec(typed.trim());
  if (!found) return null;
  const [, sign, hours = '', minutes = '00'] = found;
  if (Number(hours) > OFFSET_HOURS_MAX || Number(minutes) > 59) return null;
  return `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
}

/** As it is written; null for what is no zone. */
function canonical(zone: string): string | null {
  try {
    return epochIn(zone).timeZoneId;
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function epochIn(zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
}

function different(zones: readonly string[]): string[] {
  return zones.filter((zone, place) => !zones.slice(0, place).some((earlier) => isSameZone(earlier, zone)));
}

/** Without case, accents, `ё`, and what joins words. */
function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

const OURS = CITIES.flatMap(([zone, names]) =>
  [placeOf(zone), ...names.split(', ')].map((name) => [folded(name), zone] as const),
);
const MACHINES = Intl.supportedValuesOf('timeZone').map((zone) => [folded(placeOf(zone)), zone] as const);

/** Folded name → zone. Our own cities come first and win: the machine's list calls some by names of the past. */
const NAMES: ReadonlyMap<string, string> = new Map([...OURS, ...MACHINES, ...OURS]);
