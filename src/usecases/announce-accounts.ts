import { sql } from 'kysely';
import { LAST_WARN_MS, WARN_MS } from '../domain/expiry.js';
import { waitsForAccount } from '../db/account-queue-sql.js';
import { accountChatsOfClient } from '../db/review-chats-sql.js';
import type { Sql } from '../db/sql.js';
import { tellStandingCards } from '../db/standing-cards-sql.js';
import type { Desk } from './desk.js';

/**
 * An account whose queue stands still, or whose access is about to end, has one card where editors are asked, and with each admin, who alone can
 * connect it again. It is shown anew when what waits for it changes, and when it goes on. Returns the client of each card that was told.
 */
export async function announceAccounts(desk: Desk, trx: Sql): Promise<string[]> {
  const now = desk.clock.now();
  const subjects = sql`
      select a.id, a.client_id, md5(concat(a.queue_held_at, ' ', (
        select string_agg(d.id::text, ',' order by d.id) from delivery d where ${waitsForAccount}))) as signature
      from social_account a where a.queue_held_at is not null
      union all
      select a.id, a.client_id, md5(concat(a.expires_at, ' ', a.expires_at <= ${after(now, LAST_WARN_MS)}, ' ', (
        select string_agg(d.id::text, ',' order by d.id) from delivery d where ${waitsForAccount} and d.due_at >= a.expires_at)))
      from social_account a
      where a.queue_held_at is null and a.state = 'connected' and a.expires_at <= ${after(now, WARN_MS)}`;
  return tellStandingCards(trx, { kind: 'account', subjects, chats: accountChatsOfClient }, now);
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
