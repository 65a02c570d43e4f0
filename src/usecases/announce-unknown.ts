import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { type Desk, giveUpAt } from './desk.js';

/** Everything unknown has its card, where editors are asked: their group, else each of them. Returns how many were new. */
export async function announceUnknown(desk: Desk, trx: Sql): Promise<number> {
  const now = desk.clock.now();
  const { rows } = await sql`
    with missing as (
      select d.id, d.client_id, u.post_id, c.editors_chat_id, c.language
      from delivery d join publication u on u.id = d.publication_id join client c on c.id = d.client_id
      where d.state = 'unknown' and d.kind = 'part'
        and not exists (select from card k where k.kind = 'unknown' and k.subject_id = d.id)
    ), chats as (
      select x.*, x.editors_chat_id as chat_id, x.language as speaks from missing x where x.editors_chat_id is not null
      union all
      select x.*, m.telegram_id, coalesce(m.language, x.language) from missing x
      join membership s on s.client_id = x.client_id and s.removed_at is null and s.role in ('editor', 'admin')
      join member m on m.id = s.member_id where x.editors_chat_id is null
    ), k as (
      insert into card (id, client_id, kind, subject_id, post_id, chat_id, language, created_at)
      select gen_random_uuid(), client_id, 'unknown', id, post_id, chat_id, speaks, ${now} from chats
      on conflict do nothing returning id, client_id
    )
    insert into delivery (kind, client_id, card_id, state, due_at, give_up_at, repeatable, created_at, updated_at)
    select 'notice', client_id, id, 'scheduled', ${now}, ${giveUpAt(now)}, true, ${now}, ${now} from k returning id`.execute(
    trx,
  );
  return rows.length;
}
