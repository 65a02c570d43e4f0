import { type RawBuilder, sql } from 'kysely';
import type { Content } from '../domain/content.js';
import type { PostState } from '../domain/post.js';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { PostRow } from './api-rows.js';
import { plainContent } from './plain-content.js';
import { hasWord } from './find-posts.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import { seesPost, type Viewer } from './viewer.js';

/** The word of each is as in an index, or its page would be sorted out of all posts. */
const number = { columns: [{ by: sql`p.number`, type: 'integer' }] } as const satisfies Sort;
const due = {
  columns: [
    { by: sql`coalesce(p.due_at, 'infinity'::timestamptz)`, type: 'timestamptz' },
    { by: sql`p.id`, type: 'uuid' },
  ],
} as const satisfies Sort;
export const POST_SORTS = {
  newest: { ...number, descending: true },
  oldest: number,
  due_first: due,
  due_last: { ...due, descending: true },
} as const satisfies Record<string, Sort>;

/** What waits for editors, longest first. */
export const REVIEW_SORT: Sort = {
  columns: [
    { by: sql`p.updated_at`, type: 'timestamptz' },
    { by: sql`p.id`, type: 'uuid' },
  ],
};

/** Each narrows; what is absent or null does not. */
export interface PostFilter {
  readonly states?: readonly PostState[] | null;
  readonly authorId?: string | null;
  /** Has a publication there. */
  readonly accountId?: string | null;
  readonly platform?: string | null;
  /** Words that must all be in the title or the text, as `/find` of the bot looks for them. */
  readonly words?: readonly string[];
  readonly createdFrom?: Date | null;
  readonly createdUntil?: Date | null;
  readonly dueFrom?: Date | null;
  readonly dueUntil?: Date | null;
}

/** State by state, so that an index gives each in order: a page costs the same however many posts there are. */
export async function postPage(
  db: Sql,
  viewer: Viewer,
  { states, ...filter }: PostFilter,
  page: PageRequest,
): Promise<Keyed<PostRow>[]> {
  const one = (state: RawBuilder<boolean>) => sql`(select p.* from post p
    where ${seesPost(viewer)} and ${state} and ${narrowed(filter)} and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit})`;
  const wanted = states ? [...new Set(states)].map((state) => sql<boolean>`p.state = ${state}`) : [sql<boolean>`true`];
  if (wanted.length === 0) return [];
  const { rows } = await sql<Keyed<PostRecord>>`
    select ${columns}, ${keyColumn(page.sort)} from (${sql.join(wanted.map(one), sql` union all `)}) p
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...toPost(record), key: record.key }));
}

function narrowed(filter: PostFilter) {
  const { authorId, accountId, platform, words = [], createdFrom, createdUntil, dueFrom, dueUntil } = filter;
  const conditions = [
    sql`true`,
    authorId && sql`p.author_id = ${authorId}`,
    accountId && sql`exists (select from publication u where u.post_id = p.id and u.account_id = ${accountId})`,
    platform &&
      sql`exists (select from publication u join social_account a on a.id = u.account_id
        where u.post_id = p.id and a.platform = ${platform})`,
    createdFrom && sql`p.created_at >= ${createdFrom}`,
    createdUntil && sql`p.created_at < ${createdUntil}`,
    dueFrom && sql`coalesce(p.due_at, 'infinity'::timestamptz) >= ${dueFrom} and p.due_at is not null`,
    dueUntil && sql`coalesce(p.due_at, 'infinity'::timestamptz) < ${dueUntil}`,
    ...words.map(hasWord),
  ];
  return sql.join(
    conditions.filter((condition) => typeof condition === 'object' && condition !== null),
    sql` and `,
  );
}

export async function postsByIds(db: Sql, viewer: Viewer, ids: readonly string[]): Promise<PostRow[]> {
  const { rows } = await sql<PostRecord>`
    select ${columns} from post p where ${seesPost(viewer)} and p.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toPost);
}

export async function postByNumber(db: Sql, viewer: Viewer, wanted: number): Promise<PostRow | null> {
  const { rows } = await sql<PostRecord>`
    select ${columns} from post p where ${seesPost(viewer)} and p.number = ${wanted}`.execute(db);
  return rows[0] ? toPost(rows[0]) : null;
}

const columns = sql`p.id, p.number, p.client_id, p.author_id, p.revision_id, p.state, p.title, p.subject, p.language, p.target_ids,
  p.content, p.due_at, p.zone, p.version, p.created_at, p.updated_at`;

interface PostRecord {
  readonly id: string;
  readonly number: number;
  readonly client_id: string;
  readonly author_id: string;
  readonly revision_id: string | null;
  readonly state: PostState;
  readonly title: string | null;
  readonly subject: string | null;
  readonly language: string | null;
  readonly target_ids: readonly string[] | null;
  readonly content: Content;
  readonly due_at: string | null;
  readonly zone: string;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

function toPost(record: PostRecord): PostRow {
  const { id, number: short, state, title, subject, language, content, zone, version } = record;
  return {
    id,
    number: short,
    clientId: record.client_id,
    authorId: record.author_id,
    revisionId: record.revision_id,
    state,
    title,
    subject,
    language,
    targetIds: record.target_ids,
    ...plainContent(content),
    dueAt: toDateOrNull(record.due_at),
    zone,
    version,
    createdAt: toDate(record.created_at),
    updatedAt: toDate(record.updated_at),
  };
}
