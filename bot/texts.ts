import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { I18n } from '@grammyjs/i18n';
import { type Language, LANGUAGES } from '../src/domain/settings.js';
import { PACKAGE_ROOT } from '../src/package-root.js';
import type { TextFacts } from './text-keys.js';

export { LANGUAGES, type Language };

export type TextKey = keyof TextFacts;
export type Facts = Readonly<Record<string, string | number>>;
type Filled<K extends TextKey> = TextFacts[K] extends null ? [] : [facts: TextFacts[K]];

/** What the bot says, in one language. */
export interface Texts {
  <K extends TextKey>(key: K, ...facts: Filled<K>): string;
  readonly language: Language;
  /** A text whose key is known only at run time (an announcement, a finding). Null where there is none. */
  said(key: string, facts: Facts): string | null;
}

export type TextsByLanguage = (language: string | null | undefined) => Texts;

/** Every language is read and checked here; a language that we do not have gets English. */
export function loadTexts(): TextsByLanguage {
  const i18n = new I18n({ defaultLocale: 'en', fluentBundleOptions: { useIsolating: false } });
  const all = new Map(LANGUAGES.map((language): [string, Texts] => [language, loadLanguage(i18n, language)]));
  const english = loadLanguage(i18n, 'en');
  return (language) => all.get(language ?? 'en') ?? english;
}

/** The language of a person's Telegram, where we have it. */
export function knownLanguage(code: string | undefined): Language | null {
  return LANGUAGES.find((language) => code?.slice(0, 2) === language) ?? null;
}

function loadLanguage(i18n: I18n, language: Language): Texts {
  const source = readFileSync(join(PACKAGE_ROOT, 'bot', 'locales', `${language}.ftl`), 'utf8');
  i18n.loadLocaleSync(language, { source });
  const keys = new Set([...source.matchAll(/^([a-z][\w-]*) *=/gm)].map(([, key]) => key));
  const say = (key: string, facts: Facts): string => i18n.t(language, key, plain(facts));
  const texts = <K extends TextKey>(key: K, ...filled: Filled<K>): string => say(key, filled[0] ?? {});
  return Object.assign(texts, {
    language,
    said: (key: string, facts: Facts) => (keys.has(key) ? say(key, facts) : null),
  });
}

/** A post's short number is a name, not a quantity: #1234, not #1,234. */
function plain(facts: Facts): Facts {
  return 'number' in facts ? { ...facts, number: String(facts.number) } : facts;
}
