import { sql } from 'kysely';
import type { Tx } from './desk.js';

export interface AuditEvent {
  readonly clientId: string;
  readonly postId: string | null;
  readonly memberId: string | null;
  /** `post.approved`, `member.joined`, …: the subject, and what happened to it. */
  readonly what: string;
  readonly before?: object;
  readonly after?: object;
}

/** Appends to the audit trail. */
export async function recordEvent(tx: Tx, event: AuditEvent): Promise<void> {
  await sql`insert into event (client_id, post_id, member_id, what, before, after, at)
    values (${event.clientId}, ${event.postId}, ${event.memberId}, ${event.what},
      ${event.before ? JSON.stringify(event.before) : null}::jsonb,
      ${event.after ? JSON.stringify(event.after) : null}::jsonb, ${tx.now})`.execute(tx.sql);
}
