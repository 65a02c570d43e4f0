import { Composer, type Context } from 'grammy';
import type { ChatAdministratorRights, KeyboardButton, Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { ask, type OpenQuestion, openQuestion } from '../src/usecases/ask.js';
import { administered } from '../src/reads/administered.js';
import { connectChat } from '../src/usecases/connect-chat.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { buttonsFor, type List, rows } from './cards/card-view.js';
import { rightsText } from './chat-rights.js';
import { type BotParts, type Speaker, speakerOf, speakingFor } from './parts.js';
import { CHAT_QUESTION, forgetQuestion } from './questions.js';
import { withTroubles } from './replies.js';
import { bringSetUp } from './set-up.js';
import { sendList, showList } from './show-list.js';
import type { TapHandlers } from './tapped.js';
import { LANGUAGES } from './texts.js';

const CHANNEL_REQUEST = 1;
const GROUP_REQUEST = 2;

const NO_RIGHTS: ChatAdministratorRights = {
  is_anonymous: false,
  can_manage_chat: false,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
};
const BOT_RIGHTS: ChatAdministratorRights = {
  ...NO_RIGHTS,
  can_manage_chat: true,
  can_delete_messages: true,
  can_post_messages: true,
  can_edit_messages: true,
};
/** Whoever lets the bot in must have what they give, and may make administrators. */
const GIVER_RIGHTS: ChatAdministratorRights = { ...BOT_RIGHTS, can_promote_members: true, can_invite_users: true };

/** A Telegram channel or group is chosen with Telegram's own list, from a keyboard that goes away afterwards. */
export const connectChatTaps: TapHandlers<'chatAdd' | 'chatConnect' | 'chatNot'> = {
  async chatAdd({ parts, speaker, chat, tap }) {
    if (chat.type !== 'private') throw new Refusal('not_allowed');
    const { t, member } = speaker;
    const all = await administered(sqlOutside(parts.desk), member.telegramId);
    const client = all.find(({ clientId }) => clientId === tap.id);
    if (!client) throw new Refusal('admins_only');
    const sent = await parts.api.sendMessage(chat.id, t('chat-which', { brand: client.brand }), {
      reply_markup: { keyboard: choices(speaker), resize_keyboard: true },
    });
    const promptMessageId = String(sent.message_id);
    await ask(parts.desk, {
      chatId: String(chat.id),
      memberId: member.memberId,
      clientId: tap.id,
      question: CHAT_QUESTION,
      about: {},
      promptMessageId,
    });
  },
  async chatConnect(tapped) {
    const { parts, speaker, tap } = tapped;
    const outcome = await connect(parts, speaker, tap.arg);
    await showList(tapped, outcome);
    if (outcome.keyboard.length > 0) return speaker.t('done-chat-still');
    await bringSetUp(parts, speaker);
    return undefined;
  },
  async chatNot(tapped) {
    await showList(tapped, { body: { text: tapped.speaker.t('chat-left'), entities: [] }, keyboard: [] });
  },
};

function choices({ t }: Speaker): KeyboardButton[][] {
  const channel = {
    request_id: CHANNEL_REQUEST,
    chat_is_channel: true,
    user_administrator_rights: GIVER_RIGHTS,
    bot_administrator_rights: BOT_RIGHTS,
    request_title: true,
  };
  const group = {
    request_id: GROUP_REQUEST,
    chat_is_channel: false,
    user_administrator_rights: { ...NO_RIGHTS, can_manage_chat: true },
    bot_is_member: true,
    request_title: true,
  };
  return [
    [{ text: t('button-chat-channel'), request_chat: channel }],
    [{ text: t('button-chat-group'), request_chat: group }],
    [{ text: t('button-chat-cancel') }],
  ];
}

/** The chat that was chosen; and everything else that a person may do while the keyboard is open. */
export function connectChats(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  const cancels = new Set(LANGUAGES.map((language) => parts.texts(language)('button-chat-cancel')));
  composer.on('message:chat_shared', async ({ message }) => {
    const speaker = await speakerOf(parts, message.from, message.chat);
    if (speaker) await withTroubles(parts, speaker, message, () => takeChat(parts, speaker, message));
  });
  composer.on('message:text', async ({ message }, next) => {
    const { text, chat } = message;
    const isCancel = cancels.has(text) || /^\/cancel\b/.test(text);
    if (chat.type !== 'private' || !(isCancel || text.startsWith('/'))) return next();
    const speaker = await speakerOf(parts, message.from, message.chat);
    const question = speaker && (await questionIn(parts, speaker, message));
    if (!speaker || !(question || cancels.has(text))) return next();
    await putAway(parts, message, speaker.t('chat-left'));
    await forgetQuestion(parts, speaker, chat.id);
    if (!isCancel) await next();
  });
  return composer;
}

async function questionIn({ desk }: BotParts, { member }: Speaker, { chat }: Message): Promise<OpenQuestion | null> {
  const open = await openQuestion(desk, String(chat.id), member.memberId);
  return open?.question === CHAT_QUESTION ? open : null;
}

/** The keyboard goes with a message, and only so. */
async function putAway({ api }: BotParts, { chat }: Message, text: string): Promise<void> {
  await api.sendMessage(chat.id, text, { reply_markup: { remove_keyboard: true } });
}

/** The question stays open until all is done: meanwhile Telegram says that the bot became an administrator there. */
async function takeChat(parts: BotParts, speaker: Speaker, message: Message): Promise<void> {
  const { chat, chat_shared: shared } = message;
  if (!shared) return;
  const question = await questionIn(parts, speaker, message);
  await putAway(parts, message, speaker.t('chat-looking', { title: shared.title ?? '' }));
  try {
    const asked = await speakingFor(parts, speaker, question?.clientId ?? null);
    const outcome = await connect(parts, asked, String(shared.chat_id));
    await sendList(parts, chat.id, outcome);
    if (outcome.keyboard.length === 0) await bringSetUp(parts, asked);
  } finally {
    await forgetQuestion(parts, speaker, chat.id, question?.promptMessageId);
  }
}

/** Connected; or what is missing, with a button to look again. */
async function connect({ desk }: BotParts, { t, member, client }: Speaker, chatId: string): Promise<List> {
  const clientId = client.id;
  try {
    const { memberId } = member;
    const { title, brand, isNew } = await connectChat(desk, { clientId, memberId, chatId });
    const text = t(isNew ? 'chat-connected-new' : 'chat-connected-again', { title, brand });
    return { body: { text, entities: [] }, keyboard: [] };
  } catch (thrown) {
    const text = missingText(thrown, t);
    if (text === null) throw thrown;
    const again = buttonsFor(clientId, 0)('chatConnect', t('button-chat-check'), chatId);
    return { body: { text, entities: [] }, keyboard: rows([again]) };
  }
}

/** Null where looking again would not help. */
function missingText(thrown: unknown, t: Speaker['t']): string | null {
  if (!(thrown instanceof Refusal)) return null;
  if (thrown.code === 'chat_closed') return t('refused-chat_closed');
  if (thrown.code !== 'chat_rights') return null;
  const { title, missing, kind } = thrown.facts;
  const rights = rightsText(String(missing), kind === 'channel' ? 'channel' : 'group', t);
  return t('refused-chat_rights', { title: String(title), rights });
}
