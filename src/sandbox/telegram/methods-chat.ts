import { z } from 'zod';
import { hasRight, needRight, ownChat, readableChat } from './access.js';
import { addMessage, currentChat } from './conversation.js';
import { setBotStatus } from './membership.js';
import type { Method } from './method.js';
import { method } from './method.js';
import { chatRef, flag, integer } from './params.js';
import type { ChatRecord } from './records.js';
import { badRequest, forbidden } from './refusal.js';
import { chatJson, memberJson, messageJson } from './wire.js';
import type { TelegramWorld } from './world.js';

const where = { chat_id: chatRef };

const getChat = method(where, ({ world, params }) => {
  const chat = readableChat(world, params.chat_id);
  const pinned = world.store.message(chat.id, chat.pinned.at(-1) ?? 0);
  return {
    ...chatJson(world, chat),
    ...(chat.username === null ? {} : { active_usernames: [chat.username] }),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(pinned ? { pinned_message: messageJson(world, pinned, true) } : {}),
  };
});

function insideChat(world: TelegramWorld, ref: number | string): ChatRecord {
  const chat = readableChat(world, ref);
  const { status } = chat.bot;
  if (chat.type !== 'private' && (status === 'left' || status === 'absent')) {
    throw forbidden(`bot is not a member of the ${chat.type} chat`);
  }
  if (chat.type !== 'private' && status === 'kicked') throw forbidden(`bot was kicked from the ${chat.type} chat`);
  return chat;
}

const getChatMember = method({ ...where, user_id: integer }, ({ world, params }) => {
  const chat = insideChat(world, params.chat_id);
  const known = params.user_id === world.bot.id || world.people.some(({ id }) => id === params.user_id);
  if (!known) throw badRequest('PARTICIPANT_ID_INVALID');
  if (chat.type === 'channel' && params.user_id !== world.bot.id && chat.bot.status !== 'administrator') {
    throw badRequest('member list is inaccessible');
  }
  return memberJson(world, chat, params.user_id);
});

const inIt = (chat: ChatRecord): boolean => chat.bot.status === 'member' || chat.bot.status === 'administrator';

const getChatMemberCount = method(where, ({ world, params }) => {
  const chat = insideChat(world, params.chat_id);
  return chat.members.length + (inIt(chat) ? 1 : 0);
});

const getChatAdministrators = method(where, ({ world, params }) => {
  const chat = insideChat(world, params.chat_id);
  if (chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  const admins = [chat.owner, ...chat.admins].flatMap((id) => id ?? []);
  return admins.map((id) => memberJson(world, chat, id));
});

/** Who may pin depends on the kind of chat; in private both may. */
function pinnable(world: TelegramWorld, ref: number | string): ChatRecord {
  const chat = ownChat(world, ref);
  if (chat.type === 'channel') needRight(chat, 'can_edit_messages');
  else if (chat.type !== 'private' && !hasRight(chat, 'can_pin_messages')) {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
  return chat;
}

const pinChatMessage = method(
  { ...where, message_id: integer, disable_notification: flag.optional() },
  ({ world, params }) => {
    const chat = pinnable(world, params.chat_id);
    const { message_id: messageId } = params;
    if (!world.store.message(chat.id, messageId)) throw badRequest('message to pin not found');
    if (chat.pinned.at(-1) === messageId) return true;
    const pinned = [...chat.pinned.filter((id) => id !== messageId), messageId];
    world.store.put('chats', chat.id, { ...chat, pinned });
    addMessage(world, chat.id, { author: world.bot.id, service: { kind: 'pinned', messageId } });
    return true;
  },
);

const unpinChatMessage = method({ ...where, message_id: integer.optional() }, ({ world, params }) => {
  const chat = pinnable(world, params.chat_id);
  const gone = params.message_id ?? chat.pinned.at(-1);
  if (gone === undefined || !chat.pinned.includes(gone)) throw badRequest('message to unpin not found');
  world.store.put('chats', chat.id, { ...chat, pinned: chat.pinned.filter((id) => id !== gone) });
  return true;
});

const unpinAllChatMessages = method(where, ({ world, params }) => {
  const chat = pinnable(world, params.chat_id);
  world.store.put('chats', chat.id, { ...chat, pinned: [] });
  return true;
});

const leaveChat = method(where, ({ world, params }) => {
  const chat = ownChat(world, params.chat_id);
  if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
  setBotStatus(world, currentChat(world, chat.id), world.bot.id, 'left', null);
  return true;
});

const exportChatInviteLink = method(where, ({ world, params }) => {
  const chat = ownChat(world, params.chat_id);
  if (chat.type === 'private') throw badRequest("can't invite members to a private chat");
  needRight(chat, 'can_invite_users');
  return `https://t.me/+sandbox${Math.abs(chat.id)}`;
});

const setChatMenuButton = method({ chat_id: integer.optional(), menu_button: z.unknown().optional() }, () => true);

export const CHATTING: Readonly<Record<string, Method>> = {
  getChat,
  getChatMember,
  getChatMemberCount,
  getChatAdministrators,
  pinChatMessage,
  unpinChatMessage,
  unpinAllChatMessages,
  leaveChat,
  exportChatInviteLink,
  setChatMenuButton,
};
