import { sql } from 'kysely';
import { type Sql, toDateOrNull } from '../db/sql.js';
import type { Role } from '../domain/post.js';
import type { MemberRow } from './api-rows.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import type { Viewer } from './viewer.js';

export const MEMBER_SORT: Sort = {
  columns: [
    { by: sql`s.created_at`, type: 'timestamptz' },
    { by: sql`m.id`, type: 'uuid' },
  ],
};

type MemberRecord = Omit<MemberRow, 'since'> & { readonly since: string | null };

const columns = sql`m.id, m.telegram_id as "telegramId", m.name, m.username, s.role, s.created_at as since`;

/** Those who work for the client now, longest first. */
export async function memberPage(
  db: Sql,
  { clientId }: Viewer,
  { roles }: { readonly roles?: readonly Role[] | null },
  page: PageRequest,
): Promise<Keyed<MemberRow>[]> {
  const { rows } = await sql<Keyed<MemberRecord>>`
    select ${columns}, ${keyColumn(page.sort)} from membership s join member m on m.id = s.member_id
    where s.client_id = ${clientId} and s.removed_at is null and ${roles ? sql`s.role = any(${roles})` : sql`true`}
      and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...toMember(record), key: record.key }));
}

/** With the role each has in this client now. Those who never worked for it are not found. */
export async function membersByIds(db: Sql, { clientId }: Viewer, ids: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRecord>`
    select m.id, m.telegram_id as "telegramId", m.name, m.username, case when s.removed_at is null then s.role end as role,
      case when s.removed_at is null then s.created_at end as since
    from member m join membership s on s.member_id = m.id and s.client_id = ${clientId}
    where m.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toMember);
}

function toMember({ since, ...rest }: MemberRecord): MemberRow {
  return { ...rest, since: toDateOrNull(since) };
}
