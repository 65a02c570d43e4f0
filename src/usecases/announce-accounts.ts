import { sql } from 'kysely';
import { LAST_WARN_MS, WARN_MS } from '../domain/expiry.js';
import { waitsForAccount } from '../db/account-queue-sql.js';
import { insertNotices } from '../db/notices-sql.js';
import { accountChatsOfClient } from '../db/review-chats-sql.js';
import type { Sql } from '../db/sql.js';
import type { Desk } from './desk.js';

/**
 * An account whose queue stands still, or whose access is about to end, has one card where editors are asked, and with each admin, who alone can
 * connect it again. It is shown anew when what waits for it changes, and when it goes on. Returns the client of each card that was told.
 */
export async function announceAccounts(desk: Desk, trx: Sql): Promise<string[]> {
  const now = desk.clock.now();
  const { rows } = await sql<{ client_id: string }>`
    with h as (
      select a.id, a.client_id, md5(concat(a.queue_held_at, ' ', (
        select string_agg(d.id::text, ',' order by d.id) from delivery d where ${waitsForAccount}))) as signature
      from social_account a where a.queue_held_at is not null
      union all
      select a.id, a.client_id, md5(concat(a.expires_at, ' ', a.expires_at <= ${after(now, LAST_WARN_MS)}, ' ', (
        select string_agg(d.id::text, ',' order by d.id) from delivery d where ${waitsForAccount} and d.due_at >= a.expires_at)))
      from social_account a
      where a.queue_held_at is null and a.state = 'connected' and a.expires_at <= ${after(now, WARN_MS)}
    ), told as (
      insert into card (id, client_id, kind, subject_id, chat_id, language, signature, created_at)
      select gen_random_uuid(), h.client_id, 'account', h.id, r.chat_id, r.language, h.signature, ${now}
      from h join client c on c.id = h.client_id cross join ${accountChatsOfClient} r
      on conflict (kind, subject_id, chat_id) do update set signature = excluded.signature
        where card.signature is distinct from excluded.signature
      returning id, client_id
    ), settled as (
      update card k set signature = null where k.kind = 'account' and k.signature is not null
        and not exists (select from h where h.id = k.subject_id)
      returning id, client_id
    ), noted as (${insertNotices(sql`(table told union all table settled) k`, now)})
    select client_id from told union all select client_id from settled`.execute(trx);
  return rows.map((row) => row.client_id);
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
