import { Composer, type Context } from 'grammy';
import type { Chat, User } from 'grammy/types';
import { Refusal, type RefusalCode } from '../src/domain/refusal.js';
import { clientOfThing } from '../src/reads/client-of.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { refreshCard, refreshCards } from '../src/usecases/refresh-cards.js';
import { isStoreAway } from '../src/usecases/store-away.js';
import { isBadRequest } from './api-errors.js';
import { cardOfMessage } from './card-of-message.js';
import { parseCallbackData, type Tap, type Verb } from './callback-data.js';
import { findTaps } from './find.js';
import { networkTrouble } from './network-trouble.js';
import { type BotParts, type Speaker, speakerFor, speakerOf, zoneIn } from './parts.js';
import { troubleText } from './refusal-text.js';
import type { Tapped, TapHandlers } from './tapped.js';
import { accountTaps } from './taps-account.js';
import { freezeTaps } from './taps-freeze.js';
import { heldTaps } from './taps-held.js';
import { accountListTaps } from './taps-account-list.js';
import { networkTaps } from './taps-network.js';
import { mediaTaps } from './taps-media.js';
import { postTaps } from './taps-post.js';
import { quizTaps } from './taps-quiz.js';
import { reviewTaps } from './taps-review.js';
import { settingsTaps } from './taps-settings.js';
import { targetTaps } from './taps-targets.js';
import { tokenTaps } from './taps-tokens.js';
import { timeTaps } from './taps-time.js';
import { takeDownTaps } from './taps-take-down.js';
import { groupTaps } from './editors-group.js';
import { clientTaps } from './own-clients.js';
import { setUpTaps } from './taps-set-up.js';
import { teamTaps } from './taps-team.js';
import { unknownTaps } from './taps-unknown.js';

const HANDLERS: TapHandlers<Verb> = {
  ...postTaps,
  ...timeTaps,
  ...networkTaps,
  ...accountListTaps,
  ...reviewTaps,
  ...unknownTaps,
  ...heldTaps,
  ...freezeTaps,
  ...accountTaps,
  ...mediaTaps,
  ...findTaps,
  ...settingsTaps,
  ...quizTaps,
  ...targetTaps,
  ...takeDownTaps,
  ...tokenTaps,
  ...setUpTaps,
  ...groupTaps,
  ...teamTaps,
  ...clientTaps,
};

/** What is refused because the world is not as the person saw it. */
const OUTDATED: ReadonlySet<RefusalCode> = new Set([
  'post_moved',
  'stale',
  'not_found',
  'not_approved',
  'already_approved',
  'going_out',
  'has_left',
  'copy_unknown',
  'copy_waits',
  'nothing_live',
  'first_gone',
  'invitation_used',
]);

/** Telegram takes no more in the answer to a tap. */
const ANSWER_MAX = 200;

/** Every tap is answered, whatever becomes of it. */
export function taps(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  composer.on('callback_query:data', async (context) => {
    const { id: queryId, from, data, message } = context.callbackQuery;
    const tap = parseCallbackData(data);
    const speaker = await speakerOfTap(parts, from, tap, message?.chat);
    const t = speaker?.t ?? parts.texts(from.language_code?.slice(0, 2));
    const alert = (text: string) => answer(context, text, true);
    if (!speaker) return alert(t('outsider-tap'));
    if (!tap || !message) return alert(t('refused-stale'));
    const { chat, message_id: messageId } = message;
    try {
      const card = await cardOfMessage(parts.desk, chat.id, messageId);
      const answered = ('reply_to_message' in message && message.reply_to_message) || null;
      const tapped: Tapped = { parts, speaker, tap, chat, messageId, queryId, card, answered };
      await handle(context, tapped, alert);
    } catch (thrown) {
      // It is tried again while Postgres is away.
      if (!isStoreAway(thrown)) await alert(networkTrouble(thrown, t) ?? t('trouble-ours')).catch(() => undefined);
      throw thrown;
    }
  });
  return composer;
}

/** A button is about the client of what it names, whomever the person has chosen. */
async function speakerOfTap(parts: BotParts, from: User, tap: Tap | null, chat?: Chat): Promise<Speaker | null> {
  const clientId = tap && (await clientOfThing(sqlOutside(parts.desk), tap.id));
  return clientId !== null || !chat ? speakerFor(parts, from, clientId) : speakerOf(parts, from, chat);
}

async function handle(context: Context, tapped: Tapped, alert: (text: string) => Promise<void>): Promise<void> {
  const { parts, speaker, tap } = tapped;
  try {
    await answer(context, (await HANDLERS[tap.verb](tapped)) ?? undefined, false);
  } catch (thrown) {
    const { t } = speaker;
    const text = troubleText(thrown, { t, now: parts.desk.clock.now(), zone: zoneIn(speaker, tapped.chat) });
    if (text === null) throw thrown;
    await alert(text);
    if (thrown instanceof Refusal && OUTDATED.has(thrown.code)) await refresh(tapped);
  }
}

/** What was tapped may be outdated: the card is shown as it is now, and what is no card any more loses its buttons. */
async function refresh({ parts, chat, messageId, card, tap }: Tapped): Promise<void> {
  if (card) return card.postId === null ? refreshCard(parts.desk, card.id) : refreshCards(parts.desk, card.postId);
  if (tap.verb === 'open') return;
  try {
    await parts.api.editMessageReplyMarkup(chat.id, messageId);
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}

/** An answer that comes too late is no trouble: the person sees the card. */
async function answer(context: Context, text: string | undefined, alert: boolean): Promise<void> {
  const said = text === undefined ? {} : { text: text.slice(0, ANSWER_MAX), show_alert: alert };
  try {
    await context.answerCallbackQuery(said);
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}
