import type { ChatRecord, MessageRecord } from './records.js';
import type { TelegramWorld } from './world.js';
import { messageJson } from './wire.js';
import { messageView } from './views.js';

/** Messages come, change and go; whoever should know hears of it. Call inside a store transaction. */
export type Draft = Partial<Omit<MessageRecord, 'chatId' | 'id' | 'at'>> & { author: number };

export function addMessage(world: TelegramWorld, chatId: number, draft: Draft): MessageRecord {
  const chat = currentChat(world, chatId);
  const message: MessageRecord = {
    chatId,
    id: chat.lastMessageId + 1,
    at: world.clock.now().getTime(),
    editedAt: null,
    text: null,
    caption: null,
    entities: [],
    media: null,
    mediaGroupId: null,
    poll: null,
    replyTo: null,
    markup: null,
    formerData: [],
    linkPreview: null,
    captionAbove: false,
    protect: false,
    forwardOf: null,
    service: null,
    ...draft,
  };
  world.store.put('chats', chatId, { ...chat, lastMessageId: message.id });
  world.store.putMessage(message);
  showPeople(world, 'message', message);
  tellBot(world, chat, message, false);
  return message;
}

export function changeMessage(world: TelegramWorld, message: MessageRecord): void {
  world.store.putMessage(message);
  showPeople(world, 'edited', message);
}

/** An edit by a person is news to the bot; one by the bot is not. */
export function changeByPerson(world: TelegramWorld, message: MessageRecord): void {
  changeMessage(world, message);
  tellBot(world, currentChat(world, message.chatId), message, true);
}

export function dropMessage(world: TelegramWorld, message: MessageRecord): void {
  const { members } = currentChat(world, message.chatId);
  world.store.deleteMessage(message);
  if (message.service !== null) return;
  world.store.afterCommit(() =>
    world.events.to(members, () => ({ type: 'deleted', chatId: message.chatId, messageId: message.id })),
  );
}

export function currentChat(world: TelegramWorld, chatId: number): ChatRecord {
  const chat = world.store.get('chats', chatId);
  if (!chat) throw new Error(`there is no chat ${chatId}`);
  return chat;
}

function showPeople(world: TelegramWorld, type: 'message' | 'edited', message: MessageRecord): void {
  if (message.service !== null) return;
  const { members } = currentChat(world, message.chatId);
  world.store.afterCommit(() =>
    world.events.to(members, (person) => ({ type, message: messageView(world, message, person) })),
  );
}

function tellBot(world: TelegramWorld, chat: ChatRecord, message: MessageRecord, edited: boolean): void {
  if (message.author === world.bot.id || !botSees(world, chat, message)) return;
  const kind = chat.type === 'channel' ? 'channel_post' : 'message';
  world.updates.push(edited ? `edited_${kind}` : kind, messageJson(world, message));
}

/**
 * Privacy mode: of a group a bot that is no admin hears only commands (not those for other bots), replies to its own
 * messages, mentions of itself and service messages.
 */
function botSees(world: TelegramWorld, chat: ChatRecord, message: MessageRecord): boolean {
  const { status } = chat.bot;
  if (chat.type === 'private') return status === 'member';
  if (status === 'administrator') return true;
  if (status !== 'member' || chat.type === 'channel') return false;
  if (world.bot.privacy === false || message.service !== null) return true;
  const repliedTo = message.replyTo === null ? undefined : world.store.message(chat.id, message.replyTo);
  return repliedTo?.author === world.bot.id || addressesBot(world, message);
}

function addressesBot(world: TelegramWorld, message: MessageRecord): boolean {
  const own = world.bot.username.toLowerCase();
  const body = message.text ?? message.caption ?? '';
  return message.entities.some(({ type, offset, length, user }) => {
    if (type === 'text_mention') return user?.id === world.bot.id;
    const name = body
      .slice(offset, offset + length)
      .toLowerCase()
      .split('@')[1];
    return type === 'mention' ? name === own : type === 'bot_command' && (name === undefined || name === own);
  });
}
