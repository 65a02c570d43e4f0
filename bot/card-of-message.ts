import { cardAt, type CardRow, cardUnderWay } from '../src/reads/card-row.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';

const TRIES = 20;
const EVERY_MS = 50;

/** The card that a message shows; null for a message that shows none, or not any more. */
export async function cardOfMessage(desk: Desk, chatId: number, messageId: number): Promise<CardRow | null> {
  const db = sqlOutside(desk);
  for (let tries = 1; ; tries++) {
    // In this order: what was under way may have arrived in between.
    const underWay = await cardUnderWay(db, String(chatId));
    const card = await cardAt(db, String(chatId), String(messageId));
    if (card || !underWay || tries === TRIES) return card;
    await desk.clock.sleep(EVERY_MS);
  }
}
