import { z } from 'zod';
import { isDeepStrictEqual } from 'node:util';
import type { ChatRef } from './access.js';
import { hasRight, needRight, ownChat } from './access.js';
import { composeCaption, composeText, obtainMedia } from './compose.js';
import { changeMessage, currentChat, dropMessage } from './conversation.js';
import { acceptInlineMarkup, dataOf } from './keyboard.js';
import type { Markup } from './keyboard.js';
import type { Method } from './method.js';
import { method } from './method.js';
import { inputMedia, mediaRequest } from './methods-send.js';
import { captioned, chatRef, integer, json, markup, texted } from './params.js';
import type { ChatRecord, MessageRecord } from './records.js';
import { badRequest } from './refusal.js';
import { messageJson } from './wire.js';
import type { TelegramWorld } from './world.js';

const DELETABLE_MS = 48 * 60 * 60 * 1000;
const UNCHANGED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const target = { chat_id: chatRef, message_id: integer, reply_markup: markup };

function editable(world: TelegramWorld, ref: ChatRef, id: number): { chat: ChatRecord; message: MessageRecord } {
  const chat = ownChat(world, ref);
  const message = world.store.message(chat.id, id);
  if (!message) throw badRequest('message to edit not found');
  const others = chat.type === 'channel' && hasRight(chat, 'can_edit_messages');
  const mine = message.author === world.bot.id && message.forwardOf === null;
  const fixed = message.service !== null || (message.markup !== null && !('inline_keyboard' in message.markup));
  if (fixed || !(mine || (others && message.forwardOf === null))) throw badRequest("message can't be edited");
  if (chat.type === 'channel' && !others) needRight(chat, 'can_post_messages');
  return { chat, message };
}

type Content = Partial<
  Pick<MessageRecord, 'text' | 'caption' | 'entities' | 'media' | 'linkPreview' | 'captionAbove' | 'mediaGroupId'>
>;

/** Leaving the keyboard out takes it away, as Telegram does. */
function apply(world: TelegramWorld, message: MessageRecord, content: Content, keyboard: Markup | undefined): unknown {
  const accepted = acceptInlineMarkup(keyboard);
  if (message.mediaGroupId !== null && accepted) throw badRequest("message can't be edited");
  const next = { ...message, ...content, markup: accepted };
  if (isDeepStrictEqual(next, message)) throw badRequest(UNCHANGED);
  const former = new Set([...message.formerData, ...dataOf(message.markup)]);
  const onlyKeyboard = isDeepStrictEqual({ ...next, markup: message.markup }, message);
  const edited: MessageRecord = {
    ...next,
    formerData: [...former],
    editedAt: onlyKeyboard ? message.editedAt : world.clock.now().getTime(),
  };
  changeMessage(world, edited);
  return messageJson(world, edited);
}

const editMessageText = method({ ...target, ...texted, text: z.string() }, ({ world, params }) => {
  const { chat, message } = editable(world, params.chat_id, params.message_id);
  if (message.text === null) throw badRequest('there is no text in the message to edit');
  const formatted = composeText(chat, params.text, params, 'MESSAGE_TOO_LONG');
  const linkPreview = params.link_preview_options ?? null;
  return apply(world, message, { ...formatted, linkPreview }, params.reply_markup);
});

const editMessageCaption = method({ ...target, ...captioned }, ({ world, params }) => {
  const { chat, message } = editable(world, params.chat_id, params.message_id);
  if (!message.media) throw badRequest('there is no caption in the message to edit');
  return apply(world, message, composeCaption(chat, params), params.reply_markup);
});

const editMessageMedia = method({ ...target, media: json(inputMedia) }, async ({ world, params, uploads }) => {
  const { chat, message } = editable(world, params.chat_id, params.message_id);
  const { media: item } = params;
  if (message.poll) throw badRequest("message can't be edited");
  if (message.mediaGroupId !== null && (message.media?.kind === 'document') !== (item.type === 'document')) {
    throw badRequest("message content type can't be changed: the message is part of an album");
  }
  const caption = composeCaption(chat, item);
  const media = await obtainMedia(world, mediaRequest(item), uploads);
  const content = { ...caption, media, text: null, linkPreview: null };
  return world.store.transact(() => apply(world, message, content, params.reply_markup));
});

const editMessageReplyMarkup = method(target, ({ world, params }) => {
  const { message } = editable(world, params.chat_id, params.message_id);
  return apply(world, message, {}, params.reply_markup);
});

/** Its own messages, anything in a private chat, anything where it has the right; in all cases for 48 hours only. */
function removeMessage(world: TelegramWorld, chat: ChatRecord, message: MessageRecord): void {
  const old = world.clock.now().getTime() - message.at >= DELETABLE_MS;
  const own = message.author === world.bot.id && (chat.type !== 'channel' || hasRight(chat, 'can_post_messages'));
  if (old || !(own || chat.type === 'private' || hasRight(chat, 'can_delete_messages'))) {
    throw badRequest("message can't be deleted");
  }
  dropMessage(world, message);
}

const deleteMessage = method({ chat_id: chatRef, message_id: integer }, ({ world, params }) => {
  const chat = ownChat(world, params.chat_id);
  const message = world.store.message(chat.id, params.message_id);
  if (!message) throw badRequest('message to delete not found');
  removeMessage(world, chat, message);
  return true;
});

const deleteMessages = method(
  { chat_id: chatRef, message_ids: json(z.array(z.number().int()).min(1).max(100)) },
  ({ world, params }) => {
    const chat = ownChat(world, params.chat_id);
    for (const id of params.message_ids) {
      const message = world.store.message(chat.id, id);
      if (message) removeMessage(world, currentChat(world, chat.id), message);
    }
    return true;
  },
);

export const EDITING: Readonly<Record<string, Method>> = {
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
};
