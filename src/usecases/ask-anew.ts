import { sql } from 'kysely';
import { insertNotices } from '../db/notices-sql.js';
import { reviewChatsOfClient } from '../db/review-chats-sql.js';
import type { Tx } from './desk.js';

/** What is still open for the client's editors is asked wherever they are asked now and it is not yet: in their group, or each of them. */
export async function askAnew(tx: Tx, clientId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with asked as (
      select distinct on (k.kind, k.subject_id) k.* from card k
      where k.client_id = ${clientId} and (
        (k.kind = 'review' and exists (select from post p
          where p.id = k.post_id and p.state = 'in_review' and p.revision_id = k.subject_id))
        or (k.kind = 'unknown' and exists (select from delivery d where d.id = k.subject_id and d.state = 'unknown'))
        or (k.kind = 'held' and k.signature is not null))
    ), k as (
      insert into card (id, client_id, kind, subject_id, post_id, chat_id, language, signature, created_at)
      select gen_random_uuid(), a.client_id, a.kind, a.subject_id, a.post_id, r.chat_id, r.language, a.signature, ${tx.now}
      from asked a join client c on c.id = a.client_id cross join ${reviewChatsOfClient} r
      on conflict (kind, subject_id, chat_id) do update set gone_at = null where card.gone_at is not null
      returning id, client_id
    )
    ${insertNotices(sql`k`, tx.now)}`.execute(tx.sql);
  for (const { id } of rows) tx.ringLater(id, tx.now);
}
