import * as en from 'chrono-node/en';
import * as ru from 'chrono-node/ru';
import * as uk from 'chrono-node/uk';
import { Temporal } from 'temporal-polyfill';
import type { Meaning } from './candidates.js';
import { plain } from './tokens.js';
import type { TimeLanguage } from './vocabulary.js';

const PARSERS = { en: en.casual, uk: uk.casual, ru: ru.casual } as const;

/** What may be left over: it says nothing of the time. */
const FILLERS = /^(?:(?:at|on|the|о|об|у|в|во|на|ровно|рівно)(?= |$)|[ .!])*$/u;

/** chrono-node turns "last Friday" into the coming one, where it is told that times are to come. */
const BACKWARDS = /(?:^| )(?:last|past|previous)(?= )|прошл|минул/u;

/** It also takes a lone "час" for a span from now. */
const SPAN_WORDS = /^(?:in|within|через|за|\+)|from now$|later$/u;

/** Around an hour that was only guessed from words such as "evening". */
const AROUND = [-1, 0, 1, 2] as const;

/**
 * What our own rules do not read. chrono-node passes over what it does not understand, guesses hours, and is an hour off across a change of
 * clocks: so its wall-clock parts are taken, never its moment (but for spans from now, which are moments), and refused is whatever
 * leaves a rest, gives several answers, a range, or another zone's time.
 */
export function meaningByChrono(typed: string, language: TimeLanguage, now: Temporal.ZonedDateTime): Meaning | null {
  const text = plain(typed);
  if (BACKWARDS.test(text)) return null;
  const reference = { instant: new Date(now.epochMilliseconds), timezone: now.offsetNanoseconds / 60e9 };
  const [result, ...others] = PARSERS[language].parse(text, reference, { forwardDate: true });
  if (!result || others.length > 0 || result.end) return null;
  const rest = text.slice(0, result.index) + text.slice(result.index + result.text.length);
  if (!FILLERS.test(rest)) return null;
  const { start } = result;
  const relative = result.tags().has('result/relativeDate');
  const exact = result.tags().has('result/relativeDateAndTime');
  const over = relative && result.date().getTime() < now.epochMilliseconds;
  if (over || (exact && SPAN_WORDS.test(text))) {
    const at = Temporal.Instant.fromEpochMilliseconds(result.date().getTime());
    return { is: 'instant', at: at.round({ smallestUnit: 'minute', roundingMode: 'ceil' }) };
  }
  if (exact) return null;
  if (start.isCertain('timezoneOffset') && !relative) return null;
  const wall = wallOf((part) => start.get(part));
  if (!wall) return null;
  const dated = start.isCertain('day') || start.isCertain('weekday');
  if (!start.isCertain('hour') && (!dated || relative)) return null;
  if (start.isCertain('hour')) return { is: 'walls', walls: [wall], unsure: 'hour' };
  const around = AROUND.map((hours) => wall.with({ minute: 0 }).add({ hours }));
  return { is: 'walls', walls: around, unsure: 'hour' };
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute';

function wallOf(part: (name: Part) => number | null): Temporal.PlainDateTime | null {
  const [year, month, day, hour] = [part('year'), part('month'), part('day'), part('hour')];
  if (year === null || month === null || day === null || hour === null) return null;
  try {
    const parts = { year, month, day, hour, minute: part('minute') ?? 0 };
    return Temporal.PlainDateTime.from(parts, { overflow: 'reject' });
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
