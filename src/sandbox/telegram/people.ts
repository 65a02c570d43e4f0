import { addMessage, changeByPerson, currentChat, dropMessage } from './conversation.js';
import { MAX_CAPTION, MAX_TEXT } from './compose.js';
import { dataOf } from './keyboard.js';
import { openPrivateChat, setBotStatus } from './membership.js';
import { keepFile, mayReplace, type PersonFile, sendFiles } from './people-files.js';
import type { ChatRecord, Entity, MessageRecord } from './records.js';
import { PeopleError } from './refusal.js';
import type { SeedPerson } from './seed.js';
import type { TapAnswer } from './taps.js';
import { formatText, isBlank } from './text.js';
import { canWrite } from './views.js';
import { messageJson, personUser } from './wire.js';
import type { TelegramWorld } from './world.js';
import { privateChat } from './world.js';

/** What people do. Refusals are `PeopleError`s, or Telegram's own where the text or the file is at fault. */
export interface Said {
  text: string;
  entities?: readonly Entity[] | undefined;
  replyTo?: number | null | undefined;
  files?: readonly PersonFile[] | undefined;
}

export function findPerson(world: TelegramWorld, ref: string): SeedPerson {
  const found = world.people.find(({ id, username }) => String(id) === ref || username === ref);
  if (!found) throw new PeopleError(404, 'there is no such person');
  return found;
}

/** A chat this person is in; the bot's id stands for the private chat with it, which begins only by writing into it. */
export function findChat(world: TelegramWorld, person: SeedPerson, ref: string): ChatRecord {
  const id = Number(ref) === world.bot.id ? person.id : Number(ref);
  const chat = world.store.get('chats', id);
  if (id === person.id) return chat ?? privateChat(person);
  if (!chat?.members.includes(person.id)) throw new PeopleError(404, 'there is no such chat for this person');
  return chat;
}

/** Returns the message, of several the first. */
export function say(world: TelegramWorld, person: SeedPerson, chat: ChatRecord, said: Said): MessageRecord {
  needVoice(chat, person);
  const replyTo = said.replyTo ?? null;
  if (replyTo !== null && !world.store.message(chat.id, replyTo)) {
    throw new PeopleError(400, 'the message to reply to is not there');
  }
  const files = said.files ?? [];
  const formatted = formatText(said.text, { entities: said.entities, commands: chat.type !== 'channel' });
  const { text, entities } = formatted;
  if (files.length === 0 && isBlank(text)) throw new PeopleError(400, 'the message is empty');
  const limit = files.length === 0 ? MAX_TEXT : MAX_CAPTION;
  if (text.length > limit) throw new PeopleError(400, `the text is longer than ${limit} characters`);
  if (chat.type === 'private') openPrivateChat(world, person.id);
  if (files.length === 0) return addMessage(world, chat.id, { author: person.id, text, entities, replyTo });
  const caption = text === '' ? null : text;
  return sendFiles(world, chat, files, { author: person.id, caption, entities, replyTo });
}

export function findMessage(world: TelegramWorld, chat: ChatRecord, ref: string): MessageRecord {
  const message = world.store.message(chat.id, Number(ref));
  if (!message) throw new PeopleError(404, 'there is no such message');
  return message;
}

export function correct(
  world: TelegramWorld,
  person: SeedPerson,
  message: MessageRecord,
  { text, entities: given, file }: { text: string; entities?: readonly Entity[] | undefined; file?: PersonFile },
): MessageRecord {
  const chat = currentChat(world, message.chatId);
  if (message.author !== person.id || message.service !== null) {
    throw new PeopleError(403, 'only its author may edit a message');
  }
  const formatted = formatText(text, { entities: given, commands: chat.type !== 'channel' });
  const limit = message.media ? MAX_CAPTION : MAX_TEXT;
  if (formatted.text.length > limit) throw new PeopleError(400, `the text is longer than ${limit} characters`);
  if (!message.media && isBlank(formatted.text)) throw new PeopleError(400, 'the message is empty');
  if (file && !mayReplace(message, file.kind)) throw new PeopleError(400, 'that cannot take the place of this medium');
  const words = message.media ? { caption: formatted.text || null } : { text: formatted.text };
  const media = file ? keepFile(world, file) : message.media;
  const edited = { ...message, ...words, media, entities: formatted.entities, editedAt: world.clock.now().getTime() };
  changeByPerson(world, edited);
  return edited;
}

export function erase(world: TelegramWorld, person: SeedPerson, message: MessageRecord): void {
  const chat = currentChat(world, message.chatId);
  const isAdmin = chat.owner === person.id || chat.admins.includes(person.id);
  if (message.author !== person.id && !isAdmin && chat.type !== 'private') {
    throw new PeopleError(403, 'only its author or an admin may delete a message');
  }
  dropMessage(world, message);
}

/** Taps an inline button and waits for the bot's answer. Buttons the message had until a moment ago count too. */
export function tap(
  world: TelegramWorld,
  person: SeedPerson,
  message: MessageRecord,
  data: string,
  gone: AbortSignal,
): Promise<TapAnswer | null> {
  if (![...dataOf(message.markup), ...message.formerData].includes(data)) {
    throw new PeopleError(400, 'the message has no such button');
  }
  const { status } = currentChat(world, message.chatId).bot;
  if (status !== 'member' && status !== 'administrator') throw new PeopleError(403, 'the bot is not there any more');
  const record = world.store.transact(() => {
    const begun = world.taps.begin({ person: person.id, chatId: message.chatId, messageId: message.id, data });
    world.updates.push('callback_query', {
      id: begun.id,
      from: personUser(person),
      message: messageJson(world, message),
      chat_instance: String(-5_000_000_000_000_000_000n - BigInt(message.chatId)),
      data,
    });
    return begun;
  });
  return world.taps.waitFor(record.id, gone);
}

export function block(world: TelegramWorld, person: SeedPerson): void {
  const chat = openPrivateChat(world, person.id);
  if (chat.bot.status !== 'kicked') setBotStatus(world, chat, person.id, 'kicked', null);
}

export function unblock(world: TelegramWorld, person: SeedPerson): void {
  const chat = openPrivateChat(world, person.id);
  if (chat.bot.status === 'kicked') setBotStatus(world, chat, person.id, 'member', null);
}

/** Refused where this person may not write. */
export function needVoice(chat: ChatRecord, person: SeedPerson): void {
  if (chat.migratedTo !== null) throw new PeopleError(400, 'this group became a supergroup');
  if (!canWrite(chat, person.id)) throw new PeopleError(403, 'this person may not write here');
}

/** Only a chat's admins change who is in it; everybody may join a public one, and leave. */
export function needAdmin(chat: ChatRecord, person: SeedPerson): void {
  if (chat.type === 'private') throw new PeopleError(400, 'a private chat has no members to manage');
  if (chat.owner !== person.id && !chat.admins.includes(person.id)) {
    throw new PeopleError(403, 'only an admin of the chat may do that');
  }
}
