import { sql } from 'kysely';
import { type Sql, toDate } from '../db/sql.js';
import type { EventRow } from './api-rows.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import type { Viewer } from './viewer.js';

const at = {
  columns: [
    { by: sql`e.at`, type: 'timestamptz' },
    { by: sql`e.id`, type: 'bigint' },
  ],
} as const satisfies Sort;
export const EVENT_SORTS = {
  newest: { ...at, descending: true },
  oldest: at,
} as const satisfies Record<string, Sort>;

/** Within one post ids will do, and there is an index for them. */
export const POST_EVENT_SORT: Sort = { columns: [{ by: sql`e.id`, type: 'bigint' }], descending: true };

export interface EventFilter {
  readonly postId?: string | null;
  readonly memberId?: string | null;
  /** `post.approve`, or a subject: `post`. */
  readonly what?: string | null;
  readonly from?: Date | null;
  readonly until?: Date | null;
}

interface EventRecord {
  readonly id: string;
  readonly what: string;
  readonly post_id: string | null;
  readonly delivery_id: string | null;
  readonly member_id: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: string;
}

const columns = sql`e.id, e.what, e.post_id, e.delivery_id, e.member_id, e.before, e.after, e.at`;

/** The audit trail of the client. */
export async function eventPage(
  db: Sql,
  { clientId }: Viewer,
  { postId, memberId, what, from, until }: EventFilter,
  page: PageRequest,
): Promise<Keyed<EventRow>[]> {
  const { rows } = await sql<Keyed<EventRecord>>`
    select ${columns}, ${keyColumn(page.sort)} from event e
    where e.client_id = ${clientId} and ${postId ? sql`e.post_id = ${postId}` : sql`true`}
      and ${memberId ? sql`e.member_id = ${memberId}` : sql`true`}
      and ${what ? sql`(e.what = ${what} or starts_with(e.what, ${`${what}.`}))` : sql`true`}
      and ${from ? sql`e.at >= ${from}` : sql`true`} and ${until ? sql`e.at < ${until}` : sql`true`} and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...toEvent(record), key: record.key }));
}

/** The same page of the trail of each post. */
export async function eventPages(db: Sql, postIds: readonly string[], page: PageRequest): Promise<Keyed<EventRow>[]> {
  const { rows } = await sql<Keyed<EventRecord>>`
    select e.*, ${keyColumn(page.sort)} from unnest(${postIds}::uuid[]) as wanted (id)
    cross join lateral (
      select ${columns} from event e where e.post_id = wanted.id and ${isBeyond(page)}
      order by ${inOrder(page.sort)} limit ${page.limit}) e
    order by ${inOrder(page.sort)}`.execute(db);
  return rows.map((record) => ({ ...toEvent(record), key: record.key }));
}

function toEvent(record: EventRecord): EventRow {
  const { id, what, before, after } = record;
  return {
    id: String(id),
    what,
    postId: record.post_id,
    deliveryId: record.delivery_id,
    memberId: record.member_id,
    before,
    after,
    at: toDate(record.at),
  };
}
