import type { Api } from 'grammy';
import { z } from 'zod';
import type { Receipt } from '../src/domain/delivery.js';
import { PlatformError } from '../src/domain/failure.js';
import type { Notice, Notices } from '../src/ports.js';
import { type CardRow, cardRow, postCardMessage } from '../src/reads/card-row.js';
import { type Recipient, recipientIn } from '../src/reads/recipient.js';
import { reviewCard } from '../src/reads/review-card.js';
import { coverCard } from '../src/usecases/cover-card.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { cardShown } from '../src/usecases/show-card.js';
import { apiEntities, apiSignal } from './api-terms.js';
import { asPlatformError, isBadRequest } from './api-errors.js';
import { type CardView, inlineMarkup } from './cards/card-view.js';
import { asksAnew, cardView, viewHash } from './cards/show.js';
import { dropOutdated, reviewTargets, showPreview } from './preview.js';
import { isGoodNews, type Outcomes, outcomes, outcomesText } from './outcome-text.js';
import { heedRefusal } from './refused-chat.js';
import { type RichText, shorten } from './rich-text.js';
import type { TextsByLanguage } from './texts.js';

const announcement = z.object({
  chatId: z.string(),
  language: z.string(),
  key: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  postId: z.string().optional(),
  brand: z.string().optional(),
});
const spoken = z.union([announcement, outcomes]);
type Announcement = z.infer<typeof announcement>;
type Spoken = z.infer<typeof spoken>;

/** Sends what the desk says: cards as they are now, and messages that are said once. */
export function createNotices(desk: Desk, api: Api, texts: TextsByLanguage): Notices {
  return {
    async request(notice) {
      const card = await cardOf(desk, notice);
      if (notice.cardId !== null && (!card || card.gone)) return null;
      const chatId = card?.chatId ?? spoken.parse(notice.payload).chatId;
      return { chatId, how: card?.messageId ? 'edit' : 'send', messages: 1 };
    },
    async send(notice, signal) {
      try {
        const card = await cardOf(desk, notice);
        const what = card ?? (notice.cardId === null ? spoken.parse(notice.payload) : null);
        return published(what && (await sendTo({ desk, api, texts, signal }, what)));
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
  /** In the quiet hours of whom it is for. */
  readonly silent: boolean;
}

async function cardOf(desk: Desk, { cardId }: Notice): Promise<CardRow | null> {
  return cardId === null ? null : cardRow(sqlOutside(desk), cardId);
}

/** Nothing is sent to whoever blocked the bot: their cards come when they write again. */
async function sendTo(asking: Omit<Sending, 'silent'>, what: CardRow | Spoken): Promise<string | null> {
  const { desk } = asking;
  const recipient: Recipient = await recipientIn(sqlOutside(desk), what.chatId, desk.clock.now());
  if (recipient.blocked) return null;
  const sending = { ...asking, silent: recipient.quiet };
  try {
    if ('id' in what) return await showCard(sending, what);
    return await ('key' in what ? say(sending, what) : tellOutcomes(sending, what));
  } catch (thrown) {
    await heedRefusal(asking, what.chatId, thrown);
    return null;
  }
}

function published(messageId: string | null): Receipt {
  return { kind: 'published', ...(messageId && { remoteId: messageId }) };
}

async function say(sending: Sending, what: Announcement): Promise<string> {
  const { chatId, language, key, facts, postId, brand } = what;
  const text = sending.texts(language).said(key, facts);
  if (text === null) throw new PlatformError('bug', `There is no text ${key}`);
  return speak(sending, {
    chatId,
    postId,
    body: { text: brand === undefined ? text : `${brand}\n${text}`, entities: [] },
  });
}

/** Good news makes no sound. */
async function tellOutcomes(sending: Sending, what: Outcomes): Promise<string> {
  const { chatId, language, outcomes: posts } = what;
  const postId = posts.length === 1 ? posts[0]?.postId : undefined;
  const silent = sending.silent || isGoodNews(what);
  return speak({ ...sending, silent }, { chatId, postId, body: outcomesText(what, sending.texts(language)) });
}

interface Speech {
  readonly chatId: string;
  /** Its card in that chat is answered. */
  readonly postId: string | undefined;
  readonly body: RichText;
}

async function speak({ desk, api, signal, silent }: Sending, { chatId, postId, body }: Speech): Promise<string> {
  const card = postId === undefined ? null : await postCardMessage(sqlOutside(desk), postId, chatId);
  const replyTo = card && { reply_parameters: { message_id: Number(card), allow_sending_without_reply: true } };
  const { text, entities } = shorten(body, MESSAGE_MAX);
  const options = {
    entities: apiEntities(entities),
    link_preview_options: NO_PREVIEW,
    disable_notification: silent,
    ...replyTo,
  };
  const sent = await api.sendMessage(chatId, text, options, apiSignal(signal));
  return String(sent.message_id);
}

const NO_PREVIEW = { is_disabled: true } as const;
const MESSAGE_MAX = 4096;
/** One is for the invisible character of `edit`. */
const CARD_MAX = MESSAGE_MAX - 1;

/** Sends a card the first time, edits it later, and sends it anew where its message is gone. */
async function showCard(sending: Sending, card: CardRow): Promise<string | null> {
  const { desk, texts } = sending;
  const view = card.gone ? null : await cardView(desk, card, texts(card.language));
  if (!view) return null;
  await dropOutdated(desk, card, sending.signal);
  const hash = viewHash(view);
  if (card.shownHash === hash) return card.messageId;
  if (card.messageId === null && view.settled) return null;
  const messageId = await editOrSend(sending, card, view).catch(async (thrown: unknown) => {
    // It may show this now, or what somebody else made of it meanwhile: the next look does not take it on trust.
    if (asPlatformError(thrown).info.effect !== 'none') await coverCard(desk, card.id);
    throw thrown;
  });
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
  const { api, signal, silent } = sending;
  if (card.kind === 'review') await previewReview(sending, card);
  const { text, entities } = shorten(view.body, CARD_MAX);
  const options = {
    disable_notification: silent,
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
