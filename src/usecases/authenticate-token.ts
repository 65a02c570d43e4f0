import { sql } from 'kysely';
import { Member, Membership } from '../db/entities/member.js';
import { toDateOrNull } from '../db/sql.js';
import { type Access, lesser, type Scope, SCOPES } from '../domain/access.js';
import { fitsHash, isSameSecret, readToken } from '../domain/api-token.js';
import type { Role } from '../domain/post.js';
import { type Desk, sqlOutside } from './desk.js';
import type { KnownMember } from './known-member.js';

/** `ADMIN_API_TOKEN`, or the sandbox's own; null: there is none. */
export interface AdminToken {
  readonly token: string | null;
}

/** Whoever asks the API: for whom, with what access, and by what. */
export interface Caller {
  readonly member: KnownMember;
  readonly access: Access;
  /** The role of the token; absent where nothing but the member's own counts. */
  readonly roleAtMost?: Role;
  /** Names what was presented, for limits: a token's id, or `admin`. */
  readonly key: string;
}

/** Whom a presented token acts as: the admin's token as the first admin, a member's as that member. Null where it is nobody's. */
export async function authenticateToken(desk: Desk, admin: AdminToken, presented: string): Promise<Caller | null> {
  if (admin.token !== null && isSameSecret(admin.token, presented)) return firstAdmin(desk);
  const read = readToken(presented);
  return read && ofMember(desk, read);
}

async function firstAdmin(desk: Desk): Promise<Caller | null> {
  const em = desk.orm.em.fork();
  const membership = await em.findOne(
    Membership,
    { role: 'admin', removedAt: null },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  if (!membership) return null;
  const { clientId, memberId, role } = membership;
  const { telegramId, name, language, zone } = await em.findOneOrFail(Member, memberId);
  const member = { memberId, telegramId, name, language, zone, clientId, role };
  return { member, access: { role, scopes: SCOPES }, key: 'admin' };
}

interface TokenRecord {
  readonly hash: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly expires_at: string | null;
  readonly unnoted: boolean;
  readonly client_id: string;
  readonly member_id: string;
  readonly standing: Role;
  readonly telegram_id: string;
  readonly name: string;
  readonly language: string | null;
  readonly zone: string | null;
}

/** The member's standing is read each time, so that a token never does more than its member may now. */
async function ofMember(
  desk: Desk,
  { id, secret }: { readonly id: string; readonly secret: string },
): Promise<Caller | null> {
  const db = sqlOutside(desk);
  const now = desk.clock.now();
  const { rows } = await sql<TokenRecord>`
    select t.hash, t.role, t.scopes, t.expires_at, t.client_id, t.member_id, s.role as standing, m.telegram_id, m.name, m.language,
      m.zone,
      (t.last_used_at is null or t.last_used_at < ${now}::timestamptz - interval '1 minute') as unnoted
    from api_token t
    join membership s on s.client_id = t.client_id and s.member_id = t.member_id and s.removed_at is null
    join member m on m.id = t.member_id
    where t.id = ${id} and t.revoked_at is null and (t.expires_at is null or t.expires_at > ${now})`.execute(db);
  const found = rows[0];
  if (!found || !fitsHash(found.hash, secret)) return null;
  if (found.unnoted) await sql`update api_token set last_used_at = ${now} where id = ${id}`.execute(db);
  const role = lesser(found.standing, found.role);
  const { client_id: clientId, member_id: memberId, telegram_id: telegramId, name, language, zone } = found;
  const member = { memberId, telegramId, name, language, zone, clientId, role };
  const access = { role, scopes: found.scopes, clientId, until: toDateOrNull(found.expires_at) };
  return { member, access, roleAtMost: found.role, key: id };
}
