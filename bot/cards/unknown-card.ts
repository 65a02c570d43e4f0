import type { CardRow } from '../../src/reads/card-row.js';
import { type UnknownCard, unknownCard } from '../../src/reads/unknown-card.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { firstWords, RichTextWriter } from '../rich-text.js';
import type { Texts } from '../texts.js';
import { momentWords } from '../time-words.js';
import { accountOn, buttonsFor, byClockOf, type CardView, type Keyboard, rows } from './card-view.js';

const QUOTE_LENGTH = 200;

/** The answer of a network was lost: people look and say; nothing is sent again on a guess. */
export async function unknownCardView(desk: Desk, card: CardRow, t: Texts): Promise<CardView | null> {
  const found = await unknownCard(sqlOutside(desk), card.subjectId);
  if (!found) return null;
  const unknown = byClockOf(card, found);
  const { platform, number, brand, zone, state } = unknown;
  const network = desk.platforms.get(platform).capabilities.name;
  const account = unknown.ordinal === 0 ? unknown.account : t('target-later-part', { account: unknown.account });
  const now = desk.clock.now();
  const open = state === 'unknown';
  const to = new RichTextWriter();
  to.bold(t(open ? 'unknown-title' : 'unknown-title-settled', { number })).line();
  to.line(brand).line();
  to.line(
    t('unknown-what', {
      account: accountOn(network, account),
      moment: momentWords(unknown.sentAt, now, zone, t.language),
    }),
  );
  to.quote({ text: firstWords(unknown.text, QUOTE_LENGTH), entities: [] }).line();
  if (open) writeQuestion(to, unknown, t, now);
  else writeDecision(to, unknown, t, now);
  return {
    body: to.done(),
    keyboard: keyboardOf(unknown, t),
    settled: !open,
    question: unknown.sentAt.getTime().toString(36),
  };
}

function writeQuestion(to: RichTextWriter, { looked, zone }: UnknownCard, t: Texts, now: Date): void {
  if (looked) {
    const moment = momentWords(looked.at, now, zone, t.language);
    to.line(t(looked.found === 'not-yet' ? 'unknown-looked-not-yet' : 'unknown-looked-cannot-tell', { moment }));
  }
  to.line(t('unknown-ask'));
}

function writeDecision(to: RichTextWriter, { decision, receipt, zone }: UnknownCard, t: Texts, now: Date): void {
  if (!decision) {
    to.line(t('unknown-settled'));
    return;
  }
  const by = decision.by ?? t('unknown-by-network');
  const line = {
    confirm: 'unknown-decided-there',
    refuse: 'unknown-decided-refused',
    resend: 'unknown-decided-resend',
    leave: 'unknown-decided-leave',
  } as const;
  to.add(t(line[decision.what], { by, moment: momentWords(decision.at, now, zone, t.language) }));
  if (decision.what === 'confirm' && receipt?.url) to.add(' · ').link(t('link-open'), receipt.url);
  to.line();
}

/** "Leave it" is not for ever: whoever looks later may still say what is there. */
function keyboardOf({ deliveryId, version, state }: UnknownCard, t: Texts): Keyboard {
  if (state !== 'unknown' && state !== 'left') return [];
  const button = buttonsFor(deliveryId, version);
  return rows(
    [button('itIsThere', t('button-it-is-there'))],
    [button('notThere', t('button-not-there'))],
    [state === 'unknown' && button('leaveIt', t('button-leave-it'))],
  );
}
