import { z } from 'zod';
import type { ChatRef } from './access.js';
import { ownChat, readableChat } from './access.js';
import type { MediaRequest } from './compose.js';
import { admit, composeCaption, composeText, envelope, obtainMedia } from './compose.js';
import { addMessage } from './conversation.js';
import { acceptMarkup } from './keyboard.js';
import type { Markup } from './keyboard.js';
import type { Call, Method } from './method.js';
import { method } from './method.js';
import {
  captioned,
  chatRef,
  entityList,
  fileRef,
  flag,
  framed,
  integer,
  json,
  markup,
  sending,
  texted,
} from './params.js';
import type { Entity, MediaKind, MessageRecord } from './records.js';
import { badRequest } from './refusal.js';
import { messageJson } from './wire.js';
import type { TelegramWorld } from './world.js';

const sendMessage = method({ ...sending, ...texted, text: z.string(), reply_markup: markup }, ({ world, params }) => {
  const chat = admit(world, params.chat_id);
  const draft = {
    ...envelope(world, chat, params),
    ...composeText(chat, params.text, params, 'message is too long'),
    linkPreview: params.link_preview_options ?? null,
    markup: acceptMarkup(params.reply_markup),
  };
  return messageJson(world, addMessage(world, chat.id, draft));
});

interface MediaParams {
  chat_id: ChatRef;
  caption?: string | undefined;
  parse_mode?: string | undefined;
  caption_entities?: Entity[] | undefined;
  show_caption_above_media?: boolean | undefined;
  protect_content?: boolean | undefined;
  reply_markup?: Markup | undefined;
}

async function sendMedia(call: Call<MediaParams>, request: MediaRequest): Promise<unknown> {
  const { world, params, uploads } = call;
  const chat = admit(world, params.chat_id);
  const draft = {
    ...envelope(world, chat, params),
    ...composeCaption(chat, params),
    markup: acceptMarkup(params.reply_markup),
  };
  const media = await obtainMedia(world, request, uploads);
  return world.store.transact(() => messageJson(world, addMessage(world, chat.id, { ...draft, media })));
}

const single = { ...sending, ...captioned, reply_markup: markup };
const sendPhoto = method({ ...single, photo: fileRef, has_spoiler: flag.optional() }, (call) =>
  sendMedia(call, { kind: 'photo', ref: call.params.photo, spoiler: call.params.has_spoiler }),
);
const sendVideo = method(
  { ...single, ...framed, video: fileRef, has_spoiler: flag.optional(), supports_streaming: flag.optional() },
  (call) => sendMedia(call, frame('video', call.params.video, call.params)),
);
const sendAnimation = method({ ...single, ...framed, animation: fileRef, has_spoiler: flag.optional() }, (call) =>
  sendMedia(call, frame('animation', call.params.animation, call.params)),
);
const { show_caption_above_media: _above, ...plain } = single;
const sendDocument = method({ ...plain, document: fileRef, disable_content_type_detection: flag.optional() }, (call) =>
  sendMedia(call, { kind: 'document', ref: call.params.document }),
);
const sendAudio = method(
  {
    ...plain,
    audio: fileRef,
    duration: integer.optional(),
    performer: z.string().optional(),
    title: z.string().optional(),
  },
  (call) => sendMedia(call, { kind: 'audio', ref: call.params.audio, duration: call.params.duration }),
);

interface Frame {
  width?: number | undefined;
  height?: number | undefined;
  duration?: number | undefined;
  has_spoiler?: boolean | undefined;
}
function frame(kind: MediaKind, ref: string, { width, height, duration, has_spoiler }: Frame): MediaRequest {
  return { kind, ref, width, height, duration, spoiler: has_spoiler };
}

const itemBase = {
  media: fileRef,
  caption: z.string().optional(),
  parse_mode: z.string().optional(),
  caption_entities: entityList,
};
const visual = { show_caption_above_media: z.boolean().optional(), has_spoiler: z.boolean().optional() };
const size = { width: z.number().optional(), height: z.number().optional(), duration: z.number().optional() };
export const inputMedia = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('photo'), ...itemBase, ...visual }),
  z.strictObject({
    type: z.literal('video'),
    ...itemBase,
    ...visual,
    ...size,
    supports_streaming: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('animation'), ...itemBase, ...visual, ...size }),
  z.strictObject({ type: z.literal('document'), ...itemBase, disable_content_type_detection: z.boolean().optional() }),
  z.strictObject({
    type: z.literal('audio'),
    ...itemBase,
    duration: z.number().optional(),
    performer: z.string().optional(),
    title: z.string().optional(),
  }),
]);
export type InputMedia = z.infer<typeof inputMedia>;

