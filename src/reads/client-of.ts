import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';

/** Whose thing it is that a button names; null for what belongs to no client, or is gone. Ids are unique over all tables. */
export async function clientOfThing(db: Sql, id: string): Promise<string | null> {
  const { rows } = await sql<{ clientId: string }>`
    select client_id as "clientId" from post where id = ${id}
    union all select id from client where id = ${id}
    union all select p.client_id from revision r join post p on p.id = r.post_id where r.id = ${id}
    union all select client_id from publication where id = ${id}
    union all select client_id from delivery where id = ${id} and client_id is not null
    union all select client_id from social_account where id = ${id}
    union all select client_id from membership where id = ${id}
    union all select client_id from invitation where id = ${id}
    union all select client_id from api_token where id = ${id}
    union all select client_id from setup where id = ${id} and client_id is not null
    limit 1`.execute(db);
  return rows[0]?.clientId ?? null;
}

/** Whose editors are asked in this group. */
export async function clientOfGroup(db: Sql, chatId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from client where editors_chat_id = ${chatId} order by created_at limit 1`.execute(db);
  return rows[0]?.id ?? null;
}
