import { sql } from 'kysely';
import { heldSignature, isHeld } from '../db/held-sql.js';
import { reviewChatsOfClient } from '../db/review-chats-sql.js';
import type { Sql } from '../db/sql.js';
import { tellStandingCards } from '../db/standing-cards-sql.js';
import type { Desk } from './desk.js';

/**
 * All that is held of a client has one card, where editors are asked: their group, else each of them. It is shown anew whenever something
 * joins or leaves. Returns how many cards were told.
 */
export async function announceHeld(desk: Desk, trx: Sql): Promise<number> {
  const subjects = sql`select d.client_id as id, d.client_id, ${heldSignature} as signature
    from delivery d where ${isHeld} group by d.client_id`;
  const cards = { kind: 'held', subjects, chats: reviewChatsOfClient } as const;
  return (await tellStandingCards(trx, cards, desk.clock.now())).length;
}
