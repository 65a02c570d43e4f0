import type { MediaKind, MediaRef, Quiz, RenderedPart } from '../../domain/content.js';
import { type FormFile, multipart } from '../multipart.js';
import type { Outgoing } from '../platform.js';
import { optionsOf, type PartOptions } from './options.js';

/** One request to the Bot API, but for where it goes. */
export interface BotRequest {
  readonly method: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What is uploaded, by the name that the fields call it by. */
  readonly files?: Readonly<Record<string, MediaRef>>;
}

const SENDING = {
  photo: 'sendPhoto',
  video: 'sendVideo',
  animation: 'sendAnimation',
  document: 'sendDocument',
} as const satisfies Record<MediaKind, string>;

/** The one request that makes this part public: what a preview shows is sent by it as well. */
export function sendRequest(part: RenderedPart): BotRequest {
  const options = optionsOf(part);
  const silence = options.silent && { disable_notification: true };
  const { media, quiz } = part;
  const [first, second] = media;
  if (quiz) return { method: 'sendPoll', fields: { ...pollFields(quiz), ...silence } };
  if (!first) return { method: 'sendMessage', fields: { ...textFields(part), ...silence } };
  if (second) {
    const items = media.map((ref, index) => albumItem(part, ref, index));
    return { method: 'sendMediaGroup', fields: { media: items, ...silence }, files: named(media) };
  }
  const fields = { ...captionFields(part), ...mediumFields(first, options), ...silence };
  const alone = first.kind === 'document' ? { disable_content_type_detection: true } : {};
  return { method: SENDING[first.kind], fields: { ...fields, ...alone }, files: { [first.kind]: first } };
}

/** The medium at this place of a live part, with its caption, by the part as it shall be. */
export function editMediumRequest(part: RenderedPart, ref: MediaRef, index: number): BotRequest {
  return {
    method: 'editMessageMedia',
    fields: { media: albumItem(part, ref, index) },
    files: { [attachment(index)]: ref },
  };
}

export function editTextRequest(part: RenderedPart): BotRequest {
  return { method: 'editMessageText', fields: textFields(part) };
}

export function editCaptionRequest(part: RenderedPart): BotRequest {
  return { method: 'editMessageCaption', fields: captionFields(part) };
}

function textFields(part: RenderedPart) {
  const { text, entities } = part;
  const { linkPreview } = optionsOf(part);
  return {
    text,
    ...(entities.length > 0 && { entities }),
    ...(linkPreview && {
      link_preview_options: linkPreview === 'off' ? { is_disabled: true } : { show_above_text: true },
    }),
  };
}

function captionFields(part: RenderedPart) {
  const { text, entities } = part;
  return {
    ...(text !== '' && { caption: text }),
    ...(entities.length > 0 && { caption_entities: entities }),
    ...(optionsOf(part).captionAbove && { show_caption_above_media: true }),
  };
}

/** An album's caption is that of its first item. */
function albumItem(part: RenderedPart, ref: MediaRef, index: number) {
  return {
    type: ref.kind,
    media: `attach://${attachment(index)}`,
    ...(index === 0 && captionFields(part)),
    ...mediumFields(ref, optionsOf(part)),
  };
}

function mediumFields({ kind, width, height, durationMs }: MediaRef, { spoiler }: PartOptions) {
  if (kind === 'document') return {};
  const cover = spoiler && { has_spoiler: true };
  if (kind === 'photo') return { ...cover };
  return {
    ...(width > 0 && height > 0 && { width, height }),
    ...(durationMs !== undefined && { duration: Math.max(1, Math.round(durationMs / 1000)) }),
    ...(kind === 'video' && { supports_streaming: true }),
    ...cover,
  };
}

/** Anonymous, as channels ask for. */
function pollFields({ question, answers, correct, explanation }: Quiz) {
  return {
    question,
    options: answers.map((text) => ({ text })),
    type: 'quiz',
    is_anonymous: true,
    correct_option_ids: [correct],
    ...(explanation !== undefined && { explanation }),
  };
}

function named(media: readonly MediaRef[]): Record<string, MediaRef> {
  return Object.fromEntries(media.map((ref, index) => [attachment(index), ref]));
}

function attachment(index: number): string {
  return `file${index + 1}`;
}

/** As JSON, or as a form where files go along. */
export function bodyOf({ fields, files = {} }: BotRequest, chatId: string, media: Outgoing<unknown>['media']) {
  const all = { chat_id: chatId, ...fields };
  const uploads = Object.entries(files).map(([field, ref]) => formFile(field, ref, media));
  return uploads.length === 0 ? { json: all } : { body: multipart(asTexts(all), uploads) };
}

function asTexts(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function formFile(field: string, ref: MediaRef, media: Outgoing<unknown>['media']): FormFile {
  const { hash, mime, size, open } = media(ref);
  return { field, fileName: fileName(ref, mime), mime, hash, size, open };
}

/** Telegram takes an animation for one by the end of its name; a document is called what its author called it. */
function fileName({ kind, name }: MediaRef, mime: string): string {
  if (kind === 'photo') return 'photo';
  if (kind === 'document') return name ?? 'document';
  return mime === 'image/gif' ? 'animation.gif' : `${kind}.mp4`;
}
