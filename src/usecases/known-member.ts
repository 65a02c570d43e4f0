import { Member, Membership } from '../db/entities/member.js';
import type { Role } from '../domain/post.js';
import type { Desk } from './desk.js';

/** A member as the bot and the API know them: the first client they work for is the one they speak for. */
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

/** Null for an outsider. */
export async function knownMember(desk: Desk, telegramId: string): Promise<KnownMember | null> {
  const em = desk.orm.em.fork();
  const member = await em.findOne(Member, { telegramId });
  if (!member) return null;
  const membership = await em.findOne(
    Membership,
    { memberId: member.id, removedAt: null },
    { orderBy: { createdAt: 'asc' } },
  );
  if (!membership) return null;
  const { id: memberId, name, language, zone } = member;
  return { memberId, telegramId, name, language, zone, clientId: membership.clientId, role: membership.role };
}
