import { sql } from 'kysely';
import { type Sql, toDate } from '../db/sql.js';
import type { Role } from '../domain/post.js';

export interface TeamMember {
  readonly membershipId: string;
  readonly memberId: string;
  readonly name: string;
  readonly username: string | null;
  readonly role: Role;
  readonly since: Date;
}

export interface OpenInvitation {
  readonly id: string;
  readonly role: Role;
  /** Who made it. */
  readonly by: string;
  readonly expiresAt: Date;
}

export interface Team {
  readonly members: readonly TeamMember[];
  readonly invitations: readonly OpenInvitation[];
}

/** Who works for the client, admins first, and who is invited. */
export async function team(db: Sql, clientId: string, now: Date): Promise<Team> {
  const { rows } = await sql<Omit<TeamMember, 'since'> & { since: string }>`
    select s.id as "membershipId", m.id as "memberId", m.name, m.username, s.role, s.created_at as since
    from membership s join member m on m.id = s.member_id where s.client_id = ${clientId} and s.removed_at is null
    order by array_position(array['admin', 'editor', 'author'], s.role), s.created_at, s.id`.execute(db);
  const invited = await sql<Omit<OpenInvitation, 'expiresAt'> & { expiresAt: string }>`
    select i.id, i.role, m.name as by, i.expires_at as "expiresAt"
    from invitation i join member m on m.id = i.made_by
    where i.client_id = ${clientId} and i.used_at is null and i.revoked_at is null and i.expires_at > ${now}
    order by i.expires_at, i.id`.execute(db);
  return {
    members: rows.map(({ since, ...member }) => ({ ...member, since: toDate(since) })),
    invitations: invited.rows.map(({ expiresAt, ...one }) => ({ ...one, expiresAt: toDate(expiresAt) })),
  };
}
