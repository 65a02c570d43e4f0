import { readSpan, type Span } from './span.js';
import type { Token } from './tokens.js';
import type { DayPart, TimeVocabulary } from './vocabulary.js';
import { WordCursor } from './word-cursor.js';

type Which = 'coming' | 'this' | 'next';

/** Which day is meant. */
export type DayWords =
  | { readonly is: 'relative'; readonly days: number }
  | { readonly is: 'weekday'; readonly weekday: number; readonly which: Which }
  | { readonly is: 'date'; readonly day: number; readonly month: number; readonly year: number | null }
  /** The second is the month, or the first. */
  | { readonly is: 'slashed'; readonly first: number; readonly second: number; readonly year: number | null };

/** `bare`: an hour without minutes, which may be of the morning or of the evening. 24 is the midnight that ends the day. */
export interface HourWords {
  readonly hour: number;
  readonly minute: number;
  readonly bare: boolean;
}

/** What was typed, taken apart; nothing in it is left over. */
export interface Phrase {
  day?: DayWords;
  /** Beside a date, which must be that day. */
  weekday?: number;
  hour?: HourWords;
  part?: DayPart;
  /** From now. */
  span?: Span;
  /** `9.05` alone: the ninth of May, or five past nine. */
  dotted?: { readonly first: number; readonly second: number; readonly padded: boolean };
}

/** Null where any of it is not understood, or is said twice. */
export function phraseOf(tokens: readonly Token[], words: TimeVocabulary): Phrase | null {
  return new PhraseReader(new WordCursor(tokens), words).read();
}

class PhraseReader {
  private readonly phrase: Phrase = {};

  constructor(
    private readonly cursor: WordCursor,
    private readonly words: TimeVocabulary,
  ) {}

  read(): Phrase | null {
    while (!this.cursor.atEnd) if (!this.step()) return null;
    return this.settleDotted() ? this.phrase : null;
  }

  private step(): boolean {
    const { token } = this.cursor;
    if (token?.is === 'word') return this.word();
    if (token?.is === 'number') return this.dayOfMonth() || this.spanAlone() || this.bareHour();
    this.cursor.next();
    switch (token?.is) {
      case 'clock':
        return this.set('hour', { hour: token.hour, minute: token.minute, bare: false });
      case 'date':
        return this.setDay(token);
      case 'slashed': {
        const { first, second, year } = token;
        return this.setDay(this.words.slashIsUnclear ? token : { is: 'date', day: first, month: second, year });
      }
      case 'dotted':
        return this.set('dotted', token);
      default:
        return false;
    }
  }

  /** `25 december [2026]`. */
  private dayOfMonth(): boolean {
    const { cursor, words } = this;
    const start = cursor.at;
    const day = cursor.number();
    cursor.skip(['of']);
    const month = day === null ? null : cursor.take(words.months);
    if (day === null || month === null) return cursor.backTo(start);
    return this.setDay({ is: 'date', day, month, year: this.year() });
  }

  /** Behind a date; with what may follow it in Cyrillic. */
  private year(): number | null {
    const { token } = this.cursor;
    if (token?.is !== 'number' || token.value < 1000) return null;
    this.cursor.next();
    this.cursor.skip(['року', 'р', 'года', 'г']);
    return token.value;
  }

  /** Without "in": `45 min` can only be a span; `9 годин` may be nine o'clock. */
  private spanAlone(): boolean {
    const { cursor, words } = this;
    const start = cursor.at;
    const span = readSpan(cursor, words);
    const onlyMinutes = span?.minutes !== undefined && span.hours === undefined;
    const clear = onlyMinutes || !words.oclock.some((word) => word in words.units);
    return (span !== null && clear && this.setSpan(span)) || cursor.backTo(start);
  }

  /** `9`, `9 o'clock`, `9 год 30 хв`, `18 30`. */
  private bareHour(): boolean {
    const hour = this.cursor.number();
    if (hour === null || hour > 23) return false;
    const named = this.cursor.skip(this.words.oclock);
    const minute = this.minuteBehind(named);
    return this.set('hour', { hour, minute: minute ?? 0, bare: minute === null });
  }

