import type { Message } from 'grammy/types';
import type { TextEntity } from '../src/domain/content.js';
import { apiEntities } from './api-terms.js';
import { buttonsFor, inlineMarkup, type Keyboard } from './cards/card-view.js';
import { networkTrouble } from './network-trouble.js';
import { type BotParts, type Speaker, zoneIn } from './parts.js';
import { isStoreAway } from '../src/usecases/store-away.js';
import { troubleText } from './refusal-text.js';
import type { Texts } from './texts.js';

/** Words, or words with buttons to choose from. */
export type Said = string | SaidWithButtons;

/** What was answered may be far below the card: a tap brings it down. */
export function withCard(postId: string, number: number, text: string, t: Texts): SaidWithButtons {
  return { text, keyboard: [[buttonsFor(postId, 0)('open', t('button-open', { number }))]] };
}

export interface SaidWithButtons {
  readonly text: string;
  readonly entities?: readonly TextEntity[];
  readonly keyboard: Keyboard;
}

/** Answers a message, as a reply to it. */
export async function replyTo({ api }: Pick<BotParts, 'api'>, message: Message, said: Said): Promise<void> {
  const {
    text,
    entities = [],
    keyboard,
  }: SaidWithButtons = typeof said === 'string' ? { text: said, keyboard: [] } : said;
  await api.sendMessage(message.chat.id, text, {
    entities: apiEntities(entities),
    reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
    link_preview_options: { is_disabled: true },
    ...(keyboard.length > 0 && { reply_markup: inlineMarkup(keyboard) }),
  });
}

/** What goes wrong is told to the one who wrote, unless it was told just now; a fault of ours or of a network is also thrown on, to be logged. */
export async function withTroubles(
  parts: BotParts,
  speaker: Speaker,
  message: Message,
  work: () => Promise<void>,
  isNew: (text: string) => boolean = () => true,
): Promise<void> {
  const { t } = speaker;
  try {
    await work();
  } catch (thrown) {
    // It is tried again, and said where it did not help.
    if (isStoreAway(thrown)) throw thrown;
    const text = troubleText(thrown, { t, now: parts.desk.clock.now(), zone: zoneIn(speaker, message.chat) });
    const said = text ?? networkTrouble(thrown, t) ?? t('trouble-ours');
    if (isNew(said)) await replyTo(parts, message, said);
    if (text === null) throw thrown;
  }
}
