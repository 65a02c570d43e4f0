import type { ChatRef } from './access.js';
import { lookUpChat, writableChat } from './access.js';
import type { Upload } from './body.js';
import type { Draft } from './conversation.js';
import type { FileFacts } from './files.js';
import type { ChatRecord, Entity, FileRecord, MediaKind, MediaRecord } from './records.js';
import { BotApiError, badRequest, tooManyRequests } from './refusal.js';
import type { Formatted } from './text.js';
import { formatText, isBlank } from './text.js';
import type { TelegramWorld } from './world.js';

/** What the sending and editing methods have in common: text, captions, replies, files. */
export const MAX_TEXT = 4096;
export const MAX_CAPTION = 1024;
const MAX_URL_BYTES = { photo: 5 * 1024 * 1024, other: 20 * 1024 * 1024 };
const FETCH_WITHIN_MS = 20_000;

/** The chat, if it may be written to and the flood limits let this many messages through. */
export function admit(world: TelegramWorld, ref: ChatRef, messages = 1): ChatRecord {
  const chat = writableChat(world, ref);
  const seconds = world.limiter.take(chat.id, messages, world.clock.now().getTime());
  if (seconds > 0) throw tooManyRequests(seconds);
  return chat;
}

interface TextParams {
  parse_mode?: string | undefined;
  entities?: readonly Entity[] | undefined;
}

export function composeText(chat: ChatRecord, text: string, params: TextParams, tooLong: string): Formatted {
  const formatted = formatText(text, {
    parseMode: params.parse_mode,
    entities: params.entities,
    commands: chat.type !== 'channel',
  });
  if (isBlank(formatted.text)) throw badRequest('message text is empty');
  if (formatted.text.length > MAX_TEXT) throw badRequest(tooLong);
  return formatted;
}

interface CaptionParams {
  caption?: string | undefined;
  parse_mode?: string | undefined;
  caption_entities?: readonly Entity[] | undefined;
  show_caption_above_media?: boolean | undefined;
}

export function composeCaption(
  chat: ChatRecord,
  params: CaptionParams,
): { caption: string | null; entities: Entity[]; captionAbove: boolean } {
  const { text, entities } = formatText(params.caption ?? '', {
    parseMode: params.parse_mode,
    entities: params.caption_entities,
    commands: chat.type !== 'channel',
  });
  if (text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return { caption: text === '' ? null : text, entities, captionAbove: params.show_caption_above_media === true };
}

interface SendParams {
  protect_content?: boolean | undefined;
  reply_parameters?:
    | { message_id: number; chat_id?: number | string | undefined; allow_sending_without_reply?: boolean | undefined }
    | undefined;
}

/** Author, protection and reply of what the bot sends to this chat. */
export function envelope(world: TelegramWorld, chat: ChatRecord, params: SendParams): Draft {
  return {
    author: world.bot.id,
    protect: params.protect_content === true,
    replyTo: replyTarget(world, chat, params.reply_parameters),
  };
}

function replyTarget(world: TelegramWorld, chat: ChatRecord, reply: SendParams['reply_parameters']): number | null {
  if (!reply) return null;
  if (reply.chat_id !== undefined && lookUpChat(world, reply.chat_id)?.id !== chat.id) {
    throw badRequest('replies to other chats are not simulated');
  }
  if (world.store.message(chat.id, reply.message_id)) return reply.message_id;
  if (reply.allow_sending_without_reply === true) return null;
  throw badRequest('message to be replied not found');
}

export interface MediaRequest {
  kind: MediaKind;
  /** A file id, an HTTP URL, or `attach://<field>`. */
  ref: string;
  spoiler?: boolean | undefined;
  width?: number | undefined;
  height?: number | undefined;
  duration?: number | undefined;
}

export async function obtainMedia(
  world: TelegramWorld,
  request: MediaRequest,
  uploads: ReadonlyMap<string, Upload>,
): Promise<MediaRecord> {
  const sizes = await obtainFile(world, request, uploads);
  return { kind: request.kind, fileIds: sizes, spoiler: request.spoiler === true };
}

async function obtainFile(
  world: TelegramWorld,
  request: MediaRequest,
  uploads: ReadonlyMap<string, Upload>,
): Promise<string[]> {
  const { kind, ref, width, height, duration } = request;
  const field = /^attach:\/\/(.+)$/.exec(ref)?.[1];
  const frame = { width, height, duration };
  if (field !== undefined) {
    const upload = uploads.get(field);
    if (!upload) throw badRequest(`there is no file "${field}" in the request`);
    return ids(world.files.save(kind, upload.data, { name: upload.name, mime: upload.type, ...frame }));
  }
  if (/^https?:\/\//i.test(ref)) {
    const { data, facts } = await download(ref, kind);
    return ids(world.files.save(kind, data, { ...facts, ...frame }));
  }
  const known = world.files.find(ref);
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
  if (known.kind !== kind) throw badRequest(`can't use file of type ${named(known.kind)} as ${named(kind)}`);
  return known.sizes;
}

const ids = (files: readonly FileRecord[]): string[] => files.map(({ fileId }) => fileId);
const named = (kind: MediaKind): string => kind.charAt(0).toUpperCase() + kind.slice(1);

async function download(url: string, kind: MediaKind): Promise<{ data: Buffer; facts: FileFacts }> {
  const limit = kind === 'photo' ? MAX_URL_BYTES.photo : MAX_URL_BYTES.other;
  const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_WITHIN_MS) }).catch(() => null);
  if (!answer?.ok || !answer.body) throw badRequest('failed to get HTTP URL content');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    if (size > limit) throw badRequest('failed to get HTTP URL content');
    chunks.push(Buffer.from(chunk));
  }
  const mime = answer.headers.get('content-type')?.split(';')[0] ?? 'application/octet-stream';
  if (kind === 'photo' && !mime.startsWith('image/')) throw badRequest('wrong type of the web page content');
  const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || null;
  return { data: Buffer.concat(chunks), facts: { name, mime } };
}

/** Telegram counts what a request as a whole may weigh before it looks at it. */
export const tooLarge = (): BotApiError => new BotApiError(413, 'Request Entity Too Large');
