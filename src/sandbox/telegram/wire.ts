import type {
  ChatRecord,
  Entity,
  FileRecord,
  MediaRecord,
  MessageRecord,
  PollRecord,
  RightsRecord,
} from './records.js';
import type { SeedPerson } from './seed.js';
import type { TelegramWorld } from './world.js';

/** From our records to the Bot API's objects. */
type Json = Record<string, unknown>;

const seconds = (ms: number): number => Math.floor(ms / 1000);

export function botUser(world: TelegramWorld): Json {
  return { id: world.bot.id, is_bot: true, first_name: world.bot.name, username: world.bot.username };
}

export function personUser(person: SeedPerson): Json {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.name,
    username: person.username,
    language_code: person.language,
  };
}

export function userJson(world: TelegramWorld, id: number): Json {
  if (id === world.bot.id) return botUser(world);
  const person = world.people.find((one) => one.id === id);
  return person ? personUser(person) : { id, is_bot: false, first_name: 'Deleted Account' };
}

export function chatJson(world: TelegramWorld, chat: ChatRecord): Json {
  if (chat.type === 'private') {
    const person = world.people.find((one) => one.id === chat.id);
    return { id: chat.id, type: 'private', first_name: person?.name ?? chat.title, ...named(person ?? chat) };
  }
  return { id: chat.id, type: chat.type, title: chat.title, ...named(chat) };
}
const named = ({ username }: { username: string | null }): Json => (username === null ? {} : { username });

export function memberJson(world: TelegramWorld, chat: ChatRecord, id: number): Json {
  const user = userJson(world, id);
  if (id === world.bot.id) return botMember(world, chat);
  if (chat.owner === id) return { status: 'creator', user, is_anonymous: false };
  if (chat.admins.includes(id)) return administrator(user, ALL_RIGHTS, chat, false);
  return { status: chat.members.includes(id) ? 'member' : 'left', user };
}

const ALL_RIGHTS: RightsRecord = {
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
  can_pin_messages: true,
  can_invite_users: true,
};

function botMember(world: TelegramWorld, chat: ChatRecord): Json {
  const user = botUser(world);
  const { status, rights } = chat.bot;
  if (status === 'administrator') return administrator(user, rights ?? ALL_RIGHTS, chat, true);
  if (status === 'kicked') return { status, user, until_date: 0 };
  return { status: status === 'absent' ? 'left' : status, user };
}

function administrator(user: Json, rights: RightsRecord, chat: ChatRecord, isBot: boolean): Json {
  const { can_delete_messages, can_invite_users, can_post_messages, can_edit_messages, can_pin_messages } = rights;
  const own = chat.type === 'channel' ? { can_post_messages, can_edit_messages } : { can_pin_messages };
  return {
    status: 'administrator',
    user,
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages,
    can_manage_video_chats: true,
    can_restrict_members: !isBot,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    ...own,
  };
}

export function messageJson(world: TelegramWorld, message: MessageRecord, nested = false): Json {
  const chat = world.store.get('chats', message.chatId);
  if (!chat) throw new Error(`message ${message.id} lies in no chat`);
  const where = chatJson(world, chat);
  const replied = message.replyTo === null || nested ? undefined : world.store.message(chat.id, message.replyTo);
  return {
    message_id: message.id,
    ...(chat.type === 'channel' ? { sender_chat: where } : { from: userJson(world, message.author) }),
    chat: where,
    date: seconds(message.at),
    ...(message.forwardOf ? { forward_origin: originJson(world, message.forwardOf) } : {}),
    ...(replied ? { reply_to_message: messageJson(world, replied, true) } : {}),
    ...(message.editedAt === null ? {} : { edit_date: seconds(message.editedAt) }),
    ...(message.protect ? { has_protected_content: true } : {}),
    ...(message.mediaGroupId === null ? {} : { media_group_id: message.mediaGroupId }),
    ...contentJson(world, message),
    ...(message.markup && 'inline_keyboard' in message.markup ? { reply_markup: message.markup } : {}),
    ...serviceJson(world, message),
  };
}

