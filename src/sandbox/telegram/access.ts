import type { BotRights } from './seed.js';
import type { ChatRecord } from './records.js';
import { BotApiError, badRequest, forbidden } from './refusal.js';
import type { TelegramWorld } from './world.js';

/** Which chats the bot reaches and what it may do there; the refusals are Telegram's. */
export type ChatRef = number | string;

/** The chat by id or `@username`; known to the world, whether the bot may use it or not. */
export function lookUpChat(world: TelegramWorld, ref: ChatRef): ChatRecord | null {
  if (typeof ref === 'number') return world.store.get('chats', ref) ?? null;
  const name = ref.slice(1).toLowerCase();
  for (const chat of world.store.all('chats')) {
    if (chat.type !== 'private' && chat.username?.toLowerCase() === name) return chat;
  }
  return null;
}

/** A chat the bot can look at: its own, and public ones. */
export function readableChat(world: TelegramWorld, ref: ChatRef): ChatRecord {
  const chat = lookUpChat(world, ref);
  if (!chat || (chat.bot.status === 'absent' && chat.username === null)) throw badRequest('chat not found');
  if (chat.type === 'private' && chat.bot.status === 'absent') throw badRequest('chat not found');
  refuseMigrated(chat);
  return chat;
}

/** A chat the bot is in. */
export function ownChat(world: TelegramWorld, ref: ChatRef): ChatRecord {
  if (ref === world.bot.id) throw forbidden("bot can't send messages to the bot");
  const chat = lookUpChat(world, ref);
  if (!chat) {
    if (world.people.some(({ id }) => id === ref)) throw forbidden("bot can't initiate conversation with a user");
    throw badRequest('chat not found');
  }
  refuseMigrated(chat);
  const { status } = chat.bot;
  if (chat.type === 'private') {
    if (status === 'kicked') throw forbidden('bot was blocked by the user');
    return chat;
  }
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${chat.type} chat`);
  if (status === 'absent' && chat.username === null) throw badRequest('chat not found');
  if (status === 'absent' || status === 'left') throw forbidden(`bot is not a member of the ${chat.type} chat`);
  return chat;
}

/** A chat the bot may write into. */
export function writableChat(world: TelegramWorld, ref: ChatRef): ChatRecord {
  const chat = ownChat(world, ref);
  if (chat.type === 'channel') needRight(chat, 'can_post_messages');
  return chat;
}

export const hasRight = (chat: ChatRecord, right: keyof BotRights): boolean =>
  chat.bot.status === 'administrator' && chat.bot.rights?.[right] === true;

export function needRight(chat: ChatRecord, right: keyof BotRights): void {
  if (!hasRight(chat, right)) throw badRequest(`need administrator rights in the ${chat.type} chat`);
}

function refuseMigrated(chat: ChatRecord): void {
  if (chat.migratedTo === null) return;
  throw new BotApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: chat.migratedTo,
  });
}