export const mediaRequest = (item: InputMedia): MediaRequest => ({
  kind: item.type,
  ref: item.media,
  ...('has_spoiler' in item ? { spoiler: item.has_spoiler } : {}),
  ...('width' in item ? { width: item.width, height: item.height } : {}),
  ...('duration' in item ? { duration: item.duration } : {}),
});

const sendMediaGroup = method({ ...sending, media: json(z.array(inputMedia)) }, async ({ world, params, uploads }) => {
  const { media: items } = params;
  if (items.length > 10) throw badRequest('too many messages to send as an album');
  if (items.length < 2) throw badRequest('there must be from 2 to 10 messages to send as an album');
  checkMix(items.map(({ type }) => type));
  const chat = admit(world, params.chat_id, items.length);
  const common = envelope(world, chat, params);
  const captions = items.map((item) => composeCaption(chat, item));
  const media = await Promise.all(items.map((item) => obtainMedia(world, mediaRequest(item), uploads)));
  return world.store.transact(() => {
    const mediaGroupId = nextAlbum(world);
    return media.map((one, index) =>
      messageJson(world, addMessage(world, chat.id, { ...common, ...captions[index], media: one, mediaGroupId })),
    );
  });
});

function checkMix(types: readonly MediaKind[]): void {
  if (types.includes('animation')) throw badRequest("animations can't be sent in an album");
  for (const kind of ['document', 'audio'] as const) {
    if (types.includes(kind) && types.some((type) => type !== kind)) {
      throw badRequest(`${kind} can't be mixed with other media types`);
    }
  }
}

export function nextAlbum(world: TelegramWorld): string {
  const n = world.store.state.lastAlbum + 1;
  world.store.setState({ lastAlbum: n });
  return String(13_900_000_000_000_000n + BigInt(n));
}

function sourceMessage(world: TelegramWorld, ref: ChatRef, id: number, verb: 'copied' | 'forwarded'): MessageRecord {
  const chat = readableChat(world, ref);
  const source = world.store.message(chat.id, id);
  if (!source) throw badRequest(`message to ${verb === 'copied' ? 'copy' : 'forward'} not found`);
  if (source.service !== null || (source.protect && source.author !== world.bot.id)) {
    throw badRequest(`the message can't be ${verb}`);
  }
  return source;
}

const transfer = { ...sending, from_chat_id: chatRef, message_id: integer };
const copyMessage = method({ ...transfer, ...captioned, reply_markup: markup }, ({ world, params }) => {
  const source = sourceMessage(world, params.from_chat_id, params.message_id, 'copied');
  const chat = admit(world, params.chat_id);
  const { text, caption, entities, media, poll, linkPreview, captionAbove } = source;
  const recaptioned = params.caption === undefined || !media ? {} : composeCaption(chat, params);
  const draft = { text, caption, entities, media, poll, linkPreview, captionAbove, ...recaptioned };
  const message = addMessage(world, chat.id, {
    ...envelope(world, chat, params),
    ...draft,
    markup: acceptMarkup(params.reply_markup),
  });
  return { message_id: message.id };
});

const { allow_paid_broadcast: _paid, reply_parameters: _reply, ...forwarding } = transfer;
const forwardMessage = method(forwarding, ({ world, params }) => {
  const source = sourceMessage(world, params.from_chat_id, params.message_id, 'forwarded');
  const chat = admit(world, params.chat_id);
  const { text, caption, entities, media, poll, linkPreview, captionAbove } = source;
  const origin = { chatId: source.chatId, messageId: source.id, author: source.author, at: source.at };
  const message = addMessage(world, chat.id, {
    ...envelope(world, chat, params),
    text,
    caption,
    entities,
    media,
    poll,
    linkPreview,
    captionAbove,
    forwardOf: source.forwardOf ?? origin,
  });
  return messageJson(world, message);
});

const ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
] as const;
const sendChatAction = method({ chat_id: chatRef, action: z.enum(ACTIONS) }, ({ world, params }) => {
  const chat = ownChat(world, params.chat_id);
  world.events.to(chat.members, () => ({ type: 'typing', chatId: chat.id }));
  return true;
});

export const SENDING: Readonly<Record<string, Method>> = {
  sendMessage,
  sendPhoto,
  sendVideo,
  sendAnimation,
  sendDocument,
  sendAudio,
  sendMediaGroup,
  copyMessage,
  forwardMessage,
  sendChatAction,
};
