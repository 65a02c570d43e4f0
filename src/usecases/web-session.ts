import { sql } from 'kysely';
import type { Role } from '../domain/post.js';
import { type Desk, sqlOutside, transact } from './desk.js';
import type { KnownMember } from './known-member.js';
import { tokenHash } from './offer-upload.js';
import { recordEvent } from './record-event.js';

export const SESSION_MS = 12 * 3_600_000;
/** Finer than that nobody asks when a session was last used, and each note is a write. */
const SEEN_EVERY_MS = 60_000;

/** An admin who logged in in a browser. */
export interface WebSession {
  readonly id: string;
  readonly member: KnownMember;
}

/** Uses up a code from `/login`. Returns the secret that the browser keeps; null where the code opens nothing, or nothing any more. */
export async function beginSession(desk: Desk, code: string): Promise<string | null> {
  return transact(desk, async (tx) => {
    const { rows } = await sql<{ client_id: string; member_id: string }>`
      update login_link l set used_at = ${tx.now} from membership m
      where l.hash = ${tokenHash(code)} and l.used_at is null and l.expires_at > ${tx.now}
        and m.client_id = l.client_id and m.member_id = l.member_id and m.removed_at is null and m.role = 'admin'
      returning l.client_id, l.member_id`.execute(tx.sql);
    const [link] = rows;
    if (!link) return null;
    const { client_id: clientId, member_id: memberId } = link;
    const id = desk.ids.uuid();
    const secret = desk.ids.secret(32);
    const expiresAt = new Date(tx.now.getTime() + SESSION_MS);
    await sql`insert into session (id, client_id, member_id, hash, created_at, expires_at, last_seen_at)
      values (${id}, ${clientId}, ${memberId}, ${tokenHash(secret)}, ${tx.now}, ${expiresAt}, ${tx.now})`.execute(
      tx.sql,
    );
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'session.begun', after: { sessionId: id } });
    return secret;
  });
}

interface Row extends Omit<KnownMember, 'role'> {
  readonly id: string;
  readonly role: Role | null;
  readonly seen: boolean;
}

/** Whose session it is. One whose member was removed, or is no admin any more, ends with this very look. */
export async function findSession(desk: Desk, secret: string): Promise<WebSession | null> {
  const now = desk.clock.now();
  const db = sqlOutside(desk);
  const { rows } = await sql<Row>`
    select s.id, s.member_id as "memberId", m.telegram_id as "telegramId", m.name, m.language, m.zone, s.client_id as "clientId",
      p.role, s.last_seen_at > ${new Date(now.getTime() - SEEN_EVERY_MS)} as seen
    from session s join member m on m.id = s.member_id
    left join membership p on p.member_id = s.member_id and p.client_id = s.client_id and p.removed_at is null
    where s.hash = ${tokenHash(secret)} and s.ended_at is null and s.expires_at > ${now}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { id, role, seen, ...member } = row;
  if (role !== 'admin') {
    await endSession(desk, id);
    return null;
  }
  if (!seen) await sql`update session set last_seen_at = ${now} where id = ${id}`.execute(db);
  return { id, member: { ...member, role } };
}

export async function endSession(desk: Desk, id: string): Promise<void> {
  await sql`update session set ended_at = ${desk.clock.now()} where id = ${id} and ended_at is null`.execute(
    sqlOutside(desk),
  );
}
