import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import type { Role } from '../domain/post.js';

/** A client that somebody works for. */
export interface OwnClient {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export async function ownClients(db: Sql, memberId: string): Promise<OwnClient[]> {
  const { rows } = await sql<OwnClient>`
    select c.id, c.name, s.role from membership s join client c on c.id = s.client_id
    where s.member_id = ${memberId} and s.removed_at is null order by s.created_at, s.id`.execute(db);
  return rows;
}
