import { sql } from 'kysely';
import { insertNotices } from '../db/notices-sql.js';
import { reviewChatsOfClient } from '../db/review-chats-sql.js';
import type { Sql } from '../db/sql.js';
import type { Desk } from './desk.js';

/** Everything unknown has its card, where editors are asked: their group, else each of them. Returns how many were new. */
export async function announceUnknown(desk: Desk, trx: Sql): Promise<number> {
  const now = desk.clock.now();
  const { rows } = await sql`
    with missing as (
      select d.id, d.client_id, u.post_id from delivery d join publication u on u.id = d.publication_id
      where d.state = 'unknown' and d.kind = 'part'
        and not exists (select from card k where k.kind = 'unknown' and k.subject_id = d.id)
    ), k as (
      insert into card (id, client_id, kind, subject_id, post_id, chat_id, language, created_at)
      select gen_random_uuid(), x.client_id, 'unknown', x.id, x.post_id, r.chat_id, r.language, ${now}
      from missing x join client c on c.id = x.client_id cross join ${reviewChatsOfClient} r
      on conflict do nothing returning id, client_id
    )
    ${insertNotices(sql`k`, now)}`.execute(trx);
  return rows.length;
}
