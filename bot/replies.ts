import type { Message } from 'grammy/types';
import { inlineMarkup, type Keyboard } from './cards/card-view.js';
import { type BotParts, type Speaker, zoneIn } from './parts.js';
import { troubleText } from './refusal-text.js';

/** Words, or words with buttons to choose from. */
export type Said = string | { readonly text: string; readonly keyboard: Keyboard };

/** Answers a message, as a reply to it. */
export async function replyTo({ api }: Pick<BotParts, 'api'>, message: Message, said: Said): Promise<void> {
  const { text, keyboard } = typeof said === 'string' ? { text: said, keyboard: [] } : said;
  await api.sendMessage(message.chat.id, text, {
    reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
    link_preview_options: { is_disabled: true },
    ...(keyboard.length > 0 && { reply_markup: inlineMarkup(keyboard) }),
  });
}

/** What goes wrong is told to the one who wrote; a fault of ours is also thrown on, to be logged. */
export async function withTroubles(
  parts: BotParts,
  speaker: Speaker,
  message: Message,
  work: () => Promise<void>,
): Promise<void> {
  const { t } = speaker;
  try {
    await work();
  } catch (thrown) {
    const text = troubleText(thrown, { t, now: parts.desk.clock.now(), zone: zoneIn(speaker, message.chat) });
    await replyTo(parts, message, text ?? t('trouble-ours'));
    if (text === null) throw thrown;
  }
}
