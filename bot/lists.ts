import type { ClientView } from '../src/reads/client-view.js';
import type { AccountLine } from '../src/reads/accounts.js';
import type { DeskStatus } from '../src/reads/desk-status.js';
import type { PostLine } from '../src/reads/post-line.js';
import type { QueueLine } from '../src/reads/queue.js';
import { type Button, buttonsFor, type Keyboard, type List } from './cards/card-view.js';
import { accountLine } from './account-lists.js';
import { resumeButton } from './freeze.js';
import { firstWords, RichTextWriter } from './rich-text.js';
import type { Texts } from './texts.js';
import { momentWords, relativeWords } from './time-words.js';

export function draftList(posts: readonly PostLine[], t: Texts): List {
  if (posts.length === 0) return only(t('drafts-none'));
  const to = new RichTextWriter()
    .bold(t('drafts-title', { count: posts.length }))
    .line()
    .line();
  for (const post of posts) to.line(`#${post.number} · ${t(`state-${post.state}`)} · ${wordsOf(post, t)}`);
  return { body: to.done(), keyboard: openButtons(posts, t) };
}

export function inReviewList(posts: readonly PostLine[], t: Texts): List {
  if (posts.length === 0) return only(t('review-none'));
  const to = new RichTextWriter()
    .bold(t('review-title', { count: posts.length }))
    .line()
    .line();
  for (const post of posts) to.line(`#${post.number} · ${post.author} · ${wordsOf(post, t)}`);
  return { body: to.done(), keyboard: openButtons(posts, t) };
}

export function foundList(posts: readonly PostLine[], words: string, t: Texts): List {
  const asked = { words: firstWords(words, WORDS_LENGTH) };
  if (posts.length === 0) return only(t('find-none', asked));
  const to = new RichTextWriter().bold(t('find-title', asked)).line().line();
  for (const post of posts)
    to.line(`#${post.number} · ${t(`state-${post.state}`)} · ${post.author} · ${wordsOf(post, t)}`);
  return { body: to.done(), keyboard: openButtons(posts, t) };
}

interface Standing {
  readonly now: Date;
  readonly zone: string;
  readonly frozen: boolean;
}

export function queueList(lines: readonly QueueLine[], { now, zone, frozen }: Standing, t: Texts): List {
  if (lines.length === 0) return only(frozen ? `${t('status-frozen')}\n${t('queue-none')}` : t('queue-none'));
  const to = new RichTextWriter().bold(t('queue-title')).line();
  if (frozen) to.line(t('status-frozen'));
  to.line();
  for (const line of lines) {
    const { number, account, dueAt, held, doubted } = line;
    const moment = momentWords(dueAt, now, zone, t.language);
    const when = held
      ? t(doubted ? 'queue-doubted' : 'queue-held', { moment })
      : t('queue-when', { moment, relative: relativeWords(dueAt, now, t.language) });
    to.line(`#${number} · ${account} · ${when}`).line(`    ${wordsOf(line, t)}`);
  }
  const once = new Map(lines.map((line) => [line.id, line]));
  return { body: to.done(), keyboard: openButtons([...once.values()], t) };
}

export function statusReport(client: ClientView, status: DeskStatus, accounts: readonly AccountLine[], t: Texts): List {
  const to = new RichTextWriter()
    .bold(t('status-title', { brand: client.name }))
    .line()
    .line();
  if (client.frozenAt) to.line(t('status-frozen'));
  to.line(t('status-drafts', { count: status.drafts })).line(t('status-in-review', { count: status.inReview }));
  to.line(t('status-scheduled', { count: status.scheduled })).line(t('status-live-today', { count: status.liveToday }));
  to.line(status.needCare > 0 ? t('status-need-care', { count: status.needCare }) : t('status-all-well')).line();
  if (accounts.length === 0) to.line(t('status-no-accounts'));
  for (const account of accounts) to.line(accountLine(account, t));
  return { body: to.done(), keyboard: client.frozenAt ? resumeButton(client.id, client.frozenAt, t) : [] };
}

const WORDS_LENGTH = 40;
const PER_ROW = 2;

function wordsOf({ text, photo }: PostLine, t: Texts): string {
  return firstWords(text, WORDS_LENGTH) || (photo ? t('list-photo') : '');
}

function openButtons(posts: readonly PostLine[], t: Texts): Keyboard {
  const all = posts.map(({ id, number }): Button => buttonsFor(id, 0)('open', t('button-open', { number })));
  return Array.from({ length: Math.ceil(all.length / PER_ROW) }, (_, row) =>
    all.slice(row * PER_ROW, (row + 1) * PER_ROW),
  );
}

function only(text: string): List {
  return { body: { text, entities: [] }, keyboard: [] };
}
