import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { isEditor, type Role } from '../domain/post.js';

/** Whose eyes see: rows of one client, and of posts, with all that hangs on them, an author's own alone, as in the bot. */
export interface Viewer {
  readonly clientId: string;
  readonly memberId: string;
  /** Null: everybody's. */
  readonly authorId: string | null;
}

export function viewerOf(member: { readonly clientId: string; readonly memberId: string }, role: Role): Viewer {
  return { clientId: member.clientId, memberId: member.memberId, authorId: isEditor(role) ? null : member.memberId };
}

/** Whether this post `p` is among what they see. */
export function seesPost({ clientId, authorId }: Viewer) {
  return sql<boolean>`p.client_id = ${clientId} and ${authorId === null ? sql`true` : sql`p.author_id = ${authorId}`}`;
}

/** What the member may do for this client now; null for one who is no member of it. */
export async function roleIn(db: Sql, memberId: string, clientId: string): Promise<Role | null> {
  const { rows } = await sql<{ role: Role }>`
    select role from membership where member_id = ${memberId} and client_id = ${clientId} and removed_at is null`.execute(
    db,
  );
  return rows[0]?.role ?? null;
}
