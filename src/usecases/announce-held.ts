import { sql } from 'kysely';
import { heldSignature, isHeld } from '../db/held-sql.js';
import { insertNotices } from '../db/notices-sql.js';
import { reviewChatsOfClient } from '../db/review-chats-sql.js';
import type { Sql } from '../db/sql.js';
import type { Desk } from './desk.js';

/**
 * All that is held of a client has one card, where editors are asked: their group, else each of them. It is shown anew whenever something
 * joins or leaves. Returns how many cards were told.
 */
export async function announceHeld(desk: Desk, trx: Sql): Promise<number> {
  const now = desk.clock.now();
  const { rows } = await sql`
    with h as (
      select d.client_id, ${heldSignature} as signature from delivery d where ${isHeld} group by d.client_id
    ), told as (
      insert into card (id, client_id, kind, subject_id, chat_id, language, signature, created_at)
      select gen_random_uuid(), h.client_id, 'held', h.client_id, r.chat_id, r.language, h.signature, ${now}
      from h join client c on c.id = h.client_id cross join ${reviewChatsOfClient} r
      on conflict (kind, subject_id, chat_id) do update set signature = excluded.signature
        where card.signature is distinct from excluded.signature
      returning id, client_id
    ), settled as (
      update card k set signature = null where k.kind = 'held' and k.signature is not null
        and not exists (select from h where h.client_id = k.client_id)
      returning id, client_id
    )
    ${insertNotices(sql`(table told union all table settled) k`, now)}`.execute(trx);
  return rows.length;
}
