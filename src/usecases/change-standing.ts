import { sql } from 'kysely';
import { isEditor, type Role } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import { askAnew } from './ask-anew.js';
import { adminIn } from './change-post.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';
import { revokeTokensOf } from './revoke-api-token.js';
import { leaningPosts, returnPosts } from './return-posts.js';
import { revokeInvitationsOf } from './revoke-invitation.js';
import { touchReviewCards } from './touch-waiting-cards.js';

/** An admin's word about another member, or about themselves. */
export interface StandingRequest {
  readonly clientId: string;
  readonly memberId: string;
  readonly targetId: string;
}

/**
 * Gives a member another role, or none. Posts come first: what leans on an approval that will not count returns to review, post by post, and
 * only when nothing leans on it any more does the standing change. So an interrupted removal leaves nothing that could not go out, and is simply
 * asked for again.
 */
export async function changeStanding(desk: Desk, request: StandingRequest, to: Role | null): Promise<void> {
  const { clientId, memberId, targetId } = request;
  const decides = to !== null && isEditor(to);
  await transact(desk, (tx) => lockStandings(tx, request, to));
  do {
    if (!decides) await returnPosts(desk, { clientId, memberId: targetId }, memberId);
    // Who approved something in between is asked about that, too.
  } while (!(await transact(desk, (tx) => settle(tx, request, to, decides))));
  // After the standing: cards take locks of posts, which come first wherever both are taken.
  if (decides) await transact(desk, (tx) => askAnew(tx, clientId));
  await touchReviewCards(desk, clientId);
}

async function settle(tx: Tx, request: StandingRequest, to: Role | null, decides: boolean): Promise<boolean> {
  const { clientId, memberId, targetId } = request;
  const { id, role } = await lockStandings(tx, request, to);
  if (!decides && (await leaningPosts(tx, { clientId, memberId: targetId })).length > 0) return false;
  if (to === null) {
    await sql`update membership set removed_at = ${tx.now} where id = ${id}`.execute(tx.sql);
    await revokeTokensOf(tx, clientId, targetId);
  } else await sql`update membership set role = ${to} where id = ${id}`.execute(tx.sql);
  if (to !== 'admin') {
    await revokeInvitationsOf(tx, clientId, targetId);
    await sql`update session set ended_at = ${tx.now} where client_id = ${clientId} and member_id = ${targetId}
      and ended_at is null`.execute(tx.sql);
  }
  const what = to === null ? 'member.removed' : 'member.role';
  const before = { memberId: targetId, role };
  await recordEvent(tx, { clientId, postId: null, memberId, what, before, after: { memberId: targetId, role: to } });
  return true;
}

interface Standing {
  id: string;
  member_id: string;
  role: Role;
}

/**
 * The target's standing, locked together with those of all admins, before anything else, so that two cannot remove each other at once.
 * Approvals and marks, which read a standing under a lock, are before this or after it.
 */
async function lockStandings(
  tx: Tx,
  { clientId, memberId, targetId }: StandingRequest,
  to: Role | null,
): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select id, member_id, role from membership
    where client_id = ${clientId} and removed_at is null and (role = 'admin' or member_id = ${targetId})
    order by id for update`.execute(tx.sql);
  await adminIn(tx, clientId, memberId);
  const target = rows.find((row) => row.member_id === targetId);
  if (!target) throw new Refusal('not_found');
  const admins = rows.filter(({ role }) => role === 'admin');
  if (target.role === 'admin' && to !== 'admin' && admins.length === 1) throw new Refusal('last_admin');
  return target;
}
