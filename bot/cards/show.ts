import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/domain/content.js';
import type { CardRow } from '../../src/reads/card-row.js';
import type { Desk } from '../../src/usecases/desk.js';
import type { Texts } from '../texts.js';
import { accountCardView } from './account-card.js';
import type { CardView } from './card-view.js';
import { heldCardView } from './held-card.js';
import { postCardView } from './post-card.js';
import { reviewCardView } from './review-card.js';
import { unknownCardView } from './unknown-card.js';

const VIEWS = {
  post: postCardView,
  review: reviewCardView,
  unknown: unknownCardView,
  held: heldCardView,
  account: accountCardView,
} as const satisfies Record<CardRow['kind'], (desk: Desk, card: CardRow, t: Texts) => Promise<CardView | null>>;

/** A card as it is now; null where its subject is gone, or whoever looked at it in private is no member any more. */
export async function cardView(desk: Desk, card: CardRow, t: Texts): Promise<CardView | null> {
  if (card.viewerId !== null && card.viewerRole === null) return null;
  return VIEWS[card.kind](desk, card, t);
}

/** Names what a card shows, so that nothing is edited into itself, and what it asks. */
export function viewHash({ body, keyboard, settled, question = '' }: CardView): string {
  const hash = createHash('sha256').update(canonicalJson({ body, keyboard })).digest('hex').slice(0, 32);
  return `${settled ? '' : question}:${hash}`;
}

/** Something new is asked, and the old card is far up in the chat. */
export function asksAnew({ shownHash }: CardRow, { settled, question }: CardView): boolean {
  if (settled || question === undefined || shownHash === null) return false;
  return !shownHash.startsWith(`${question}:`);
}
