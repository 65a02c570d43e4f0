import { sql } from 'kysely';
import type { Content } from '../domain/content.js';
import type { PostState } from '../domain/post.js';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { PostRow } from './api-rows.js';
import { seesPost, type Viewer } from './viewer.js';

export interface PostPageRequest {
  readonly clientId: string;
  /** Null: every state. */
  readonly states: readonly PostState[] | null;
  readonly limit: number;
  /** Only posts with a smaller number. */
  readonly below: number | null;
}

/** Newest first, by number: a number never changes, so a page stays where it was. */
export async function postPage(db: Sql, { clientId, states, limit, below }: PostPageRequest): Promise<PostRow[]> {
  const { rows } = await sql<PostRecord>`
    select ${columns} from post p
    where p.client_id = ${clientId}
      and ${states ? sql`p.state = any(${states})` : sql`true`}
      and ${below === null ? sql`true` : sql`p.number < ${below}`}
    order by p.number desc limit ${limit}`.execute(db);
  return rows.map(toPost);
}

export async function postsByIds(db: Sql, viewer: Viewer, ids: readonly string[]): Promise<PostRow[]> {
  const { rows } = await sql<PostRecord>`
    select ${columns} from post p where ${seesPost(viewer)} and p.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toPost);
}

export async function postByNumber(db: Sql, clientId: string, number: number): Promise<PostRow | null> {
  const { rows } = await sql<PostRecord>`
    select ${columns} from post p where p.client_id = ${clientId} and p.number = ${number}`.execute(db);
  return rows[0] ? toPost(rows[0]) : null;
}

const columns = sql`p.id, p.number, p.client_id, p.author_id, p.revision_id, p.state, p.title, p.subject, p.language, p.content, p.due_at, p.zone,
  p.version, p.created_at, p.updated_at`;

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
  readonly content: Content;
  readonly due_at: string | null;
  readonly zone: string;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

function toPost(record: PostRecord): PostRow {
  const { id, number, state, title, subject, language, content, zone, version } = record;
  return {
    id,
    number,
    clientId: record.client_id,
    authorId: record.author_id,
    revisionId: record.revision_id,
    state,
    title,
    subject,
    language,
    text: content.text,
    link: content.link ?? null,
    hashtags: content.hashtags ?? [],
    media: content.media,
    quiz: content.quiz ?? null,
    dueAt: toDateOrNull(record.due_at),
    zone,
    version,
    createdAt: toDate(record.created_at),
    updatedAt: toDate(record.updated_at),
  };
}
