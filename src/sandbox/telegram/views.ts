import { messageLink } from './links.js';
import type { ButtonView, ChatView, MessageView } from './people-api.js';
import type { ChatRecord, MessageRecord } from './records.js';
import type { TelegramWorld } from './world.js';
import { privateChat } from './world.js';

/** What a person sees. */
export function messageView(world: TelegramWorld, message: MessageRecord, viewer: number): MessageView {
  const chat = world.store.get('chats', message.chatId);
  const photo = message.media?.kind === 'photo' ? world.files.find(message.media.fileIds.at(-1) ?? '') : undefined;
  return {
    id: message.id,
    chatId: message.chatId,
    from: authorView(world, chat, message.author),
    at: new Date(message.at).toISOString(),
    editedAt: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    text: message.text,
    caption: message.caption,
    entities: message.entities.map(({ type, offset, length, url }) => ({
      type,
      offset,
      length,
      ...(url === undefined ? {} : { url }),
    })),
    photo: photo ? { fileId: photo.fileId, width: photo.width, height: photo.height } : null,
    ...fileView(world, message),
    mediaGroupId: message.mediaGroupId,
    ...pollView(message),
    replyTo: message.replyTo,
    buttons: buttonViews(message),
    ...keyViews(message),
    forceReply: forceReply(world, message, viewer),
    link: chat ? messageLink(chat, message.id) : null,
  };
}

function authorView(world: TelegramWorld, chat: ChatRecord | undefined, author: number): MessageView['from'] {
  if (chat?.type === 'channel') return { id: chat.id, name: chat.title, isBot: false };
  if (author === world.bot.id) return { id: author, name: world.bot.name, isBot: true };
  return { id: author, name: world.people.find(({ id }) => id === author)?.name ?? 'Deleted Account', isBot: false };
}

function fileView(world: TelegramWorld, { media }: MessageRecord): Pick<MessageView, 'file'> {
  if (!media || media.kind === 'photo') return {};
  const file = world.files.find(media.fileIds[0] ?? '');
  return file ? { file: { fileId: file.fileId, kind: media.kind, name: file.name, size: file.size } } : {};
}

function pollView({ poll }: MessageRecord): Pick<MessageView, 'poll'> {
  if (!poll) return {};
  const { question, options, type, correct, explanation } = poll;
  return { poll: { question, options, isQuiz: type === 'quiz', correct, explanation } };
}

function buttonViews({ markup }: MessageRecord): ButtonView[][] {
  if (!markup || !('inline_keyboard' in markup)) return [];
  return markup.inline_keyboard.map((row) =>
    row.map(({ text, callback_data, url }) => ({ text, data: callback_data ?? null, url: url ?? null })),
  );
}

function keyViews({ markup }: MessageRecord): Pick<MessageView, 'keys'> {
  if (markup && 'remove_keyboard' in markup) return { keys: [] };
  if (!markup || !('keyboard' in markup)) return {};
  return {
    keys: markup.keyboard.map((row) =>
      row.map((key) => {
        if (typeof key === 'string') return { text: key, request: null };
        return { text: key.text, request: key.request_chat?.request_id ?? null };
      }),
    ),
  };
}

/** A reply is asked of those it was meant for, until they gave it. */
function forceReply(world: TelegramWorld, message: MessageRecord, viewer: number): MessageView['forceReply'] {
  const { markup } = message;
  if (!markup || !('force_reply' in markup)) return null;
  const repliedTo = message.replyTo === null ? undefined : world.store.message(message.chatId, message.replyTo);
  const meant = markup.selective !== true || repliedTo?.author === viewer || mentions(world, message, viewer);
  return meant && !hasReplied(world, message, viewer) ? { placeholder: markup.input_field_placeholder ?? null } : null;
}

function hasReplied(world: TelegramWorld, { chatId, id }: MessageRecord, person: number): boolean {
  for (const later of world.store.newestFirst(chatId)) {
    if (later.id <= id) return false;
    if (later.replyTo === id && later.author === person) return true;
  }
  return false;
}

function mentions(world: TelegramWorld, message: MessageRecord, viewer: number): boolean {
  const username = world.people.find(({ id }) => id === viewer)?.username.toLowerCase();
  const body = message.text ?? message.caption ?? '';
  return message.entities.some(({ type, offset, length, user }) =>
    type === 'mention'
      ? body.slice(offset + 1, offset + length).toLowerCase() === username
      : type === 'text_mention' && user?.id === viewer,
  );
}

/** Every person has a chat with the bot to write into, begun or not. */
export function chatsOf(world: TelegramWorld, viewer: number): ChatView[] {
  const person = world.people.find(({ id }) => id === viewer);
  const chats = [...world.store.all('chats')].filter(
    ({ members, migratedTo }) => members.includes(viewer) && migratedTo === null,
  );
  if (person && !chats.some(({ id }) => id === viewer)) chats.push(privateChat(person));
  return chats
    .map((chat) => chatView(world, chat, viewer))
    .toSorted((a, b) => (b.lastMessage?.at ?? '').localeCompare(a.lastMessage?.at ?? ''));
}

export function chatView(world: TelegramWorld, chat: ChatRecord, viewer: number): ChatView {
  const [last] = visible(world, chat.id, 1);
  const title = chat.type === 'private' ? world.bot.name : chat.title;
  const username = chat.type === 'private' ? world.bot.username : chat.username;
  return {
    id: chat.id,
    type: chat.type,
    title,
    ...(username === null ? {} : { username }),
    canWrite: canWrite(chat, viewer),
    lastMessage: last ? messageView(world, last, viewer) : null,
    ...(chat.type !== 'private' && canManage(chat, viewer) ? { bot: chat.bot } : {}),
    ...(chat.type === 'private' && chat.bot.status === 'kicked' ? { blocked: true } : {}),
  };
}

export function canWrite(chat: ChatRecord, person: number): boolean {
  if (chat.type === 'channel') return canManage(chat, person);
  return chat.type !== 'private' || chat.bot.status !== 'kicked';
}

function canManage(chat: ChatRecord, person: number): boolean {
  return chat.owner === person || chat.admins.includes(person);
}

/** The newest of what the page shows of a chat, oldest first: service messages ("joined", "pinned") are for the bot only. */
export function visible(world: TelegramWorld, chatId: number, limit: number): MessageRecord[] {
  const found: MessageRecord[] = [];
  for (const message of world.store.newestFirst(chatId)) {
    if (message.service === null && found.push(message) === limit) break;
  }
  return found.toReversed();
}