  /** `nine`, `о дев'ятій годині`. */
  private hourInWords(): boolean {
    const hour = this.cursor.take(this.words.hourWords);
    this.cursor.skip(this.words.oclock);
    return hour !== null && this.set('hour', { hour, minute: 0, bare: true });
  }

  private minuteBehind(named: boolean): number | null {
    const { cursor, words } = this;
    const start = cursor.at;
    const minute = cursor.minutes();
    const unit = cursor.take(words.units);
    // `9 25 december` is an hour and a date.
    const isDate = cursor.peek(words.months) !== null;
    if (minute !== null && !isDate && (unit === null || (unit === 'minutes' && named))) return minute;
    cursor.backTo(start);
    return null;
  }

  private word(): boolean {
    const { cursor, words } = this;
    const dayPart = cursor.take(words.dayParts);
    if (dayPart) return this.setDay({ is: 'relative', days: dayPart[0] }) && this.set('part', dayPart[1]);
    const part = cursor.take(words.parts);
    if (part) return this.set('part', part);
    const named = cursor.take(words.namedHours);
    if (named !== null) return this.set('hour', { hour: named, minute: 0, bare: false });
    const days = cursor.take(words.days);
    if (days !== null) return this.setDay({ is: 'relative', days });
    if (cursor.skip(words.next)) return this.weekday('next');
    if (cursor.skip(words.this)) return this.weekday('this');
    if (cursor.peek(words.weekdays) !== null) return this.weekday('coming');
    if (cursor.peek(words.months) !== null) return this.monthFirst();
    if (cursor.skip(words.within)) return this.setSpan(readSpan(cursor, words));
    if (cursor.peek(words.hourWords) !== null) return this.spanAlone() || this.hourInWords();
    if (cursor.skip(words.at)) return !cursor.atEnd;
    return cursor.skip(words.fillers);
  }

  private weekday(which: Which): boolean {
    const weekday = this.cursor.take(this.words.weekdays);
    return weekday !== null && this.setDay({ is: 'weekday', weekday, which });
  }

  /** `december 25 [2026]`. */
  private monthFirst(): boolean {
    const month = this.cursor.take(this.words.months);
    this.cursor.skip(['the']);
    const day = this.cursor.number();
    if (month === null || day === null) return false;
    return this.setDay({ is: 'date', day, month, year: this.year() });
  }

  /** With a date, `9.05` is a time; alone it may be either, which is asked. */
  private settleDotted(): boolean {
    const { dotted, day, hour, part, span } = this.phrase;
    if (!dotted) return true;
    const { first, second, padded } = dotted;
    const isDate = second >= 1 && second <= 12 && first >= 1 && first <= 31;
    const isClock = padded && first < 24 && second < 60;
    const timed = hour !== undefined || part !== undefined;
    const dated = day !== undefined || span !== undefined;
    if (isDate && isClock && !timed && !dated) return true;
    delete this.phrase.dotted;
    if (isDate && (!dated || (timed && day?.is === 'weekday')))
      return this.setDay({ is: 'date', day: first, month: second, year: null });
    return isClock && this.set('hour', { hour: first, minute: second, bare: false });
  }

  private setDay(day: DayWords): boolean {
    const { day: known, weekday, span } = this.phrase;
    if (span !== undefined || weekday !== undefined) return false;
    if (known?.is === 'weekday' && day.is === 'date') return this.setDated(day, known.weekday);
    if (known?.is === 'date' && day.is === 'weekday') return this.setDated(known, day.weekday);
    return this.set('day', day);
  }

  /** `friday, 25 december`. */
  private setDated(day: DayWords, weekday: number): boolean {
    this.phrase.day = day;
    this.phrase.weekday = weekday;
    return true;
  }

  private setSpan(span: Span | null): boolean {
    return span !== null && this.phrase.day === undefined && this.set('span', span);
  }

  /** False where it has been said before. */
  private set<K extends keyof Phrase>(what: K, value: NonNullable<Phrase[K]>): boolean {
    if (this.phrase[what] !== undefined) return false;
    this.phrase[what] = value;
    return true;
  }
}
