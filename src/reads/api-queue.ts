import { sql } from 'kysely';
import { type Sql, toDate } from '../db/sql.js';
import type { QueueRow } from './api-rows.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import type { Viewer } from './viewer.js';

export const QUEUE_SORT: Sort = {
  columns: [
    { by: sql`d.due_at`, type: 'timestamptz' },
    { by: sql`d.seq`, type: 'bigint' },
  ],
};

export interface QueueFilter {
  readonly accountId?: string | null;
  readonly platform?: string | null;
  /** Only what waits for a person because its time has passed, or only what does not. */
  readonly held?: boolean | null;
  readonly dueFrom?: Date | null;
  readonly dueUntil?: Date | null;
}

type QueueRecord = Omit<QueueRow, 'dueAt'> & { readonly dueAt: string };
const WORDS_LENGTH = 80;

/** What goes out next, of everybody at the client, as `/queue` in the bot lists it: of each only the first words. */
export async function queuePage(
  db: Sql,
  { clientId }: Viewer,
  { accountId, platform, held, dueFrom, dueUntil }: QueueFilter,
  page: PageRequest,
): Promise<Keyed<QueueRow>[]> {
  const { rows } = await sql<Keyed<QueueRecord>>`
    select d.id, d.state, d.due_at as "dueAt", d.account_id as "accountId", d.publication_id as "publicationId",
      p.number, p.author_id as "authorId",
      left(coalesce(nullif(p.content ->> 'text', ''), p.content #>> '{quiz,question}', ''), ${WORDS_LENGTH}) as words,
      ${keyColumn(page.sort)}
    from delivery d join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    where d.client_id = ${clientId} and d.kind = 'part' and d.ordinal = 0 and d.state in ('scheduled', 'waiting', 'publishing', 'held')
      and ${typeof held === 'boolean' ? sql`(d.state = 'held') = ${held}` : sql`true`}
      and ${accountId ? sql`d.account_id = ${accountId}` : sql`true`}
      and ${platform ? sql`exists (select from social_account a where a.id = d.account_id and a.platform = ${platform})` : sql`true`}
      and ${dueFrom ? sql`d.due_at >= ${dueFrom}` : sql`true`} and ${dueUntil ? sql`d.due_at < ${dueUntil}` : sql`true`}
      and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...record, dueAt: toDate(record.dueAt) }));
}
