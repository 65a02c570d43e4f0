import { sql } from 'kysely';
import { codeHash } from '../domain/one-time-code.js';
import type { Role } from '../domain/post.js';
import { adminIn } from './change-post.js';
import { type Desk, transact } from './desk.js';
import { recordEvent } from './record-event.js';

const LASTS_MS = 24 * 3_600_000;
const CODE_BYTES = 18;

export interface Invitation {
  readonly invitationId: string;
  /** Told now and never again: only its hash is kept. */
  readonly code: string;
  readonly expiresAt: Date;
}

/** An admin invites one person, who is not known yet, to this role. */
export async function inviteMember(
  desk: Desk,
  { clientId, memberId, role }: { readonly clientId: string; readonly memberId: string; readonly role: Role },
): Promise<Invitation> {
  const invitationId = desk.ids.uuid();
  const code = desk.ids.secret(CODE_BYTES);
  return transact(desk, async (tx) => {
    await adminIn(tx, clientId, memberId);
    const expiresAt = new Date(tx.now.getTime() + LASTS_MS);
    await sql`insert into invitation (id, client_id, role, code_hash, made_by, created_at, expires_at)
      values (${invitationId}, ${clientId}, ${role}, ${codeHash(code)}, ${memberId}, ${tx.now}, ${expiresAt})`.execute(
      tx.sql,
    );
    const after = { invitationId, role, expiresAt };
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'member.invited', after });
    return { invitationId, code, expiresAt };
  });
}
