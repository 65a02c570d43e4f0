import { Card } from '../db/entities/card.js';
import type { Desk } from './desk.js';

/** A menu is shown in the card's place: the card itself is shown again with the next notice, even where it says the same as before. */
export async function coverCard(desk: Desk, cardId: string): Promise<void> {
  await desk.orm.em.fork().nativeUpdate(Card, cardId, { shownHash: null });
}
