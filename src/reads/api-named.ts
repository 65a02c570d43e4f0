import { sql } from 'kysely';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { Content } from '../domain/content.js';
import type { AccountRow, ApprovalRow, ClientRow, MemberRow, RevisionRow } from './api-rows.js';

export async function clientsByIds(db: Sql, ids: readonly string[]): Promise<ClientRow[]> {
  const { rows } = await sql<Omit<ClientRow, 'frozenAt'> & { frozen_at: string | null }>`
    select id, name, zone, language, frozen_at from client where id = any(${ids}::uuid[])`.execute(db);
  return rows.map(({ frozen_at: frozenAt, ...rest }) => ({ ...rest, frozenAt: toDateOrNull(frozenAt) }));
}

/** With the role each has in this client now. */
export async function membersByIds(db: Sql, clientId: string, ids: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select m.id, m.name, m.username, s.role from member m
    left join membership s on s.member_id = m.id and s.client_id = ${clientId} and s.removed_at is null
    where m.id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

export async function accountsByIds(db: Sql, ids: readonly string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select id, platform, name, username, state from social_account where id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

interface RevisionRecord {
  readonly id: string;
  readonly number: number;
  readonly hash: string;
  readonly content: Content;
  readonly approvals_needed: number;
  readonly author_id: string;
  readonly created_at: string;
}

export async function revisionsByIds(db: Sql, ids: readonly string[]): Promise<RevisionRow[]> {
  const { rows } = await sql<RevisionRecord>`
    select id, number, hash, content, approvals_needed, author_id, created_at from revision
    where id = any(${ids}::uuid[])`.execute(db);
  return rows.map(({ id, number, hash, content, ...rest }) => ({
    id,
    number,
    hash,
    text: content.text,
    media: content.media,
    quiz: content.quiz ?? null,
    approvalsNeeded: rest.approvals_needed,
    authorId: rest.author_id,
    createdAt: toDate(rest.created_at),
  }));
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
