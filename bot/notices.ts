import type { Api } from 'grammy';
import { z } from 'zod';
import type { Receipt } from '../src/domain/delivery.js';
import { PlatformError } from '../src/domain/failure.js';
import type { Notices } from '../src/ports.js';
import { type CardRow, cardRow, postCardMessage } from '../src/reads/card-row.js';
import { reviewCard } from '../src/reads/review-card.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { cardShown } from '../src/usecases/show-card.js';
import { apiEntities, apiSignal } from './api-terms.js';
import { asPlatformError, isBadRequest } from './api-errors.js';
import { type CardView, inlineMarkup } from './cards/card-view.js';
import { asksAnew, cardView, viewHash } from './cards/show.js';
import { dropOutdated, reviewTargets, showPreview } from './preview.js';
import { shorten } from './rich-text.js';
import type { TextsByLanguage } from './texts.js';

const announcement = z.object({
  chatId: z.string(),
  language: z.string(),
  key: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  postId: z.string().optional(),
});
type Announcement = z.infer<typeof announcement>;

/** Sends what the desk says: cards as they are now, and messages that are said once. */
export function createNotices(desk: Desk, api: Api, texts: TextsByLanguage): Notices {
  return {
    async send({ cardId, payload }, signal) {
      try {
        const messageId = cardId
          ? await showCard({ desk, api, texts, signal }, cardId)
          : await say({ desk, api, texts, signal }, announcement.parse(payload));
        return published(messageId);
      } catch (thrown) {
        throw asPlatformError(thrown);
      }
    },
  };
}

interface Sending {
  readonly desk: Desk;
  readonly api: Api;
  readonly texts: TextsByLanguage;
  readonly signal: AbortSignal;
}

function published(messageId: string | null): Receipt {
  return { kind: 'published', ...(messageId && { remoteId: messageId }) };
}

async function say({ desk, api, texts, signal }: Sending, what: Announcement): Promise<string> {
  const { chatId, language, key, facts, postId } = what;
  const text = texts(language).said(key, facts);
  if (text === null) throw new PlatformError('bug', `There is no text ${key}`);
  const card = postId === undefined ? null : await postCardMessage(sqlOutside(desk), postId, chatId);
  const replyTo = card && { reply_parameters: { message_id: Number(card), allow_sending_without_reply: true } };
  const sent = await api.sendMessage(chatId, text, { link_preview_options: NO_PREVIEW, ...replyTo }, apiSignal(signal));
  return String(sent.message_id);
}

const NO_PREVIEW = { is_disabled: true } as const;
/** A message takes 4096; one is for the invisible character of `edit`. */
const CARD_MAX = 4095;

/** Sends a card the first time, edits it later, and sends it anew where its message is gone. */
async function showCard(sending: Sending, cardId: string): Promise<string | null> {
  const { desk, texts } = sending;
  const card = await cardRow(sqlOutside(desk), cardId);
  const view = card && (await cardView(desk, card, texts(card.language)));
  if (!card || !view) return null;
  await dropOutdated(desk, card, sending.signal);
  const hash = viewHash(view);
  if (card.shownHash === hash) return card.messageId;
  if (card.messageId === null && view.settled) return null;
  const messageId = await editOrSend(sending, card, view);
  await cardShown(desk, card, { messageId: card.messageId, hash: card.shownHash }, { messageId, hash });
  return messageId;
}

async function editOrSend(sending: Sending, card: CardRow, view: CardView): Promise<string> {
  const { chatId, messageId } = card;
  if (messageId === null) return send(sending, card, view);
  if (!asksAnew(card, view))
    return (await edit(sending, chatId, messageId, view)) ? messageId : send(sending, card, view);
  await dropButtons(sending, chatId, messageId);
  return send(sending, card, view);
}

/** What was asked before is not asked any more. A message that is gone, or has none, is as good. */
async function dropButtons({ api, signal }: Sending, chatId: string, messageId: string): Promise<void> {
  try {
    await api.editMessageReplyMarkup(chatId, Number(messageId), {}, apiSignal(signal));
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}

async function send(sending: Sending, card: CardRow, view: CardView): Promise<string> {
  const { api, signal } = sending;
  if (card.kind === 'review') await previewReview(sending, card);
  const { text, entities } = shorten(view.body, CARD_MAX);
  const options = {
    entities: apiEntities(entities),
    reply_markup: inlineMarkup(view.keyboard),
    link_preview_options: NO_PREVIEW,
  };
  const sent = await api.sendMessage(card.chatId, text, options, apiSignal(signal));
  return String(sent.message_id);
}

/** Editors must see what they approve; a text they can read on the card. */
async function previewReview({ desk, api, texts, signal }: Sending, card: CardRow): Promise<void> {
  const review = await reviewCard(sqlOutside(desk), card.subjectId);
  if (!review || (review.content.media.length === 0 && !review.content.quiz)) return;
  const sending = { desk, api, signal, t: texts(card.language) };
  await showPreview(sending, card, reviewTargets(review), { anew: false });
}

/**
 * False where the message is gone. A refused edit says only that something is wrong with the request: either it is gone, or it shows
 * this already. An edit that surely changes something (by a character that nobody sees) tells them apart without reading sentences.
 */
async function edit(sending: Sending, chatId: string, messageId: string, view: CardView): Promise<boolean> {
  for (const tail of ['', '\u2060']) {
    try {
      await editOnce(sending, chatId, messageId, view, tail);
      return true;
    } catch (thrown) {
      if (!isBadRequest(thrown)) throw thrown;
    }
  }
  return false;
}

async function editOnce(
  { api, signal }: Sending,
  chatId: string,
  messageId: string,
  view: CardView,
  tail: string,
): Promise<void> {
  const { text, entities } = shorten(view.body, CARD_MAX);
  const options = {
    entities: apiEntities(entities),
    reply_markup: inlineMarkup(view.keyboard),
    link_preview_options: NO_PREVIEW,
  };
  await api.editMessageText(chatId, Number(messageId), text + tail, options, apiSignal(signal));
}
