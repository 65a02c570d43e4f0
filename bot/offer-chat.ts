import type { Chat, User } from 'grammy/types';
import { administered } from '../src/reads/administered.js';
import { openQuestion } from '../src/usecases/ask.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { asPlatformError } from './api-errors.js';
import { buttonsFor, inlineMarkup, rows } from './cards/card-view.js';
import { type BotParts, speakerFor } from './parts.js';
import { CHAT_QUESTION } from './questions.js';

/**
 * Somebody made the bot an administrator of a channel: an admin of a client is asked, in private, whether it is to be connected, and for which
 * client. Nobody else hears a word, and nothing is connected unasked.
 */
export async function offerChat(parts: BotParts, from: User, chat: Chat): Promise<void> {
  const clients = await administered(sqlOutside(parts.desk), String(from.id));
  const speaker = clients.length > 0 ? await speakerFor(parts, from, null) : null;
  if (!speaker) return;
  // Telegram made it one because they choose a chat from our keyboard just now.
  const asked = await openQuestion(parts.desk, String(from.id), speaker.member.memberId);
  if (asked?.question === CHAT_QUESTION) return;
  const { t } = speaker;
  const chatId = String(chat.id);
  const keyboard = rows(
    ...clients.map(({ clientId, brand }) => [
      buttonsFor(clientId, 0)('chatConnect', t('button-chat-connect', { brand }), chatId),
    ]),
    [buttonsFor(speaker.client.id, 0)('chatNot', t('button-chat-not'))],
  );
  const text = t('chat-ask', { title: chat.title ?? '' });
  try {
    await parts.api.sendMessage(from.id, text, { reply_markup: inlineMarkup(keyboard) });
  } catch (thrown) {
    // They never wrote to the bot, or have blocked it.
    if (asPlatformError(thrown).kind !== 'permission') throw thrown;
  }
}
