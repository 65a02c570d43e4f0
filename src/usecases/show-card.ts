import { sql } from 'kysely';
import { type Desk, touchCard, touchCards, transact } from './desk.js';

/** Which message shows a card, and what it shows (a hash); null: nothing yet, or the message is gone. */
export interface Shown {
  readonly messageId: string | null;
  readonly hash: string | null;
}

/**
 * Remembers what a card shows now. Where somebody changed it meanwhile (opened it elsewhere, covered it with a menu), what they did
 * stays, and the card is shown once more; also where another process showed it, for nobody knows whose edit came last.
 */
export async function cardShown(
  desk: Desk,
  card: { readonly id: string; readonly postId: string | null },
  before: Shown,
  now: Shown,
) {
  await transact(desk, async (tx) => {
    const { rows } = await sql`update card set message_id = ${now.messageId}, shown_hash = ${now.hash}
      where id = ${card.id} and message_id is not distinct from ${before.messageId}
        and shown_hash is not distinct from ${before.hash} returning id`.execute(tx.sql);
    if (rows.length > 0) return;
    await sql`update card set shown_hash = null where id = ${card.id} and message_id = ${now.messageId}`.execute(
      tx.sql,
    );
    await (card.postId === null ? touchCard(tx, card.id) : touchCards(tx, card.postId));
  });
}
