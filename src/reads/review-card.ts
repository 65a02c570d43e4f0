import { sql } from 'kysely';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { Content, RenderedByAccount } from '../domain/content.js';
import type { PostState } from '../domain/post.js';
import { approvalsPossible } from './post-card.js';

/** What editors are asked about, and what has been decided so far. */
export interface ReviewCard {
  readonly revisionId: string;
  readonly postId: string;
  readonly clientId: string;
  readonly number: number;
  readonly brand: string;
  readonly author: string;
  readonly content: Content;
  readonly rendered: RenderedByAccount;
  readonly targets: readonly {
    readonly id: string;
    readonly name: string;
    readonly platform: string;
    readonly expiresAt: string | null;
  }[];
  readonly dueAt: Date | null;
  readonly zone: string;
  readonly approvalsNeeded: number;
  readonly postState: PostState;
  readonly postVersion: number;
  /** Is this still the revision that the post stands for? */
  readonly current: boolean;
  /** Is there a later one? */
  readonly superseded: boolean;
  /** How many approvals it can have here at most. */
  readonly approvalsPossible: number;
  /** How often it came back because an approval was lost. */
  readonly returned: number;
  readonly decisions: readonly Decision[];
  /** Who took the post back out of review, the last time. */
  readonly withdrawnBy: string | null;
}

export interface Decision {
  readonly how: 'approve' | 'request_changes' | 'reject';
  readonly by: string;
  readonly at: Date;
  readonly reason: string | null;
  /** The state of the post after it. */
  readonly led: PostState;
  /** An approval that does not count any more: who gave it may not approve now. */
  readonly lost: boolean;
}

type Row = Omit<ReviewCard, 'dueAt' | 'decisions'> & { dueAt: string | null };
type DecisionRow = Omit<Decision, 'at'> & { at: string };

export async function reviewCard(db: Sql, revisionId: string): Promise<ReviewCard | null> {
  const { rows } = await sql<Row>`
    select r.id as "revisionId", p.id as "postId", p.client_id as "clientId", p.number, c.name as brand, m.name as author, r.content, r.rendered,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'platform', a.platform, 'expiresAt', a.expires_at) order by a.created_at, a.id), '[]')
       from social_account a where r.rendered ? a.id::text) as targets,
      p.due_at as "dueAt", p.zone, r.approvals_needed as "approvalsNeeded", p.state as "postState", p.version as "postVersion",
      p.revision_id is not distinct from r.id as current,
      exists (select from revision n where n.post_id = p.id and n.number > r.number) as superseded,
      (select n.name from event e join member n on n.id = e.member_id
       where e.post_id = p.id and e.what in ('post.withdraw', 'post.cancel', 'post.cancel_target') order by e.id desc limit 1) as "withdrawnBy",
      ${approvalsPossible} as "approvalsPossible",
      (select count(*)::int from event e
       where e.post_id = p.id and e.what = 'post.returned' and e.after ->> 'revisionId' = r.id::text) as returned
    from revision r join post p on p.id = r.post_id join client c on c.id = p.client_id join member m on m.id = p.author_id
    where r.id = ${revisionId}`.execute(db);
  const row = rows[0];
  return row
    ? { ...row, dueAt: toDateOrNull(row.dueAt), decisions: await decisionsOn(db, row.postId, revisionId) }
    : null;
}

/** The reason of a refusal is the event written just before it, in the same transaction. */
async function decisionsOn(db: Sql, postId: string, revisionId: string): Promise<Decision[]> {
  const { rows } = await sql<DecisionRow>`
    select replace(e.what, 'post.', '') as how, n.name as by, e.at, e.after ->> 'state' as led,
      (select w.after ->> 'reason' from event w
       where w.post_id = e.post_id and w.what = 'review.reason' and w.at = e.at and w.member_id = e.member_id
       order by w.id desc limit 1) as reason,
      exists (select from approval a where a.revision_id = ${revisionId} and a.member_id = e.member_id
        and a.created_at = e.at and a.void_at is not null) as lost
    from event e join member n on n.id = e.member_id
    where e.post_id = ${postId} and e.what in ('post.approve', 'post.request_changes', 'post.reject')
      and e.after ->> 'revisionId' = ${revisionId}
    order by e.id`.execute(db);
  return rows.map((row) => ({ ...row, at: toDate(row.at) }));
}
