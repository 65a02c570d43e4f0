import { createHash, timingSafeEqual } from 'node:crypto';
import { Member, Membership } from '../db/entities/member.js';
import type { Desk } from './desk.js';
import type { KnownMember } from './known-member.js';

/** `ADMIN_API_TOKEN`, or the sandbox's own; null closes the API. */
export interface AdminToken {
  readonly token: string | null;
}

/** Whom a presented token acts as: the admin's token as the first admin. Null where it is nobody's. */
export async function authenticateToken(desk: Desk, admin: AdminToken, presented: string): Promise<KnownMember | null> {
  if (admin.token === null || !isSame(admin.token, presented)) return null;
  const em = desk.orm.em.fork();
  const membership = await em.findOne(
    Membership,
    { role: 'admin', removedAt: null },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  if (!membership) return null;
  const { clientId, memberId, role } = membership;
  const { telegramId, name, language, zone } = await em.findOneOrFail(Member, memberId);
  return { memberId, telegramId, name, language, zone, clientId, role };
}

/** Takes the same time whatever is presented: digests have one length, and are compared in full. */
function isSame(expected: string, presented: string): boolean {
  return timingSafeEqual(digest(expected), digest(presented));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
