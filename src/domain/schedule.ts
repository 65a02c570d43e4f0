import { Temporal } from 'temporal-polyfill';

/** Up to a minute ago still counts as now: clocks differ, fingers are slow. */
const PAST_GRACE_MS = 60_000;

/** Further ahead than this is a slip of the finger. */
const FAR_DAYS = 731;

/** Between posts that are sent after their time, so that they never come in a burst. */
const SPACING_MS = 2 * 60_000;

/** What a wall clock shows in a zone, as moments: the hour that is skipped when clocks go forward has none, the one that comes twice has two. */
export type WallTime =
  | { readonly is: 'once'; readonly at: Date }
  /** `around`: what the clock shows as long before the jump, and as long after it. */
  | { readonly is: 'skipped'; readonly around: readonly [Date, Date] }
  | { readonly is: 'twice'; readonly both: readonly [Date, Date] };

export function wallTime(wall: Temporal.PlainDateTime, zone: string): WallTime {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { is: 'once', at: moment(earlier) };
  const pair = [moment(earlier), moment(later)] as const;
  return earlier.toPlainDateTime().equals(wall) ? { is: 'twice', both: pair } : { is: 'skipped', around: pair };
}

/** `+02:00`, as the zone has it at that moment. */
export function offsetAt(at: Date, zone: string): string {
  return zoned(at, zone).offset;
}

export function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

export function isPast(at: Date, now: Date): boolean {
  return at.getTime() < now.getTime() - PAST_GRACE_MS;
}

export function isTooFar(at: Date, now: Date): boolean {
  return at.getTime() > now.getTime() + FAR_DAYS * 86_400_000;
}

/** When each of `count` posts goes, the first at `start`. */
export function spacedOut(count: number, start: Date): Date[] {
  return Array.from({ length: count }, (_, place) => new Date(start.getTime() + place * SPACING_MS));
}

function moment(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds);
}
