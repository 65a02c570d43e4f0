import type { Content, Variant } from '../../src/domain/content.js';
import type { Desk } from '../../src/usecases/desk.js';
import { firstWords, type RichTextWriter } from '../rich-text.js';
import type { Texts } from '../texts.js';

const WORDS_LENGTH = 80;

/** What some networks get of their own. */
export function writeVariants(to: RichTextWriter, desk: Desk, content: Content, t: Texts): void {
  for (const [platform, { text, options }] of Object.entries(content.variants ?? {})) {
    const network = desk.platforms.get(platform).capabilities.name;
    if (text !== undefined) to.line(t('card-own-text', { network, words: firstWords(text, WORDS_LENGTH) }));
    if (options) to.line(t('card-options', { network, options: optionWords(platform, options, t) }));
  }
}

function optionWords(platform: string, options: NonNullable<Variant['options']>, t: Texts): string {
  return Object.entries(options)
    .map(([name, value]) =>
      typeof value === 'boolean' ? switchWords(platform, name, value, t) : optionText(platform, name, String(value), t),
    )
    .join(', ');
}

function switchWords(platform: string, name: string, isOn: boolean, t: Texts): string {
  return `${optionText(platform, name, null, t)}: ${t(isOn ? 'option-on' : 'option-off')}`;
}

/** An adapter may offer more than this build's texts name. */
export function optionText(platform: string, name: string, value: string | null, t: Texts): string {
  return t.said(`option-${platform}-${name}${value === null ? '' : `-${value}`}`, {}) ?? value ?? name;
}
