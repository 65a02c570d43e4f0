import { sql } from 'kysely';
import type { AccountState } from '../db/entities/social-account.js';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { Failure } from '../domain/failure.js';
import type { AccountRow, LimitRow } from './api-rows.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import type { Viewer } from './viewer.js';

export const ACCOUNT_SORTS = {
  oldest: {
    columns: [
      { by: sql`a.created_at`, type: 'timestamptz' },
      { by: sql`a.id`, type: 'uuid' },
    ],
  },
  name: {
    columns: [
      { by: sql`a.name`, type: 'text' },
      { by: sql`a.id`, type: 'uuid' },
    ],
  },
} as const satisfies Record<string, Sort>;

export interface AccountFilter {
  readonly states?: readonly AccountState[] | null;
  readonly platform?: string | null;
  /** Whether its queue stands still. */
  readonly held?: boolean | null;
}

interface AccountRecord {
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly username: string | null;
  readonly state: AccountState;
  readonly external_id: string;
  readonly queue_held_at: string | null;
  readonly queue_failure: Failure | null;
  readonly created_at: string;
}

const columns = sql`a.id, a.platform, a.name, a.username, a.state, a.external_id, a.queue_held_at, a.queue_failure, a.created_at`;

export async function accountPage(
  db: Sql,
  { clientId }: Viewer,
  { states, platform, held }: AccountFilter,
  page: PageRequest,
): Promise<Keyed<AccountRow>[]> {
  const { rows } = await sql<Keyed<AccountRecord>>`
    select ${columns}, ${keyColumn(page.sort)} from social_account a
    where a.client_id = ${clientId} and ${states ? sql`a.state = any(${states})` : sql`true`}
      and ${platform ? sql`a.platform = ${platform}` : sql`true`}
      and ${typeof held === 'boolean' ? sql`(a.queue_held_at is not null) = ${held}` : sql`true`} and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...toAccount(record), key: record.key }));
}

export async function accountsByIds(db: Sql, { clientId }: Viewer, ids: readonly string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRecord>`
    select ${columns} from social_account a where a.client_id = ${clientId} and a.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toAccount);
}

/** Those that have not ended, the last one first. */
export async function limitsOfAccounts(db: Sql, ids: readonly string[], now: Date): Promise<LimitRow[]> {
  const { rows } = await sql<Omit<LimitRow, 'until'> & { readonly until: string }>`
    select a.id as "accountId", w.scope, l.until from social_account a
    cross join lateral (values ('account', 'account:' || a.id), ('app', 'app:' || a.platform)) as w (scope, name)
    join rate_limit l on l.scope = w.name
    where a.id = any(${ids}::uuid[]) and l.until > ${now} order by a.id, l.until desc`.execute(db);
  return rows.map((row) => ({ ...row, until: toDate(row.until) }));
}

function toAccount(record: AccountRecord): AccountRow {
  const { id, platform, name, username, state } = record;
  return {
    id,
    platform,
    name,
    username,
    state,
    externalId: record.external_id,
    heldAt: toDateOrNull(record.queue_held_at),
    heldFor: record.queue_failure,
    createdAt: toDate(record.created_at),
  };
}
