import { sql } from 'kysely';
import { type Sql, toDateOrNull } from '../db/sql.js';
import type { ClientRow } from './api-rows.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import type { Viewer } from './viewer.js';

export const CLIENT_SORT: Sort = {
  columns: [
    { by: sql`s.created_at`, type: 'timestamptz' },
    { by: sql`c.id`, type: 'uuid' },
  ],
};

type ClientRecord = Omit<ClientRow, 'frozenAt'> & { readonly frozen_at: string | null };

const columns = sql`c.id, c.name, c.zone, c.language, c.frozen_at, s.role`;
/** Of the member who asks, and of nobody else. */
const ownClients = ({ memberId }: Viewer) => sql`client c join membership s on s.client_id = c.id
  and s.member_id = ${memberId} and s.removed_at is null`;

/** The clients that the member works for, the first one first; `only` one where the token is for that. */
export async function clientPage(
  db: Sql,
  viewer: Viewer,
  only: string | null,
  page: PageRequest,
): Promise<Keyed<ClientRow>[]> {
  const { rows } = await sql<Keyed<ClientRecord>>`
    select ${columns}, ${keyColumn(page.sort)} from ${ownClients(viewer)} where ${only === null ? sql`true` : sql`c.id = ${only}`} and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...toClient(record), key: record.key }));
}

export async function clientsByIds(db: Sql, viewer: Viewer, ids: readonly string[]): Promise<ClientRow[]> {
  const { rows } = await sql<ClientRecord>`
    select ${columns} from ${ownClients(viewer)} where c.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toClient);
}

function toClient({ frozen_at: frozenAt, ...rest }: ClientRecord): ClientRow {
  return { ...rest, frozenAt: toDateOrNull(frozenAt) };
}
