import { sql } from 'kysely';
import type { Role } from '../domain/post.js';
import { type Desk, sqlOutside } from './desk.js';

/** A member as the bot and the API know them, speaking for one of the clients they work for. */
export interface KnownMember {
  readonly memberId: string;
  readonly telegramId: string;
  readonly name: string;
  readonly language: string | null;
  /** Their own clock; null means the client's. */
  readonly zone: string | null;
  readonly clientId: string;
  readonly role: Role;
}

/** For the client they have chosen, else the first they work for; with `clientId`, for that one. Null for an outsider, there or anywhere. */
export async function knownMember(
  desk: Desk,
  telegramId: string,
  clientId: string | null = null,
): Promise<KnownMember | null> {
  const { rows } = await sql<KnownMember>`
    select m.id as "memberId", m.telegram_id as "telegramId", m.name, m.language, m.zone, s.client_id as "clientId", s.role
    from member m join membership s on s.member_id = m.id and s.removed_at is null
    where m.telegram_id = ${telegramId} and (${clientId}::uuid is null or s.client_id = ${clientId})
    order by (s.client_id = m.client_id) desc nulls last, s.created_at, s.id limit 1`.execute(sqlOutside(desk));
  return rows[0] ?? null;
}
