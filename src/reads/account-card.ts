import { sql } from 'kysely';
import { failedByAccount } from '../db/account-queue-sql.js';
import { type Sql, toDateOrNull } from '../db/sql.js';
import type { Failure } from '../domain/failure.js';

/** An account whose queue stands still, or did. */
export interface AccountCard {
  readonly accountId: string;
  readonly account: string;
  readonly platform: string;
  readonly brand: string;
  readonly zone: string;
  /** Null where it goes on. */
  readonly heldAt: Date | null;
  readonly failure: Failure | null;
  /** Posts that wait for it, with those that failed because of it. */
  readonly waiting: number;
  /** When the first of them was to go. */
  readonly firstAt: Date | null;
}

type Row = Omit<AccountCard, 'heldAt' | 'firstAt'> & { heldAt: string | null; firstAt: string | null };

export async function accountCard(db: Sql, accountId: string): Promise<AccountCard | null> {
  const { rows } = await sql<Row>`
    select a.id as "accountId", a.name as account, a.platform, c.name as brand, c.zone, a.queue_held_at as "heldAt",
      a.queue_failure as failure, w.waiting, w."firstAt"
    from social_account a join client c on c.id = a.client_id cross join lateral (
      select count(distinct u.post_id)::int as waiting, min(u.due_at) as "firstAt"
      from delivery d join publication u on u.id = d.publication_id
      where d.account_id = a.id and d.kind = 'part' and (d.state in ('scheduled', 'waiting') or ${failedByAccount})) w
    where a.id = ${accountId}`.execute(db);
  const [row] = rows;
  return row ? { ...row, heldAt: toDateOrNull(row.heldAt), firstAt: toDateOrNull(row.firstAt) } : null;
}
