/** Languages in which times are read. */
export type TimeLanguage = 'en' | 'uk' | 'ru';

export type DayPart = 'morning' | 'day' | 'evening' | 'night';
export type SpanUnit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';

/**
 * The words of one language, in lower case, with a plain apostrophe and `е` for `ё`. A key may be several words; the longest that fits
 * is taken.
 */
export interface TimeVocabulary {
  /** Days from today. */
  readonly days: Readonly<Record<string, number>>;
  /** 1 is Monday. */
  readonly weekdays: Readonly<Record<string, number>>;
  readonly months: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, DayPart>>;
  /** A day and its part in one word. */
  readonly dayParts: Readonly<Record<string, readonly [days: number, part: DayPart]>>;
  /** Hours that have names; 24 is the midnight that ends the day. */
  readonly namedHours: Readonly<Record<string, number>>;
  /** Hours in words, of which nobody knows whether of the morning: "nine", "дев'ятій". */
  readonly hourWords: Readonly<Record<string, number>>;
  /** "The coming one", of weekdays. */
  readonly next: readonly string[];
  /** "Of this week", of weekdays. */
  readonly this: readonly string[];
  /** What opens a span from now: "in", "через". */
  readonly within: readonly string[];
  readonly units: Readonly<Record<string, SpanUnit>>;
  readonly numbers: Readonly<Record<string, number>>;
  /** Whole spans in minutes: "half an hour". */
  readonly spans: Readonly<Record<string, number>>;
  /** "And a half", after a number. */
  readonly andHalf: readonly string[];
  readonly and: readonly string[];
  /** What may stand behind an hour: "o'clock", "годині". */
  readonly oclock: readonly string[];
  /** What announces an hour: "at", "о". */
  readonly at: readonly string[];
  /** Says nothing of the time. */
  readonly fillers: readonly string[];
  /** Of `5/12` is the month meant first, or is it not known? Elsewhere the day is. */
  readonly slashIsUnclear: boolean;
}

/** Each of the words means the same. */
export function all<T>(meaning: T, words: string): Record<string, T> {
  return Object.fromEntries(words.split(', ').map((word) => [word, meaning]));
}
