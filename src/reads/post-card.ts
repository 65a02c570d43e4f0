import { sql } from 'kysely';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { Content } from '../domain/content.js';
import type { DeliveryState, Receipt } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';
import type { PostState } from '../domain/post.js';

/** Everything that a post's card says, but for the preflight of what is not frozen yet. */
export interface PostCard {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly state: PostState;
  readonly clientId: string;
  readonly brand: string;
  readonly authorId: string;
  readonly author: string;
  readonly content: Content;
  readonly targetIds: readonly string[] | null;
  readonly dueAt: Date | null;
  readonly zone: string;
  /** The client's freeze stops what has not left. */
  readonly frozen: boolean;
  readonly revisionId: string | null;
  readonly approvalsNeeded: number | null;
  /** Who approved the current revision, in order. */
  readonly approvers: readonly { readonly id: string; readonly name: string }[];
  /** Why it came back, the last time that it did. */
  readonly declined: { readonly by: string; readonly reason: string } | null;
  /** Whose approval was lost, so that the current revision is reviewed anew. */
  readonly lost: string | null;
  /** How many approvals the current revision can have here at most. */
  readonly approvalsPossible: number;
  readonly parts: readonly PartOnCard[];
  /** Of parts that are live: the latest correction of each. */
  readonly corrections: readonly PartOnCard[];
}

/** One delivery of the post, with its account. */
export interface PartOnCard {
  readonly id: string;
  readonly version: number;
  readonly publicationId: string;
  /** Which copy on this account: 0 is the first. */
  readonly repeat: number;
  readonly accountId: string;
  readonly account: string;
  readonly platform: string;
  /** Nothing goes to it until it is connected again. */
  readonly accountHeld?: boolean;
  /** Held because a restore forgot what became of it. */
  readonly doubted?: boolean;
  readonly ordinal: number;
  readonly state: DeliveryState;
  readonly dueAt: Date;
  readonly changedAt: Date;
  readonly failure: Failure | null;
  readonly receipt: Receipt | null;
}

type Row = Omit<PostCard, 'dueAt' | 'parts' | 'corrections'> & { dueAt: string | null };
type PartRow = Omit<PartOnCard, 'dueAt' | 'changedAt'> & { dueAt: string; changedAt: string };

/**
 * Over a post `p` of client `c` with its revision `r`: how many approvals it can have, given by those who have and those who still may. Fewer
 * than needed, and nobody else can approve it.
 */
export const approvalsPossible = sql<number>`(
  select count(*)::int from membership s
  where s.client_id = c.id and s.removed_at is null and s.role in ('editor', 'admin')
    and (c.authors_may_approve_own or s.member_id <> r.author_id
      or exists (select from approval a where a.revision_id = r.id and a.member_id = s.member_id and a.void_at is null)))`;

export async function postCard(db: Sql, postId: string): Promise<PostCard | null> {
  const { rows } = await sql<Row>`
    select p.id, p.number, p.version, p.state, p.client_id as "clientId", c.name as brand, p.author_id as "authorId", m.name as author,
      p.content, p.target_ids as "targetIds", p.due_at as "dueAt", p.zone, c.frozen_at is not null as frozen, p.revision_id as "revisionId", r.approvals_needed as "approvalsNeeded",
      (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by a.created_at), '[]')
       from approval a join member n on n.id = a.member_id
       where a.revision_id = p.revision_id and a.void_at is null) as approvers,
      (select jsonb_build_object('by', n.name, 'reason', e.after ->> 'reason')
       from event e join member n on n.id = e.member_id
       where e.post_id = p.id and e.what = 'review.reason' order by e.id desc limit 1) as declined,
      (select n.name from event e join member n on n.id = (e.after ->> 'lost')::uuid
       where e.post_id = p.id and e.what in ('post.returned', 'review.approval_lost') and e.after ->> 'revisionId' = r.id::text
         and p.state = 'in_review' order by e.id desc limit 1) as lost,
      ${approvalsPossible} as "approvalsPossible"
    from post p join client c on c.id = p.client_id join member m on m.id = p.author_id
    left join revision r on r.id = p.revision_id
    where p.id = ${postId}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const [parts, corrections] = [await partsOf(db, postId), await correctionsOf(db, postId)];
  return { ...row, dueAt: toDateOrNull(row.dueAt), parts, corrections };
}

const partColumns = sql`d.id, d.version, u.id as "publicationId", u.repeat, d.account_id as "accountId", a.name as account, a.platform,
  a.queue_held_at is not null as "accountHeld", d.doubted_at is not null as doubted, d.ordinal, d.state, d.due_at as "dueAt", d.updated_at as "changedAt", d.failure, d.receipt`;

async function partsOf(db: Sql, postId: string): Promise<PartOnCard[]> {
  const { rows } = await sql<PartRow>`
    select ${partColumns} from publication u join delivery d on d.publication_id = u.id and d.revision_id = u.revision_id
    join social_account a on a.id = d.account_id
    where u.post_id = ${postId} order by a.created_at, a.id, u.occurrence, u.repeat, d.ordinal`.execute(db);
  return rows.map(toPart);
}

async function correctionsOf(db: Sql, postId: string): Promise<PartOnCard[]> {
  const { rows } = await sql<PartRow>`
    select ${partColumns} from publication u join delivery l on l.publication_id = u.id and l.kind = 'part' and l.state = 'published'
    join lateral (select * from delivery e where e.live_id = l.id and e.state <> 'cancelled' order by e.seq desc limit 1) d on true
    join social_account a on a.id = d.account_id
    where u.post_id = ${postId} order by a.created_at, a.id, u.occurrence, u.repeat, d.ordinal`.execute(db);
  return rows.map(toPart);
}

function toPart(row: PartRow): PartOnCard {
  return { ...row, dueAt: toDate(row.dueAt), changedAt: toDate(row.changedAt) };
}
