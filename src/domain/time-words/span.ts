import type { SpanUnit, TimeVocabulary } from './vocabulary.js';
import type { WordCursor } from './word-cursor.js';

/** How long from now, by unit. */
export type Span = Partial<Record<SpanUnit, number>>;

const UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const satisfies readonly SpanUnit[];

/** `2 hours and 30 minutes`, `an hour`, `півтори години`, `half an hour`, `1h30`. Null where none begins here. */
export function readSpan(cursor: WordCursor, words: TimeVocabulary): Span | null {
  const span: Span = {};
  for (let first = true; ; first = false) {
    const start = cursor.at;
    if (!first) cursor.skip(words.and);
    const whole = cursor.take(words.spans);
    const one = whole === null ? countedUnit(cursor, words, first) : { minutes: whole };
    if (!one) {
      cursor.backTo(start);
      return first ? null : withMinutes(cursor, span);
    }
    for (const unit of UNITS) {
      const count = one[unit];
      if (count === undefined) continue;
      if (span[unit] !== undefined) return null;
      span[unit] = count;
    }
  }
}

/** The first may go without its number: "in an hour", "через годину". */
function countedUnit(cursor: WordCursor, words: TimeVocabulary, first: boolean): Span | null {
  const start = cursor.at;
  let count = cursor.number() ?? cursor.take(words.numbers);
  if (count !== null && cursor.skip(words.andHalf)) count += 0.5;
  const unit = count !== null || first ? cursor.take(words.units) : null;
  if (unit) return { [unit]: (count ?? 1) + (cursor.skip(words.andHalf) ? 0.5 : 0) };
  cursor.backTo(start);
  return null;
}

function withMinutes(cursor: WordCursor, span: Span): Span {
  const minutes = span.hours === undefined || span.minutes !== undefined ? null : cursor.minutes();
  return minutes === null ? span : { ...span, minutes };
}
