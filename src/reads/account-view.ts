import { sql } from 'kysely';
import type { AccountState } from '../db/entities/social-account.js';
import type { Sql } from '../db/sql.js';

/** One account as those see it who look after it. */
export interface AccountView {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly platform: string;
  readonly username: string | null;
  readonly state: AccountState;
  /** Nothing goes to it, because it accepted us no more. */
  readonly held: boolean;
}

export async function accountView(db: Sql, accountId: string): Promise<AccountView | null> {
  const { rows } = await sql<AccountView>`
    select id, client_id as "clientId", name, platform, username, state, queue_held_at is not null as held
    from social_account where id = ${accountId}`.execute(db);
  return rows[0] ?? null;
}
