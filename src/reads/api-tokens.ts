import { sql } from 'kysely';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { Scope } from '../domain/access.js';
import type { Role } from '../domain/post.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';

/** A token as it may be shown: without its hash. */
export interface ApiTokenRow {
  readonly id: string;
  readonly memberId: string;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The latest made first: ids are ordered by time. */
export const TOKEN_SORT: Sort = { columns: [{ by: sql`t.id`, type: 'uuid' }], descending: true };

/** One member's tokens, or, where that is null, those of all; revoked ones are among them. */
export async function apiTokenPage(
  db: Sql,
  { clientId, memberId }: { readonly clientId: string; readonly memberId: string | null },
  page: PageRequest,
): Promise<Keyed<ApiTokenRow>[]> {
  const { rows } = await sql<Keyed<TokenRecord>>`select ${columns}, ${keyColumn(page.sort)} from api_token t
    where t.client_id = ${clientId} and ${memberId === null ? sql`true` : sql`t.member_id = ${memberId}`} and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...toToken(record), key: record.key }));
}

/** What a member has and can use, the latest first. */
export async function liveTokens(db: Sql, clientId: string, memberId: string, now: Date): Promise<ApiTokenRow[]> {
  const { rows } = await sql<TokenRecord>`select ${columns} from api_token t
    where t.client_id = ${clientId} and t.member_id = ${memberId} and t.revoked_at is null
      and (t.expires_at is null or t.expires_at > ${now})
    order by t.id desc`.execute(db);
  return rows.map(toToken);
}

export async function apiTokenById(db: Sql, clientId: string, id: string): Promise<ApiTokenRow | null> {
  const { rows } = await sql<TokenRecord>`select ${columns} from api_token t
    where t.client_id = ${clientId} and t.id = ${id}`.execute(db);
  return rows[0] ? toToken(rows[0]) : null;
}

const columns = sql`t.id, t.member_id, t.name, t.role, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at`;

interface TokenRecord {
  readonly id: string;
  readonly member_id: string;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

function toToken(record: TokenRecord): ApiTokenRow {
  const { id, name, role, scopes } = record;
  return {
    id,
    memberId: record.member_id,
    name,
    role,
    scopes,
    createdAt: toDate(record.created_at),
    expiresAt: toDateOrNull(record.expires_at),
    lastUsedAt: toDateOrNull(record.last_used_at),
    revokedAt: toDateOrNull(record.revoked_at),
  };
}
