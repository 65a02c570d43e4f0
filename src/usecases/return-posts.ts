import { sql } from 'kysely';
import { Revision } from '../db/entities/post.js';
import { approvalCounts } from '../db/may-leave-sql.js';
import { lockPost } from './change-post.js';
import { type Desk, moveDelivery, touchCards, transact, type Tx } from './desk.js';
import { askForReview } from './open-review.js';
import { recordEvent } from './record-event.js';

/** A member whose approvals are about to count no more. */
export interface Leaver {
  readonly clientId: string;
  readonly memberId: string;
}

/**
 * Takes a member's approvals back from everything that leans on them and has not left: such a post returns to review with the same revision,
 * and its rows are taken back, each post in a transaction of its own. What has been marked by then has left.
 */
export async function returnPosts(desk: Desk, leaver: Leaver, byId: string): Promise<void> {
  for (const postId of await transact(desk, (tx) => leaningPosts(tx, leaver)))
    await transact(desk, (tx) => returnPost(desk, tx, postId, leaver, byId));
}

/** Posts that wait for editors with this member's approval, or are approved only with it and have something to send. */
export async function leaningPosts(tx: Tx, { clientId, memberId }: Leaver): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with o as (
      select id, revision_id, state from post where client_id = ${clientId} and state = 'in_review'
      union
      select o.id, o.revision_id, o.state from delivery d join publication u on u.id = d.publication_id join post o on o.id = u.post_id
      where d.client_id = ${clientId} and d.kind in ('part', 'edit') and o.state = 'approved' and ${canBeTakenBack}
    )
    select o.id from o join revision r on r.id = o.revision_id
    where exists (select from approval p where p.revision_id = r.id and p.member_id = ${memberId} and p.void_at is null)
      and (o.state = 'in_review' or r.approvals_needed > (
        select count(distinct p.member_id) from approval p
        join membership m on m.member_id = p.member_id and m.client_id = ${clientId}
        where ${approvalCounts} and p.member_id <> ${memberId}))
    order by o.id`.execute(tx.sql);
  return rows.map(({ id }) => id);
}

const canBeTakenBack = sql`d.state in ('scheduled', 'held', 'waiting', 'publishing') and d.committing is null`;

async function returnPost(desk: Desk, tx: Tx, postId: string, leaver: Leaver, byId: string): Promise<void> {
  const post = await lockPost(tx, postId);
  const { rows } = await sql<{ id: string; version: number }>`
    select d.id, d.version from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId} and ${canBeTakenBack} order by d.seq for update of d`.execute(tx.sql);
  // Somebody may have approved it, or taken it back, before the lock.
  if (!(await leaningPosts(tx, leaver)).includes(postId)) return;
  const before = { state: post.state };
  const revision = await tx.em.findOneOrFail(Revision, { id: post.revisionId ?? '' });
  await sql`update approval set void_at = ${tx.now}
    where revision_id = ${revision.id} and member_id = ${leaver.memberId} and void_at is null`.execute(tx.sql);
  if (post.state === 'approved') {
    for (const row of rows) await moveDelivery(tx, row, { type: 'cancel' }, byId);
    post.state = 'in_review';
    await askForReview(desk, tx, post, revision);
  }
  post.version += 1;
  post.updatedAt = tx.now;
  const what = before.state === 'approved' ? 'post.returned' : 'review.approval_lost';
  const after = { state: post.state, revisionId: revision.id, lost: leaver.memberId };
  await recordEvent(tx, { clientId: post.clientId, postId, memberId: byId, what, before, after });
  await touchCards(tx, postId);
}
