import { type Desk, touchCard, touchCards, transact } from './desk.js';

/** Every card of the post is looked at again: a tap came from one that was outdated, or a menu is closed. */
export async function refreshCards(desk: Desk, postId: string): Promise<void> {
  await transact(desk, (tx) => touchCards(tx, postId));
}

/** The same for a card that is about a whole client. */
export async function refreshCard(desk: Desk, cardId: string): Promise<void> {
  await transact(desk, (tx) => touchCard(tx, cardId));
}
