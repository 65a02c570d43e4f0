import { Card } from '../db/entities/card.js';
import type { Desk } from './desk.js';

/** Remembers which message shows a card, and what it shows (a hash); null: the message is gone. */
export async function cardShown(
  desk: Desk,
  cardId: string,
  shown: { messageId: string | null; hash: string | null },
): Promise<void> {
  const { messageId, hash: shownHash } = shown;
  await desk.orm.em.fork().nativeUpdate(Card, cardId, { messageId, shownHash });
}
