import { Composer, type Context } from 'grammy';
import type { Message } from 'grammy/types';
import { type OpenQuestion, openQuestion } from '../src/usecases/ask.js';
import { connectAccount } from '../src/usecases/connect-account.js';
import { reconnectAccount } from '../src/usecases/reconnect-account.js';
import { tokenButtons } from './account-lists.js';
import { isBadRequest } from './api-errors.js';
import { type BotParts, type Speaker, speakerOf, speakingFor } from './parts.js';
import { forgetQuestion } from './questions.js';
import { replyTo, type Said, withTroubles } from './replies.js';
import { bringSetUp } from './set-up.js';

/** Of Meta: whatever it opens, it must not stay in a chat. */
const TOKEN = /\b(?:IGAA|IGQ|EAA)[\w-]{20,}/;
/** One long word that is no address: what else could it be, when a token was asked for? */
const LONG_WORD = /^(?!https?:)\S{20,}$/;

/** Secrets that people write: each is deleted before anything else is done with it, and never becomes a post. */
export function pastedTokens(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  // A message is handled again when Postgres was away the first time, and cannot be deleted twice.
  const gone = new Set<string>();
  composer.on(['message', 'edited_message'], async ({ msg, from }, next) => {
    const words = (msg.text ?? msg.caption ?? '').trim();
    const isToken = TOKEN.test(words);
    const isAnswer = !words.startsWith('/') && (LONG_WORD.test(words) || msg.reply_to_message !== undefined);
    if (!isToken && !isAnswer) return next();
    const speaker = await speakerOf(parts, from, msg.chat);
    const question = speaker && (await questionOf(parts, speaker, msg));
    const isMeant = isToken || (question && (LONG_WORD.test(words) || isReplyTo(question, msg)));
    if (!speaker || !isMeant) return next();
    // A picture is nobody's token, and not to be lost.
    if (words === '') return replyTo(parts, msg, speaker.t('credentials-no_token'));
    const name = `${msg.chat.id}:${msg.message_id}`;
    const isGone = gone.has(name) || (await remove(parts, msg));
    if (isGone) gone.add(name);
    await withTroubles(parts, speaker, msg, async () => {
      // Said first: whatever becomes of it, it is to be deleted.
      if (!isGone) await replyTo(parts, msg, speaker.t('token-not-deleted'));
      const asked = await speakingFor(parts, speaker, question?.clientId ?? null);
      await replyTo(parts, msg, await take(parts, asked, msg, question, words));
      if (question) await bringSetUp(parts, asked);
    });
    gone.delete(name);
  });
  return composer;
}

/** The open question for a token in this private chat. */
async function questionOf({ desk }: BotParts, { member }: Speaker, { chat }: Message): Promise<OpenQuestion | null> {
  if (chat.type !== 'private') return null;
  const open = await openQuestion(desk, String(chat.id), member.memberId);
  return open?.question === 'paste_token' ? open : null;
}

function isReplyTo({ promptMessageId }: OpenQuestion, { reply_to_message: repliedTo }: Message): boolean {
  return repliedTo !== undefined && String(repliedTo.message_id) === promptMessageId;
}

/** False where the bot may not. */
async function remove({ api }: BotParts, { chat, message_id: id }: Message): Promise<boolean> {
  try {
    return await api.deleteMessage(chat.id, id);
  } catch (thrown) {
    if (isBadRequest(thrown)) return false;
    throw thrown;
  }
}

/** The question stays open where it was answered badly. */
async function take(
  parts: BotParts,
  speaker: Speaker,
  message: Message,
  question: OpenQuestion | null,
  words: string,
): Promise<Said> {
  const { t, member } = speaker;
  if (message.chat.type !== 'private') return t('token-in-group');
  if (member.role !== 'admin') return t('token-of-other');
  if (!question) return { text: t('token-unasked'), keyboard: tokenButtons(parts, speaker) };
  const { platform, accountId } = question.about;
  const said =
    accountId === undefined
      ? await connect(parts, speaker, String(platform), words)
      : await reconnect(parts, speaker, String(accountId), words);
  await forgetQuestion(parts, speaker, message.chat.id);
  return said;
}

const KINDS = { BUSINESS: 'account-kind-business', MEDIA_CREATOR: 'account-kind-creator' } as const;

async function connect(
  { desk }: BotParts,
  { t, member, client }: Speaker,
  platform: string,
  pasted: string,
): Promise<string> {
  const request = { clientId: client.id, memberId: member.memberId, platform, pasted };
  const { username, accountType, isNew } = await connectAccount(desk, request);
  const kind = accountType === 'BUSINESS' || accountType === 'MEDIA_CREATOR' ? t(KINDS[accountType]) : accountType;
  return t(isNew ? 'account-connected-new' : 'account-connected-again', { username, kind, brand: client.name });
}

/** What is held by now has its own card. */
async function reconnect(
  { desk }: BotParts,
  { t, member }: Speaker,
  accountId: string,
  pasted: string,
): Promise<string> {
  const held = await reconnectAccount(desk, { accountId, memberId: member.memberId, pasted });
  return held > 0 ? t('account-reconnected-held', { count: held }) : t('account-reconnected');
}
