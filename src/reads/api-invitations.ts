import { sql } from 'kysely';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { Role } from '../domain/post.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import type { Viewer } from './viewer.js';

export const INVITATION_SORT: Sort = {
  columns: [
    { by: sql`i.created_at`, type: 'timestamptz' },
    { by: sql`i.id`, type: 'uuid' },
  ],
  descending: true,
};

const INVITATION_STATES = ['open', 'used', 'revoked', 'expired'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export interface InvitationRow {
  readonly id: string;
  readonly role: Role;
  readonly state: InvitationState;
  readonly madeBy: string;
  readonly usedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

type InvitationRecord = Omit<InvitationRow, 'createdAt' | 'expiresAt' | 'usedAt'> & {
  readonly created_at: string;
  readonly expires_at: string;
  readonly used_at: string | null;
};

/** The invitations of the client, the latest first. */
export async function invitationPage(
  db: Sql,
  { clientId }: Viewer,
  states: readonly InvitationState[] | null,
  now: Date,
  page: PageRequest,
): Promise<Keyed<InvitationRow>[]> {
  const { rows } = await sql<Keyed<InvitationRecord>>`
    select i.id, i.role, s.state, i.made_by as "madeBy", i.used_by as "usedBy", i.created_at, i.expires_at, i.used_at,
      ${keyColumn(page.sort)}
    from invitation i cross join lateral (select case when i.used_at is not null then 'used'
      when i.revoked_at is not null then 'revoked' when i.expires_at <= ${now} then 'expired' else 'open' end as state) s
    where i.client_id = ${clientId} and ${states ? sql`s.state = any(${states})` : sql`true`} and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map(({ created_at: createdAt, expires_at: expiresAt, used_at: usedAt, ...rest }) => ({
    ...rest,
    createdAt: toDate(createdAt),
    expiresAt: toDate(expiresAt),
    usedAt: toDateOrNull(usedAt),
  }));
}
