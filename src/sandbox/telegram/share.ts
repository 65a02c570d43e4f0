import { addMessage, currentChat } from './conversation.js';
import type { KeyboardRequest } from './keyboard.js';
import { setBotStatus } from './membership.js';
import type { ShareableChat } from './people-api.js';
import type { ChatRecord, MessageRecord, RightsRecord } from './records.js';
import { PeopleError } from './refusal.js';
import type { SeedPerson } from './seed.js';
import type { TelegramWorld } from './world.js';

/** A person chooses a chat for a `request_chat` button, as Telegram's own apps let them. */
export interface Sharing {
  readonly person: SeedPerson;
  /** With the keyboard. */
  readonly message: MessageRecord;
  readonly requestId: number;
}

/** The chats that fit: of the kind that is asked for, and where the person has the rights that are asked of them. */
export function shareable(world: TelegramWorld, sharing: Sharing): ShareableChat[] {
  const request = requestOf(sharing);
  return [...world.store.all('chats')]
    .filter((chat) => fits(chat, request, sharing.person.id))
    .map(({ id, title, type }) => ({ id, title, type }));
}

/** The bot gets into the chat with the rights that it asked for, and hears which one it is. Call inside a store transaction. */
export function share(world: TelegramWorld, sharing: Sharing, chatId: number): void {
  const request = requestOf(sharing);
  const { person, message, requestId } = sharing;
  const chat = world.store.get('chats', chatId);
  if (!chat || !fits(chat, request, person.id))
    throw new PeopleError(400, 'that chat is not among those to choose from');
  letIn(world, chat, person, request);
  const { title, username } = chat;
  const shown = {
    title: request.request_title === true ? title : null,
    username: request.request_username === true ? username : null,
  };
  addMessage(world, message.chatId, {
    author: person.id,
    service: { kind: 'chat-shared', requestId, chatId, ...shown },
  });
}

function requestOf({ message, requestId }: Sharing): KeyboardRequest {
  const { markup } = message;
  const keys = markup && 'keyboard' in markup ? markup.keyboard.flat() : [];
  for (const key of keys) {
    if (typeof key !== 'string' && key.request_chat?.request_id === requestId) return key.request_chat;
  }
  throw new PeopleError(404, 'the keyboard has no such button');
}

function fits(chat: ChatRecord, request: KeyboardRequest, person: number): boolean {
  if (chat.type === 'private' || chat.migratedTo !== null || !chat.members.includes(person)) return false;
  if ((chat.type === 'channel') !== request.chat_is_channel) return false;
  const looksAfter = chat.owner === person || chat.admins.includes(person);
  return looksAfter || request.user_administrator_rights === undefined;
}

function letIn(world: TelegramWorld, chat: ChatRecord, { id }: SeedPerson, request: KeyboardRequest): void {
  const { status, rights: before } = chat.bot;
  const asked = request.bot_administrator_rights;
  if (asked) {
    const rights = rightsWith(before, asked);
    const hasAll = status === 'administrator' && JSON.stringify(before) === JSON.stringify(rights);
    if (!hasAll) setBotStatus(world, currentChat(world, chat.id), id, 'administrator', rights);
  } else if (request.bot_is_member === true && status !== 'member' && status !== 'administrator') {
    setBotStatus(world, currentChat(world, chat.id), id, 'member', null);
  }
}

/** What it has already it keeps. */
function rightsWith(before: RightsRecord | null, asked: Readonly<Record<string, boolean>>): RightsRecord {
  const has = (right: keyof RightsRecord): boolean => before?.[right] === true || asked[right] === true;
  return {
    can_post_messages: has('can_post_messages'),
    can_edit_messages: has('can_edit_messages'),
    can_delete_messages: has('can_delete_messages'),
    can_pin_messages: has('can_pin_messages'),
    can_invite_users: has('can_invite_users'),
  };
}
