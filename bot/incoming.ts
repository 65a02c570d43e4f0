import type { Message, MessageEntity } from 'grammy/types';
import type { MediaRef, TextEntity } from '../src/domain/content.js';
import type { Words } from '../src/domain/source-messages.js';
import type { GivenFile } from '../src/ports.js';
import { keepMedium } from '../src/usecases/keep-medium.js';
import type { BotParts } from './parts.js';
import { clip } from './rich-text.js';
import type { FileInTelegram } from './telegram-files.js';

/** What a message brings to a post. */
export interface Brought {
  readonly words: Words;
  readonly file: BroughtFile | null;
}

interface BroughtFile extends FileInTelegram {
  /** Telegram's lasting name of it. */
  readonly uniqueId: string;
  readonly said: Omit<GivenFile, 'source'>;
}

/** What a message brings to a post; null for what can be no part of one. */
export function broughtBy(message: Message): Brought | null {
  if (message.text !== undefined) {
    return { words: { text: message.text, entities: keptEntities(message.entities) }, file: null };
  }
  const file = fileOf(message);
  return file && { words: { text: message.caption ?? '', entities: keptEntities(message.caption_entities) }, file };
}

/** Fetches the file of a message and keeps it. */
export async function keepFile({ desk, files }: BotParts, file: BroughtFile): Promise<MediaRef> {
  const { source, maxBytes } = await files.open(file);
  return keepMedium(desk, { ...file.said, source }, maxBytes);
}

function fileOf({ photo, animation, video, document }: Message): BroughtFile | null {
  // The last size of a photo is the largest. An animation comes as a document too.
  const found = photo?.at(-1) ?? animation ?? video ?? document;
  if (!found) return null;
  return {
    fileId: found.file_id,
    uniqueId: found.file_unique_id,
    sizeBytes: found.file_size ?? null,
    said: {
      ...('file_name' in found && { name: found.file_name }),
      ...('mime_type' in found && { mime: found.mime_type }),
      ...(animation && { isAnimation: true }),
    },
  };
}

/** What is left of a message behind its command. */
export function afterCommand(words: Words): Words {
  const command = words.entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!command) return words;
  const rest = words.text.slice(command.length);
  const start = command.length + (rest.length - rest.trimStart().length);
  return clip(words, start, words.text.length);
}

/** As a post keeps them. */
function keptEntities(entities: readonly MessageEntity[] | undefined): TextEntity[] {
  return (entities ?? []).map((entity) => ({
    type: entity.type,
    offset: entity.offset,
    length: entity.length,
    ...('url' in entity && { url: entity.url }),
    ...('language' in entity && entity.language !== undefined && { language: entity.language }),
    ...('custom_emoji_id' in entity && { custom_emoji_id: entity.custom_emoji_id }),
  }));
}
