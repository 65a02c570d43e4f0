import { sql } from 'kysely';
import type { AccountState } from '../db/entities/social-account.js';
import { type Sql, toDateOrNull } from '../db/sql.js';
import type { Failure } from '../domain/failure.js';

/** One account as those see it who look after it. */
export interface AccountView {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly platform: string;
  readonly username: string | null;
  readonly externalId: string;
  readonly state: AccountState;
  /** Nothing goes to it, because it accepted us no more. */
  readonly held: boolean;
  /** Since when, for the button that ends it. */
  readonly heldAt: Date | null;
  /** When the access ends, where the network has said it. */
  readonly expiresAt: Date | null;
  /** Why it stands still. */
  readonly failure: Failure | null;
}

export async function accountView(db: Sql, accountId: string): Promise<AccountView | null> {
  const { rows } = await sql<Omit<AccountView, 'heldAt' | 'expiresAt'> & Record<'heldAt' | 'expiresAt', string | null>>`
    select id, client_id as "clientId", name, platform, username, external_id as "externalId", state,
      queue_held_at is not null as held, queue_held_at as "heldAt", queue_failure as failure, expires_at as "expiresAt"
    from social_account where id = ${accountId}`.execute(db);
  const [row] = rows;
  return row ? { ...row, heldAt: toDateOrNull(row.heldAt), expiresAt: toDateOrNull(row.expiresAt) } : null;
}
