import { sql } from 'kysely';
import type { AccountState } from '../db/entities/social-account.js';
import { type Sql, toDateOrNull } from '../db/sql.js';

export interface AccountLine {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly state: AccountState;
  /** Nothing goes to it, because it accepted us no more. */
  readonly held: boolean;
  /** When the access ends, where the network has said it. */
  readonly expiresAt: Date | null;
}

/** The client's accounts, always in the order in which they were connected: buttons count on it. */
export async function accounts(db: Sql, clientId: string): Promise<AccountLine[]> {
  const { rows } = await sql<Omit<AccountLine, 'expiresAt'> & { expiresAt: string | null }>`
    select id, name, platform, state, queue_held_at is not null as held, expires_at as "expiresAt"
    from social_account
    where client_id = ${clientId} order by created_at, id`.execute(db);
  return rows.map((row) => ({ ...row, expiresAt: toDateOrNull(row.expiresAt) }));
}
