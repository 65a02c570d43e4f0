import type { Upload } from './body.js';
import { addMessage, type Draft } from './conversation.js';
import { nextAlbum } from './methods-send.js';
import type { ChatRecord, MediaKind, MediaRecord, MessageRecord } from './records.js';
import { PeopleError } from './refusal.js';
import type { TelegramWorld } from './world.js';

/** What people send that is no text. */
export interface PersonFile {
  readonly kind: MediaKind;
  readonly file: Upload;
}

const ALBUM_MAX = 10;
/** What may stand in one album. */
const FAMILIES: Readonly<Record<MediaKind, string | null>> = {
  photo: 'visual',
  video: 'visual',
  document: 'document',
  audio: 'audio',
  animation: null,
};

/**
 * Sends files as Telegram's own apps do: photos and videos together, documents and music among themselves, in albums of up to ten, what is
 * over directly behind; an animation alone. The caption belongs to the first. Returns the first message.
 */
export function sendFiles(
  world: TelegramWorld,
  chat: ChatRecord,
  files: readonly PersonFile[],
  { caption, entities, ...draft }: Draft,
): MessageRecord {
  const media = files.map((file) => keepFile(world, file));
  const sent = albumsOf(media).flatMap((run, index) => {
    const mediaGroupId = run.length > 1 ? nextAlbum(world) : null;
    return run.map((one, place) => {
      const words = index === 0 && place === 0 ? { caption: caption ?? null, entities: entities ?? [] } : {};
      return addMessage(world, chat.id, { ...draft, ...words, media: one, mediaGroupId });
    });
  });
  const [first] = sent;
  if (!first) throw new PeopleError(400, 'there is no file');
  return first;
}

export function keepFile(world: TelegramWorld, { kind, file: { data, name, type } }: PersonFile): MediaRecord {
  const fileIds = world.files.save(kind, data, { name: name || null, mime: type }).map(({ fileId }) => fileId);
  return { kind, fileIds, spoiler: false };
}

/** In an album a medium is replaced only by one that may stand there. */
export function mayReplace(message: MessageRecord, kind: MediaKind): boolean {
  if (!message.media) return false;
  return message.mediaGroupId === null || FAMILIES[message.media.kind] === FAMILIES[kind];
}

function albumsOf(media: readonly MediaRecord[]): MediaRecord[][] {
  const runs: MediaRecord[][] = [];
  for (const one of media) {
    const run = runs.at(-1);
    const family = FAMILIES[one.kind];
    const fits = run?.[0] && family !== null && FAMILIES[run[0].kind] === family && run.length < ALBUM_MAX;
    if (fits) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** Forwards messages in their order; what was one album is one again. */
export function forward(
  world: TelegramWorld,
  author: number,
  chat: ChatRecord,
  messages: readonly MessageRecord[],
): MessageRecord[] {
  const albums = new Map<string, string>();
  return messages.map((message) => {
    const { text, caption, entities, media, mediaGroupId: was, chatId, id, at } = message;
    const isAlbum = was !== null && messages.filter(({ mediaGroupId }) => mediaGroupId === was).length > 1;
    if (isAlbum && !albums.has(was)) albums.set(was, nextAlbum(world));
    const forwardOf = message.forwardOf ?? { chatId, messageId: id, author: message.author, at };
    const mediaGroupId = isAlbum ? (albums.get(was) ?? null) : null;
    return addMessage(world, chat.id, { author, text, caption, entities, media, mediaGroupId, forwardOf });
  });
}
