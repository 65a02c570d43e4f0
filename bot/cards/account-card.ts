import { type AccountCard, accountCard } from '../../src/reads/account-card.js';
import type { CardRow } from '../../src/reads/card-row.js';
import { warningAt } from '../../src/domain/expiry.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { releaseButton, writeLacks } from '../account-lists.js';
import { RichTextWriter } from '../rich-text.js';
import type { Texts } from '../texts.js';
import { momentWords } from '../time-words.js';
import { accountOn, buttonsFor, byClockOf, type CardView, rows } from './card-view.js';

/** An account to which nothing goes any more: whose fault it is, what waits, and what to do. */
export async function accountCardView(desk: Desk, card: CardRow, t: Texts): Promise<CardView | null> {
  const found = await accountCard(sqlOutside(desk), card.subjectId);
  if (!found) return null;
  const held = byClockOf(card, found);
  const { account, platform, brand, heldAt, accountId } = held;
  const { capabilities, connection } = desk.platforms.get(platform);
  const named = { account: accountOn(capabilities.name, account), network: capabilities.name };
  const to = new RichTextWriter();
  if (heldAt === null) {
    const warned = warningView(held, { isPrivate: card.viewerId !== null, now: desk.clock.now() }, t);
    if (warned) return warned;
    to.bold(t('account-title-settled', named)).line().line(brand);
    return { body: to.done(), keyboard: [], settled: true };
  }
  to.bold(t('account-title', named)).line().line(brand).line();
  to.line(t(whyOf(held), named));
  writeLacks(to, held.failure, t);
  if (held.failure?.message) to.line(t('failure-words', { words: held.failure.message }));
  to.line().line(waitingText(held, desk.clock.now(), t));
  to.line(t(connection ? 'account-next-connect' : 'account-next-rights'));
  const question = Math.floor(heldAt.getTime() / 1000).toString(36);
  return { body: to.done(), keyboard: rows([releaseButton(accountId, heldAt, t)]), settled: false, question };
}

function whyOf({ failure, state }: AccountCard) {
  if (state === 'token_expired') return 'account-why-expired';
  return failure?.kind === 'permission' ? 'account-why-permission' : 'account-why-auth';
}

/** Access that is about to end, because renewing it has not worked; null while it is not. Asked anew on the last day. */
function warningView(
  it: AccountCard,
  { isPrivate, now }: { readonly isPrivate: boolean; readonly now: Date },
  t: Texts,
): CardView | null {
  const { account, brand, zone, accountId, expiresAt, waiting, firstAt } = it;
  const warning = it.state === 'connected' ? warningAt(expiresAt, now) : null;
  if (!warning || !expiresAt) return null;
  const moment = momentWords(expiresAt, now, zone, t.language);
  const to = new RichTextWriter().bold(t('account-title-ends', { account, moment })).line().line(brand).line();
  to.line(t('account-why-ends')).line();
  if (waiting > 0 && firstAt) {
    to.line(t('account-takes-along', { count: waiting, moment: momentWords(firstAt, now, zone, t.language) }));
  }
  to.line(t(isPrivate ? 'account-next-ends' : 'account-next-connect'));
  const again = isPrivate && buttonsFor(accountId, 0)('accountPaste', t('button-account-paste'));
  const question = `${warning}${expiresAt.getTime().toString(36)}`;
  return { body: to.done(), keyboard: rows([again]), settled: false, question };
}

function waitingText({ waiting, firstAt, zone }: AccountCard, now: Date, t: Texts): string {
  if (waiting === 0 || firstAt === null) return t('account-waits-none');
  return t('account-waits', { count: waiting, moment: momentWords(firstAt, now, zone, t.language) });
}
