import type { CardRow } from '../../src/reads/card-row.js';
import { type HeldCard, heldCard } from '../../src/reads/held-card.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { firstWords, RichTextWriter } from '../rich-text.js';
import type { Texts } from '../texts.js';
import { momentWords } from '../time-words.js';
import { buttonsFor, byClockOf, type CardView, type Keyboard, rows } from './card-view.js';

const WORDS_LENGTH = 40;
/** Of the signature, in buttons. */
const SIGNATURE_LENGTH = 10;
/** What is held within this time of an earlier one joins its message; what comes later is worth a new one. */
const TOGETHER_MS = 10 * 60_000;

/** All that has missed its time, and what people can do with it. */
export async function heldCardView(desk: Desk, card: CardRow, t: Texts): Promise<CardView | null> {
  const found = await heldCard(sqlOutside(desk), card.subjectId);
  if (!found) return null;
  const held = byClockOf(card, found);
  const to = new RichTextWriter();
  if (held.count === 0) {
    to.bold(t('held-title-settled')).line().line(held.brand);
    return { body: to.done(), keyboard: [], settled: true };
  }
  const now = desk.clock.now();
  to.bold(t(held.doubted > 0 ? 'held-title-restored' : 'held-title', { count: held.count }))
    .line()
    .line(held.brand)
    .line();
  for (const post of held.posts) {
    to.line(`#${post.number} · ${post.accounts} · ${momentWords(post.dueAt, now, held.zone, t.language)}`);
    const words = firstWords(post.text, WORDS_LENGTH) || (post.photo ? t('list-photo') : '');
    to.line(`    ${words}`);
  }
  if (held.count > held.posts.length) to.line(t('held-more', { count: held.count - held.posts.length }));
  to.line().line(held.doubted > 0 ? t('held-ask-restored') : t('held-ask', { count: held.count }));
  const question = Math.floor((held.newestAt ?? now).getTime() / TOGETHER_MS).toString(36);
  return { body: to.done(), keyboard: keyboardOf(held, now, t), settled: false, question };
}

function keyboardOf({ clientId, signature, count, posts, doubtedUntil }: HeldCard, now: Date, t: Texts): Keyboard {
  const button = buttonsFor(clientId, 0);
  const shown = (signature ?? '').slice(0, SIGNATURE_LENGTH);
  const open = posts.map(({ id, number }) => buttonsFor(id, 0)('open', t('button-open', { number })));
  const keep = doubtedUntil !== null && doubtedUntil > now;
  return rows(
    ...(keep ? [[button('heldKeep', t('button-held-keep'), shown)]] : []),
    [button('heldSend', t('button-held-send', { count }), shown)],
    [button('heldMove', t('button-new-time'), shown), button('heldDrop', t('button-held-drop', { count }), shown)],
    ...Array.from({ length: Math.ceil(open.length / 2) }, (_, row) => open.slice(row * 2, row * 2 + 2)),
  );
}
