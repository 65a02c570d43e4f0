import { Card } from '../db/entities/card.js';
import { type Desk, touchCards, transact } from './desk.js';

/** Every card of the post is looked at again: a tap came from one that was outdated. */
export async function refreshCards(desk: Desk, postId: string): Promise<void> {
  await transact(desk, (tx) => touchCards(tx, postId));
}

/** A menu is shown in the card's place: the card itself is shown again with the next change, even where it says the same as before. */
export async function cardCovered(desk: Desk, cardId: string): Promise<void> {
  await desk.orm.em.fork().nativeUpdate(Card, cardId, { shownHash: null });
}
