import { type AccountCard, accountCard } from '../../src/reads/account-card.js';
import type { CardRow } from '../../src/reads/card-row.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { releaseButton, writeLacks } from '../account-lists.js';
import { RichTextWriter } from '../rich-text.js';
import type { Texts } from '../texts.js';
import { momentWords } from '../time-words.js';
import { accountOn, type CardView, rows } from './card-view.js';

/** An account to which nothing goes any more: whose fault it is, what waits, and what to do. */
export async function accountCardView(desk: Desk, card: CardRow, t: Texts): Promise<CardView | null> {
  const held = await accountCard(sqlOutside(desk), card.subjectId);
  if (!held) return null;
  const { account, platform, brand, heldAt, accountId } = held;
  const { capabilities, connection } = desk.platforms.get(platform);
  const named = { account: accountOn(capabilities.name, account), network: capabilities.name };
  const to = new RichTextWriter();
  if (heldAt === null) {
    to.bold(t('account-title-settled', named)).line().line(brand);
    return { body: to.done(), keyboard: [], settled: true };
  }
  to.bold(t('account-title', named)).line().line(brand).line();
  to.line(t(held.failure?.kind === 'permission' ? 'account-why-permission' : 'account-why-auth', named));
  writeLacks(to, held.failure, t);
  if (held.failure?.message) to.line(t('failure-words', { words: held.failure.message }));
  to.line().line(waitingText(held, desk.clock.now(), t));
  to.line(t(connection ? 'account-next-connect' : 'account-next-rights'));
  const question = Math.floor(heldAt.getTime() / 1000).toString(36);
  return { body: to.done(), keyboard: rows([releaseButton(accountId, heldAt, t)]), settled: false, question };
}

function waitingText({ waiting, firstAt, zone }: AccountCard, now: Date, t: Texts): string {
  if (waiting === 0 || firstAt === null) return t('account-waits-none');
  return t('account-waits', { count: waiting, moment: momentWords(firstAt, now, zone, t.language) });
}
