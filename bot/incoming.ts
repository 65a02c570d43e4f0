import type { Message, MessageEntity } from 'grammy/types';
import type { Content, TextEntity } from '../src/domain/content.js';
import { keepMedium } from '../src/usecases/keep-medium.js';
import type { BotParts } from './parts.js';
import { clip } from './rich-text.js';

/** What a message says as content of a post; null for what cannot be one yet. A photo is downloaded and kept. */
export async function contentOf(parts: BotParts, message: Message): Promise<Content | null> {
  if (message.text !== undefined) {
    return { text: message.text, entities: keptEntities(message.entities), media: [] };
  }
  // The last one is the largest.
  const photo = message.photo?.at(-1);
  if (!photo) return null;
  const ref = await keepMedium(parts.desk, { source: await parts.files.open(photo.file_id) });
  return { text: message.caption ?? '', entities: keptEntities(message.caption_entities), media: [ref] };
}

/** What is left of a message behind its command. */
export function afterCommand(content: Content): Content {
  const command = content.entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!command) return content;
  const rest = content.text.slice(command.length);
  const start = command.length + (rest.length - rest.trimStart().length);
  return { ...content, ...clip(content, start, content.text.length) };
}

/** As a post keeps them. */
export function keptEntities(entities: readonly MessageEntity[] | undefined): TextEntity[] {
  return (entities ?? []).map((entity) => ({
    type: entity.type,
    offset: entity.offset,
    length: entity.length,
    ...('url' in entity && { url: entity.url }),
    ...('language' in entity && entity.language !== undefined && { language: entity.language }),
    ...('custom_emoji_id' in entity && { custom_emoji_id: entity.custom_emoji_id }),
  }));
}
