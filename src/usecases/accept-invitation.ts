import { sql } from 'kysely';
import { toDate } from '../db/sql.js';
import { isAtLeast } from '../domain/access.js';
import { codeHash } from '../domain/one-time-code.js';
import type { Role } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import { askAnew } from './ask-anew.js';
import { announce, type Desk, transact, type Tx } from './desk.js';
import { knowPerson, type Person } from './know-person.js';
import { recordEvent } from './record-event.js';
import { touchReviewCards } from './touch-waiting-cards.js';

const TOLD = {
  author: 'told-joined-author',
  editor: 'told-joined-editor',
  admin: 'told-joined-admin',
} as const satisfies Record<Role, string>;

export interface Acceptance {
  readonly clientId: string;
  readonly brand: string;
  /** What they may do now. */
  readonly role: Role;
  /** They worked here already, and may do no more than before: the invitation is still open. */
  readonly isMember: boolean;
}

interface Row {
  readonly id: string;
  readonly clientId: string;
  readonly brand: string;
  readonly language: string;
  /** Where its editors are asked is a group. */
  readonly hasGroup: boolean;
  readonly role: Role;
  readonly madeBy: string;
  readonly expiresAt: string;
  readonly used: boolean;
  readonly revoked: boolean;
}

/**
 * Lets one person in, once. Whoever works here already is never given less than they have. Refused with `not_found` for a code that never
 * was, and with what became of it for one that is not open any more.
 */
export async function acceptInvitation(
  desk: Desk,
  { code, person }: { readonly code: string; readonly person: Person },
): Promise<Acceptance> {
  const acceptance = await transact(desk, async (tx) => {
    const invitation = await lockInvitation(tx, code);
    const { clientId, brand, role } = invitation;
    const memberId = await knowPerson(desk, tx, person);
    const standing = await standingOf(tx, clientId, memberId);
    if (standing && isAtLeast(standing, role)) return { clientId, brand, role: standing, isMember: true };
    refuseClosed(invitation, tx.now);
    await join(desk, tx, { clientId, memberId, role });
    await sql`update invitation set used_by = ${memberId}, used_at = ${tx.now} where id = ${invitation.id}`.execute(
      tx.sql,
    );
    const after = { invitationId: invitation.id, role };
    const before = { role: standing };
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'member.joined', before, after });
    await tellWhoInvited(tx, invitation, person.name);
    return { clientId, brand, role, isMember: false };
  });
  const { clientId, isMember } = acceptance;
  if (isMember) return acceptance;
  // After the standing: cards take locks of posts, which come first wherever both are taken.
  await transact(desk, (tx) => askAnew(tx, clientId));
  // Whether there are enough of them to approve.
  await touchReviewCards(desk, clientId);
  return acceptance;
}

async function lockInvitation(tx: Tx, code: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select i.id, i.client_id as "clientId", c.name as brand, c.language,
      c.editors_chat_id is not null as "hasGroup", i.role, i.made_by as "madeBy",
      i.expires_at as "expiresAt", i.used_at is not null as used, i.revoked_at is not null as revoked
    from invitation i join client c on c.id = i.client_id where i.code_hash = ${codeHash(code)} for update of i`.execute(
    tx.sql,
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

function refuseClosed({ used, revoked, expiresAt }: Row, now: Date): void {
  if (used) throw new Refusal('invitation_used');
  if (revoked) throw new Refusal('invitation_revoked');
  if (toDate(expiresAt) <= now) throw new Refusal('invitation_expired');
}

async function standingOf(tx: Tx, clientId: string, memberId: string): Promise<Role | null> {
  const { rows } = await sql<{ role: Role }>`select role from membership
    where client_id = ${clientId} and member_id = ${memberId} and removed_at is null for update`.execute(tx.sql);
  return rows[0]?.role ?? null;
}

/** Who was removed comes back anew; in private they speak for this client from now on. */
async function join(
  desk: Desk,
  tx: Tx,
  { clientId, memberId, role }: { clientId: string; memberId: string; role: Role },
): Promise<void> {
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (${desk.ids.uuid()}, ${clientId}, ${memberId}, ${role}, ${tx.now})
    on conflict (client_id, member_id) do update set role = excluded.role, removed_at = null,
      created_at = case when membership.removed_at is null then membership.created_at else excluded.created_at end`.execute(
    tx.sql,
  );
  await sql`update member set client_id = ${clientId} where id = ${memberId}`.execute(tx.sql);
}

async function tellWhoInvited(
  tx: Tx,
  { clientId, brand, language, hasGroup, role, madeBy }: Row,
  name: string,
): Promise<void> {
  const { rows } = await sql<{ chatId: string; language: string | null }>`
    select telegram_id as "chatId", language from member where id = ${madeBy}`.execute(tx.sql);
  for (const one of rows) {
    const facts = { name, brand, group: hasGroup ? 'yes' : 'no' };
    await announce(tx, { chatId: one.chatId, clientId, language: one.language ?? language, key: TOLD[role], facts });
  }
}