function contentJson(world: TelegramWorld, message: MessageRecord): Json {
  const entities = message.entities.map((entity) => entityJson(world, entity));
  return {
    ...(message.text === null ? {} : { text: message.text, ...(entities.length > 0 ? { entities } : {}) }),
    ...(message.linkPreview ? { link_preview_options: message.linkPreview } : {}),
    ...(message.media ? mediaJson(world, message.media) : {}),
    ...(message.poll ? { poll: pollJson(message, message.poll) } : {}),
    ...(message.caption === null
      ? {}
      : { caption: message.caption, ...(entities.length > 0 ? { caption_entities: entities } : {}) }),
    ...(message.captionAbove && message.caption !== null ? { show_caption_above_media: true } : {}),
  };
}

/** Nobody votes here. */
function pollJson({ chatId, id }: MessageRecord, poll: PollRecord): Json {
  return {
    id: `${chatId}/${id}`,
    question: poll.question,
    options: poll.options.map((text, index) => ({ persistent_id: String(index), text, voter_count: 0 })),
    total_voter_count: 0,
    is_closed: poll.closed,
    is_anonymous: poll.anonymous,
    type: poll.type,
    allows_multiple_answers: poll.multiple,
    allows_revoting: poll.type === 'regular',
    members_only: false,
    ...(poll.type === 'quiz' ? { correct_option_ids: poll.correct } : {}),
    ...(poll.explanation === null ? {} : { explanation: poll.explanation }),
  };
}

function entityJson(world: TelegramWorld, entity: Entity): Json {
  return entity.user ? { ...entity, user: userJson(world, entity.user.id) } : { ...entity };
}

function mediaJson(world: TelegramWorld, media: MediaRecord): Json {
  const files = media.fileIds.flatMap((id) => world.files.find(id) ?? []);
  const spoiler = media.spoiler ? { has_media_spoiler: true } : {};
  if (media.kind === 'photo') return { photo: files.map(photoSize), ...spoiler };
  const [file] = files;
  if (!file) return {};
  const document = documentJson(file);
  const framed = { ...document, width: file.width, height: file.height, duration: file.duration };
  if (media.kind === 'video') return { video: framed, ...spoiler };
  if (media.kind === 'animation') return { animation: framed, document, ...spoiler };
  return media.kind === 'audio' ? { audio: { ...document, duration: file.duration } } : { document };
}

const photoSize = (file: FileRecord): Json => ({
  file_id: file.fileId,
  file_unique_id: file.uniqueId,
  width: file.width,
  height: file.height,
  file_size: file.size,
});
const documentJson = (file: FileRecord): Json => ({
  file_id: file.fileId,
  file_unique_id: file.uniqueId,
  ...(file.name === null ? {} : { file_name: file.name }),
  mime_type: file.mime,
  file_size: file.size,
});

function originJson(world: TelegramWorld, of: NonNullable<MessageRecord['forwardOf']>): Json {
  const chat = world.store.get('chats', of.chatId);
  const date = seconds(of.at);
  return chat?.type === 'channel'
    ? { type: 'channel', date, chat: chatJson(world, chat), message_id: of.messageId }
    : { type: 'user', date, sender_user: userJson(world, of.author) };
}

function serviceJson(world: TelegramWorld, { service, chatId }: MessageRecord): Json {
  switch (service?.kind) {
    case 'joined':
      return { new_chat_members: service.users.map((id) => userJson(world, id)) };
    case 'left':
      return { left_chat_member: userJson(world, service.user) };
    case 'pinned': {
      const pinned = world.store.message(chatId, service.messageId);
      const chat = world.store.get('chats', chatId);
      if (pinned) return { pinned_message: messageJson(world, pinned, true) };
      return chat ? { pinned_message: { chat: chatJson(world, chat), message_id: service.messageId, date: 0 } } : {};
    }
    case 'migrated-to':
      return { migrate_to_chat_id: service.chatId };
    case 'migrated-from':
      return { migrate_from_chat_id: service.chatId };
    case 'chat-shared': {
      const { requestId, chatId: sharedId, title, username } = service;
      const shown = { ...(title !== null && { title }), ...(username !== null && { username }) };
      return { chat_shared: { request_id: requestId, chat_id: sharedId, ...shown } };
    }
    case undefined:
      return {};
  }
}
