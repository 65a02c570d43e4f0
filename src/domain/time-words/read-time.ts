import { Temporal } from 'temporal-polyfill';
import { isPast, isTooFar, wallTime, zoned } from '../schedule.js';
import { meaningByChrono } from './by-chrono.js';
import { type Meaning, meaningOf, type Unsure } from './candidates.js';
import { ENGLISH } from './english.js';
import { phraseOf } from './phrase.js';
import { RUSSIAN } from './russian.js';
import { tokensOf } from './tokens.js';
import { UKRAINIAN } from './ukrainian.js';
import type { TimeLanguage, TimeVocabulary } from './vocabulary.js';

/** What a person meant by a time in words: a moment, one of several moments, or nothing that we could promise. */
export type TypedTime =
  | { readonly is: 'moment'; readonly at: Date }
  /** `skipped`: the clocks jump over it. `twice`: they show it twice that night. */
  | { readonly is: 'choice'; readonly why: Unsure | 'skipped' | 'twice'; readonly choices: readonly Date[] }
  | { readonly is: 'refused'; readonly why: 'unread' | 'past' | 'far' };

export interface TypedIn {
  readonly language: TimeLanguage;
  /** Whose clock is meant. */
  readonly zone: string;
  readonly now: Date;
}

const VOCABULARIES: Readonly<Record<TimeLanguage, TimeVocabulary>> = { en: ENGLISH, uk: UKRAINIAN, ru: RUSSIAN };
const CHOICES_MAX = 6;

/** Reads a time as people type it, in their language first, then in the others. Pure; nothing is guessed. */
export function readTime(typed: string, { language, zone, now }: TypedIn): TypedTime {
  const at = zoned(now, zone);
  const languages = [language, ...LANGUAGES.filter((other) => other !== language)];
  const meaning =
    firstOf(languages, (one) => ownMeaning(typed, one, at)) ??
    firstOf(languages, (one) => meaningByChrono(typed, one, at));
  if (!meaning || meaning === 'no such day') return { is: 'refused', why: 'unread' };
  return settle(meaning, zone, now);
}

const LANGUAGES = ['en', 'uk', 'ru'] as const satisfies readonly TimeLanguage[];

function firstOf<T>(languages: readonly TimeLanguage[], read: (language: TimeLanguage) => T | null): T | null {
  for (const language of languages) {
    const found = read(language);
    if (found !== null) return found;
  }
  return null;
}

/** What we understood to be no day at all is not left to somebody who may understand it otherwise. */
function ownMeaning(
  typed: string,
  language: TimeLanguage,
  now: Temporal.ZonedDateTime,
): Meaning | 'no such day' | null {
  const tokens = tokensOf(typed);
  const phrase = tokens && phraseOf(tokens, VOCABULARIES[language]);
  return phrase && (meaningOf(phrase, now) ?? 'no such day');
}

/** From wall clocks to moments: what has passed falls out, and what does not name one moment is asked. */
function settle(meaning: Meaning, zone: string, now: Date): TypedTime {
  if (meaning.is === 'instant') return settled(new Date(meaning.at.epochMilliseconds), now);
  const ahead = meaning.walls
    .map((wall) => wallTime(wall, zone))
    .filter((time) => momentsOf(time).some((at) => !isPast(at, now)));
  const [only, ...others] = ahead;
  if (!only) return { is: 'refused', why: 'past' };
  const choices = ahead.flatMap(momentsOf).filter((at) => !isPast(at, now) && !isTooFar(at, now));
  // Of a date without a year one is left where the other has passed: that it is next year's is for a person to say.
  if (others.length > 0 || meaning.walls.length > 1) return choice(meaning.unsure, choices);
  if (only.is === 'once') return settled(only.at, now);
  return choice(only.is === 'twice' ? 'twice' : 'skipped', choices);
}

function choice(why: Unsure | 'skipped' | 'twice', choices: readonly Date[]): TypedTime {
  const different = [...new Map(choices.map((at) => [at.getTime(), at])).values()].slice(0, CHOICES_MAX);
  return different.length > 0 ? { is: 'choice', why, choices: different } : { is: 'refused', why: 'far' };
}

function settled(at: Date, now: Date): TypedTime {
  if (isPast(at, now)) return { is: 'refused', why: 'past' };
  return isTooFar(at, now) ? { is: 'refused', why: 'far' } : { is: 'moment', at };
}

function momentsOf(time: ReturnType<typeof wallTime>): readonly Date[] {
  if (time.is === 'once') return [time.at];
  return time.is === 'twice' ? time.both : time.around;
}
