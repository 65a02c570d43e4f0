import type { Api } from 'grammy';
import type { MessageEntity } from 'grammy/types';
import type { TextEntity } from '../src/domain/content.js';

type ApiSignal = NonNullable<Parameters<Api['getMe']>[0]>;

/** grammY's types name the AbortSignal of an older library; at run time it takes Node's own. */
export function apiSignal(signal: AbortSignal): ApiSignal {
  return signal as unknown as ApiSignal;
}

/** Formatting that needs nothing but its place. */
const PLAIN = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
] as const;

/** Our entities as the Bot API takes them; what it marks by itself, and what it could not place, is left out. */
export function apiEntities(entities: readonly TextEntity[]): MessageEntity[] {
  return entities.flatMap((entity): MessageEntity[] => {
    const { offset, length, url, language, custom_emoji_id } = entity;
    const type = PLAIN.find((plain) => plain === entity.type);
    if (type) return [{ type, offset, length }];
    if (entity.type === 'pre') return [{ type: 'pre', offset, length, ...(language !== undefined && { language }) }];
    if (entity.type === 'text_link' && url !== undefined) return [{ type: 'text_link', offset, length, url }];
    if (entity.type === 'custom_emoji' && custom_emoji_id !== undefined) {
      return [{ type: 'custom_emoji', offset, length, custom_emoji_id }];
    }
    return [];
  });
}
