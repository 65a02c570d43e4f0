import { Temporal } from 'temporal-polyfill';

/** Minutes of the day, from the first up to the second, over midnight where that is the smaller one. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  /** IANA name. */
  readonly zone: string;
}

/** When the quiet time ends that `now` is in; null where it is in none. */
export function quietUntil({ from, to, zone }: QuietHours, now: Date): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const minute = local.hour * 60 + local.minute;
  const quiet = from < to ? minute >= from && minute < to : from !== to && (minute >= from || minute < to);
  if (!quiet) return null;
  const time = { hour: Math.floor(to / 60) % 24, minute: to % 60, second: 0, millisecond: 0 };
  const end = local.with(time);
  const after = Temporal.ZonedDateTime.compare(end, local) > 0 ? end : local.add({ days: 1 }).with(time);
  return new Date(after.epochMilliseconds);
}
