import { addMessage, currentChat } from './conversation.js';
import type { BotStatus, ChatRecord, RightsRecord } from './records.js';
import { DEFAULT_RIGHTS } from './seed.js';
import type { BotRights } from './seed.js';
import { chatJson, memberJson, userJson } from './wire.js';
import type { TelegramWorld } from './world.js';
import { privateChat } from './world.js';

/** Who is where. Call inside a store transaction. */

/** `by` is who did it: a person, or the bot itself when it leaves. */
export function setBotStatus(
  world: TelegramWorld,
  chat: ChatRecord,
  by: number,
  status: BotStatus,
  rights: BotRights | null,
): void {
  const full: RightsRecord | null = status === 'administrator' ? { ...DEFAULT_RIGHTS, ...rights } : null;
  const wasIn = chat.bot.status === 'member' || chat.bot.status === 'administrator';
  const isIn = status === 'member' || status === 'administrator';
  const group = chat.type === 'group' || chat.type === 'supergroup';
  // While it is still there it hears of its own going.
  if (group && wasIn && !isIn)
    addMessage(world, chat.id, { author: by, service: { kind: 'left', user: world.bot.id } });
  const before = currentChat(world, chat.id);
  const after = { ...before, bot: { status, rights: full } };
  world.store.put('chats', chat.id, after);
  world.updates.push('my_chat_member', {
    chat: chatJson(world, after),
    from: userJson(world, by),
    date: Math.floor(world.clock.now().getTime() / 1000),
    old_chat_member: memberJson(world, before, world.bot.id),
    new_chat_member: memberJson(world, after, world.bot.id),
  });
  if (group && !wasIn && isIn) {
    addMessage(world, chat.id, { author: by, service: { kind: 'joined', users: [world.bot.id] } });
  }
}

export type PersonStatus = 'member' | 'administrator' | 'left';

export function setPersonStatus(
  world: TelegramWorld,
  chat: ChatRecord,
  by: number,
  person: number,
  status: PersonStatus,
): void {
  const before = currentChat(world, chat.id);
  const others = before.members.filter((id) => id !== person);
  const admins = before.admins.filter((id) => id !== person);
  const after: ChatRecord = {
    ...before,
    members: status === 'left' ? others : [...others, person],
    admins: status === 'administrator' ? [...admins, person] : admins,
  };
  const wasIn = before.members.includes(person);
  const group = chat.type === 'group' || chat.type === 'supergroup';
  world.store.put('chats', chat.id, after);
  if (chat.bot.status === 'administrator') {
    world.updates.push('chat_member', {
      chat: chatJson(world, after),
      from: userJson(world, by),
      date: Math.floor(world.clock.now().getTime() / 1000),
      old_chat_member: memberJson(world, before, person),
      new_chat_member: memberJson(world, after, person),
    });
  }
  if (!group || wasIn === (status !== 'left')) return;
  const service = wasIn ? { kind: 'left' as const, user: person } : { kind: 'joined' as const, users: [person] };
  addMessage(world, chat.id, { author: by, service });
}

/** The person's chat with the bot, begun now where it was not. */
export function openPrivateChat(world: TelegramWorld, person: number): ChatRecord {
  const existing = world.store.get('chats', person);
  if (existing) return existing;
  const found = world.people.find(({ id }) => id === person);
  if (!found) throw new Error(`there is no person ${person}`);
  const chat = privateChat(found);
  world.store.put('chats', person, chat);
  return chat;
}

/** A basic group becomes a supergroup: new id, old one closed, both say so. */
export function migrateGroup(world: TelegramWorld, groupId: number, supergroupId: number): void {
  world.store.transact(() => {
    const group = currentChat(world, groupId);
    const by = group.owner ?? world.bot.id;
    world.store.put('chats', supergroupId, {
      ...group,
      id: supergroupId,
      type: 'supergroup',
      lastMessageId: 0,
      pinned: [],
    });
    addMessage(world, groupId, { author: by, service: { kind: 'migrated-to', chatId: supergroupId } });
    world.store.put('chats', groupId, { ...currentChat(world, groupId), migratedTo: supergroupId });
    addMessage(world, supergroupId, { author: by, service: { kind: 'migrated-from', chatId: groupId } });
  });
}
