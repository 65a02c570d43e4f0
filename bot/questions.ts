import type { Chat, Message } from 'grammy/types';
import { Refusal, type RefusalCode } from '../src/domain/refusal.js';
import { readQuietHours } from '../src/domain/settings.js';
import { readTime } from '../src/domain/time-words/read-time.js';
import { findZones } from '../src/domain/zones.js';
import { ask, closeQuestion, type OpenQuestion, openQuestion, type Question } from '../src/usecases/ask.js';
import { type BotParts, type Speaker, zoneIn } from './parts.js';

/** Unanswered this long, a question waits only for a reply to it: whatever else is written is something new. */
const FRESH_MS = 15 * 60_000;

/** Answered from a keyboard. */
export const CHAT_QUESTION = 'connect_chat';

interface Asking {
  readonly question:
    | 'request_changes'
    | 'reject'
    | 'link'
    | 'new_text'
    | 'time'
    | 'held_time'
    | 'own_zone'
    | 'desk_zone'
    | 'quiet_hours'
    | 'token_name'
    | 'repeat_time'
    | 'own_text'
    | 'describe'
    | 'paste_token'
    | 'set_up_zone'
    | 'new_name'
    | 'client_name';
  readonly about: Question['about'];
  readonly text: string;
  readonly placeholder: string;
}

/** Asks one person, in a chat where others may read along: only they are shown the reply field. */
export async function askPerson(
  { api, desk }: BotParts,
  { member, client, from }: Speaker,
  chat: Chat,
  { question, about, text, placeholder }: Asking,
): Promise<void> {
  const mention = chat.type === 'private' ? '' : `${from.first_name},\n`;
  const entities = mention
    ? [{ type: 'text_mention' as const, offset: 0, length: from.first_name.length, user: from }]
    : [];
  const sent = await api.sendMessage(chat.id, mention + text, {
    entities,
    reply_markup: { force_reply: true, selective: mention !== '', input_field_placeholder: placeholder },
  });
  const asked = { chatId: String(chat.id), memberId: member.memberId, clientId: client.id };
  await ask(desk, { ...asked, question, about, promptMessageId: String(sent.message_id) });
}

/**
 * The question that this message answers: by a reply to it, or, in a private chat, soon after it was asked. New words for a post are taken
 * only by a reply, because what is written without one may be a post of its own.
 */
export async function questionAnswered(
  { desk }: Pick<BotParts, 'desk'>,
  speaker: Speaker,
  message: Message,
): Promise<OpenQuestion | null> {
  const { member } = speaker;
  const open = await openQuestion(desk, String(message.chat.id), member.memberId);
  if (!open) return null;
  const repliedTo = message.reply_to_message;
  if (repliedTo) return String(repliedTo.message_id) === open.promptMessageId ? open : null;
  if (BY_REPLY.has(open.question)) return null;
  // A quiz is made of words; whatever else is sent meanwhile is a post.
  if (open.question.startsWith('quiz_') && message.text === undefined) return null;
  const now = desk.clock.now();
  if (TIMES.has(open.question) && !isTime(speaker, message, now)) return null;
  if (SETTINGS.has(open.question) && !isSetting(open.question, message, now)) return null;
  const fresh = now.getTime() - open.askedAt.getTime() < FRESH_MS;
  return message.chat.type === 'private' && fresh && !message.forward_origin ? open : null;
}

export async function forgetQuestion(
  { desk }: Pick<BotParts, 'desk'>,
  speaker: Speaker,
  chatId: number,
  promptMessageId: string | null = null,
): Promise<void> {
  await closeQuestion(desk, String(chatId), speaker.member.memberId, promptMessageId);
}

const BY_REPLY: ReadonlySet<string> = new Set([
  'new_text',
  'own_text',
  'describe',
  'paste_token',
  'new_name',
  'client_name',
  CHAT_QUESTION,
  'token_name',
]);

const TIMES: ReadonlySet<string> = new Set(['time', 'held_time', 'repeat_time']);

const SETTINGS: ReadonlySet<string> = new Set(['own_zone', 'desk_zone', 'quiet_hours', 'set_up_zone']);

function isSetting(question: string, { text = '' }: Message, now: Date): boolean {
  return question === 'quiet_hours' ? readQuietHours(text) !== null : findZones(text, now).length > 0;
}

/** Whoever gives up the reply that was opened for them and writes something else, writes a post. */
function isTime(speaker: Speaker, { text = '', chat }: Message, now: Date): boolean {
  const time = readTime(text, { language: speaker.t.language, zone: zoneIn(speaker, chat), now });
  return time.is !== 'refused' || time.why !== 'unread';
}

const ANSWERED_BADLY: ReadonlySet<RefusalCode> = new Set([
  'bad_link',
  'reason_needed',
  'empty_post',
  'text_needed',
  'bad_time',
  'past_time',
  'far_time',
  'bad_zone',
  'bad_quiet_hours',
  'bad_quiz',
  'bad_name',
]);

/** After these the same question can still be answered better; after any other refusal it is moot. */
export function mayAnswerAgain(thrown: unknown): boolean {
  return thrown instanceof Refusal && ANSWERED_BADLY.has(thrown.code);
}
