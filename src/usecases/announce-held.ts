import { sql } from 'kysely';
import { heldSignature, isHeld } from '../db/held-sql.js';
import type { Sql } from '../db/sql.js';
import { type Desk, giveUpAt } from './desk.js';

/**
 * All that is held of a client has one card, where editors are asked: their group, else each of them. It is shown anew whenever something
 * joins or leaves. Returns how many cards were told.
 */
export async function announceHeld(desk: Desk, trx: Sql): Promise<number> {
  const now = desk.clock.now();
  const { rows } = await sql`
    with h as (
      select d.client_id, ${heldSignature} as signature from delivery d where ${isHeld} group by d.client_id
    ), chats as (
      select h.*, c.editors_chat_id as chat_id, c.language as speaks from h join client c on c.id = h.client_id
      where c.editors_chat_id is not null
      union all
      select h.*, m.telegram_id, coalesce(m.language, c.language) from h join client c on c.id = h.client_id
      join membership s on s.client_id = h.client_id and s.removed_at is null and s.role in ('editor', 'admin')
      join member m on m.id = s.member_id where c.editors_chat_id is null
    ), told as (
      insert into card (id, client_id, kind, subject_id, chat_id, language, signature, created_at)
      select gen_random_uuid(), client_id, 'held', client_id, chat_id, speaks, signature, ${now} from chats
      on conflict (kind, subject_id, chat_id) do update set signature = excluded.signature
        where card.signature is distinct from excluded.signature
      returning id, client_id
    ), settled as (
      update card k set signature = null where k.kind = 'held' and k.signature is not null
        and not exists (select from h where h.client_id = k.client_id)
      returning id, client_id
    )
    insert into delivery (kind, client_id, card_id, state, due_at, give_up_at, repeatable, created_at, updated_at)
    select 'notice', k.client_id, k.id, 'scheduled', ${now}, ${giveUpAt(now)}, true, ${now}, ${now}
    from (table told union all table settled) k returning id`.execute(trx);
  return rows.length;
}
