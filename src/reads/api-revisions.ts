import { sql } from 'kysely';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { Content, RenderedByAccount } from '../domain/content.js';
import type { ApprovalRow, RevisionRow } from './api-rows.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import { plainContent } from './plain-content.js';
import { seesPost, type Viewer } from './viewer.js';

export const REVISION_SORT: Sort = { columns: [{ by: sql`r.number`, type: 'integer' }], descending: true };

interface RevisionRecord {
  readonly id: string;
  readonly post_id: string;
  readonly number: number;
  readonly hash: string;
  readonly content: Content;
  readonly approvals_needed: number;
  readonly author_id: string;
  readonly created_at: string;
}

const columns = sql`r.id, r.post_id, r.number, r.hash, r.content, r.approvals_needed, r.author_id, r.created_at`;

export async function revisionsByIds(db: Sql, viewer: Viewer, ids: readonly string[]): Promise<RevisionRow[]> {
  const { rows } = await sql<RevisionRecord>`
    select ${columns} from revision r join post p on p.id = r.post_id
    where ${seesPost(viewer)} and r.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toRevision);
}

/** The same page of the history of each post. */
export async function revisionPages(
  db: Sql,
  postIds: readonly string[],
  page: PageRequest,
): Promise<Keyed<RevisionRow>[]> {
  const { rows } = await sql<Keyed<RevisionRecord>>`
    select r.*, ${keyColumn(page.sort)} from unnest(${postIds}::uuid[]) as wanted (id)
    cross join lateral (
      select ${columns} from revision r where r.post_id = wanted.id and ${isBeyond(page)}
      order by ${inOrder(page.sort)} limit ${page.limit}) r
    order by ${inOrder(page.sort)}`.execute(db);
  return rows.map((record) => ({ ...toRevision(record), key: record.key }));
}

function toRevision({ id, number, hash, content, ...rest }: RevisionRecord): RevisionRow {
  return {
    id,
    postId: rest.post_id,
    number,
    hash,
    ...plainContent(content),
    approvalsNeeded: rest.approvals_needed,
    authorId: rest.author_id,
    createdAt: toDate(rest.created_at),
  };
}

/** What each account gets of a revision; larger than all the rest of it. */
export async function renderedByRevisions(db: Sql, ids: readonly string[]): Promise<RenderedRow[]> {
  const { rows } = await sql<RenderedRow>`
    select id, rendered from revision where id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

interface RenderedRow {
  readonly id: string;
  readonly rendered: RenderedByAccount;
}

interface ApprovalRecord {
  readonly id: string;
  readonly revision_id: string;
  readonly member_id: string;
  readonly created_at: string;
  readonly void_at: string | null;
}

export async function approvalsOfRevisions(db: Sql, revisionIds: readonly string[]): Promise<ApprovalRow[]> {
  const { rows } = await sql<ApprovalRecord>`
    select id, revision_id, member_id, created_at, void_at from approval
    where revision_id = any(${revisionIds}::uuid[]) order by created_at, id`.execute(db);
  return rows.map((record) => ({
    id: record.id,
    revisionId: record.revision_id,
    memberId: record.member_id,
    createdAt: toDate(record.created_at),
    voidAt: toDateOrNull(record.void_at),
  }));
}
