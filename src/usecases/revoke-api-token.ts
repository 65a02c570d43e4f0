import { sql } from 'kysely';
import { Refusal } from '../domain/refusal.js';
import { actorIn } from './change-post.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

export interface RevokeRequest {
  readonly clientId: string;
  readonly memberId: string;
  readonly tokenId: string;
}

/** Ends a token: one's own, or, for an admin, anybody's of the client. Once more changes nothing. */
export async function revokeApiToken(desk: Desk, { clientId, memberId, tokenId }: RevokeRequest): Promise<void> {
  await transact(desk, async (tx) => {
    const { role } = await actorIn(tx, clientId, memberId);
    const { rows } = await sql<{ member_id: string; name: string; revoked_at: string | null }>`
      select member_id, name, revoked_at from api_token
      where id = ${tokenId} and client_id = ${clientId} for update`.execute(tx.sql);
    const token = rows[0];
    // Whose it is is nobody's business who may not end it.
    if (!token || (token.member_id !== memberId && role !== 'admin')) throw new Refusal('not_found');
    if (token.revoked_at !== null) return;
    await sql`update api_token set revoked_at = ${tx.now} where id = ${tokenId}`.execute(tx.sql);
    const before = { tokenId, name: token.name, memberId: token.member_id };
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'token.revoked', before });
  });
}

/** Whoever is removed leaves no token behind, also for the day on which they are invited again. */
export async function revokeTokensOf(tx: Tx, clientId: string, memberId: string): Promise<void> {
  await sql`update api_token set revoked_at = ${tx.now}
    where client_id = ${clientId} and member_id = ${memberId} and revoked_at is null`.execute(tx.sql);
}
