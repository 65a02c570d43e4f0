import type { TextEntity } from './content.js';

/** The formatting that authors may give, by Telegram's names. Links, mentions and hashtags in the text are found by the networks themselves. */
const ENTITY_TYPES = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'custom_emoji',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** Whether all of it lies within the text and has what its type needs. */
export function entitiesFit(text: string, entities: readonly TextEntity[]): boolean {
  return entities.every((entity) => {
    const { type, offset, length, url = '', custom_emoji_id: emoji } = entity;
    const isWithin = offset >= 0 && length > 0 && offset + length <= text.length;
    const isWhole = type === 'text_link' ? isWebLink(url) : type !== 'custom_emoji' || /^\d+$/.test(emoji ?? '');
    return isWithin && isWhole;
  });
}

export function isWebLink(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.hostname !== '';
}
