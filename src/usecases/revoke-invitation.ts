import { sql } from 'kysely';
import { Refusal } from '../domain/refusal.js';
import { adminIn } from './change-post.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

/** An admin takes an invitation back. Repeated, it stays taken back; refused where somebody has used it. */
export async function revokeInvitation(
  desk: Desk,
  request: { readonly clientId: string; readonly invitationId: string; readonly memberId: string },
): Promise<void> {
  const { clientId, invitationId, memberId } = request;
  await transact(desk, async (tx) => {
    const { rows } = await sql<{ used: boolean; revoked: boolean }>`
      select used_at is not null as used, revoked_at is not null as revoked
      from invitation where id = ${invitationId} and client_id = ${clientId} for update`.execute(tx.sql);
    await adminIn(tx, clientId, memberId);
    const [found] = rows;
    if (!found) throw new Refusal('not_found');
    if (found.used) throw new Refusal('invitation_used');
    if (found.revoked) return;
    await sql`update invitation set revoked_at = ${tx.now} where id = ${invitationId}`.execute(tx.sql);
    const what = 'member.invitation_revoked';
    await recordEvent(tx, { clientId, postId: null, memberId, what, after: { invitationId } });
  });
}

/** Links that somebody made let nobody in any more once that person may not invite. */
export async function revokeInvitationsOf(tx: Tx, clientId: string, madeBy: string): Promise<void> {
  await sql`update invitation set revoked_at = ${tx.now}
    where client_id = ${clientId} and made_by = ${madeBy} and used_at is null and revoked_at is null`.execute(tx.sql);
}
