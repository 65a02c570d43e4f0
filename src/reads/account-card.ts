import { sql } from 'kysely';
import { failedByAccount } from '../db/account-queue-sql.js';
import type { AccountState } from '../db/entities/social-account.js';
import { type Sql, toDateOrNull } from '../db/sql.js';
import type { Failure } from '../domain/failure.js';

/** An account whose queue stands still, or whose access is about to end, or was. */
export interface AccountCard {
  readonly accountId: string;
  readonly account: string;
  readonly platform: string;
  readonly brand: string;
  readonly zone: string;
  /** Null where it goes on. */
  readonly heldAt: Date | null;
  readonly failure: Failure | null;
  readonly state: AccountState;
  /** When the access ends, where the network has said it. */
  readonly expiresAt: Date | null;
  /** Posts that wait for it, with those that failed because of it; of one that goes on, those that are to go when its access has ended. */
  readonly waiting: number;
  /** When the first of them was to go. */
  readonly firstAt: Date | null;
}

type Row = Omit<AccountCard, 'heldAt' | 'firstAt' | 'expiresAt'> &
  Record<'heldAt' | 'firstAt' | 'expiresAt', string | null>;

export async function accountCard(db: Sql, accountId: string): Promise<AccountCard | null> {
  const { rows } = await sql<Row>`
    select a.id as "accountId", a.name as account, a.platform, c.name as brand, c.zone, a.queue_held_at as "heldAt",
      a.queue_failure as failure, a.state, a.expires_at as "expiresAt", w.waiting, w."firstAt"
    from social_account a join client c on c.id = a.client_id cross join lateral (
      select count(distinct u.post_id)::int as waiting, min(u.due_at) as "firstAt"
      from delivery d join publication u on u.id = d.publication_id
      where d.account_id = a.id and d.kind = 'part' and (d.state in ('scheduled', 'waiting') or ${failedByAccount})
        and (a.queue_held_at is not null or d.due_at >= a.expires_at)) w
    where a.id = ${accountId}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const [heldAt, firstAt, expiresAt] = [row.heldAt, row.firstAt, row.expiresAt].map(toDateOrNull);
  return { ...row, heldAt: heldAt ?? null, firstAt: firstAt ?? null, expiresAt: expiresAt ?? null };
}
