import { sql } from 'kysely';
import { type Sql, toDate } from '../db/sql.js';
import type { DeliveryState, Receipt } from '../domain/delivery.js';

/** What people are asked about a delivery whose answer was lost. */
export interface UnknownCard {
  readonly deliveryId: string;
  readonly version: number;
  readonly postId: string;
  readonly number: number;
  readonly brand: string;
  readonly account: string;
  readonly platform: string;
  readonly zone: string;
  readonly state: DeliveryState;
  readonly text: string;
  readonly ordinal: number;
  /** When the request was sent whose answer is missing. */
  readonly sentAt: Date;
  readonly receipt: Receipt | null;
  /** What the network said when it was asked last, where that moved nothing. */
  readonly looked: { readonly found: 'not-yet' | 'cannot-tell'; readonly at: Date } | null;
  /** The last word on it: a member's, or (no name) evidence from the network. */
  readonly decision: {
    readonly what: 'confirm' | 'refuse' | 'resend' | 'leave';
    readonly by: string | null;
    readonly at: Date;
  } | null;
}

type Row = Omit<UnknownCard, 'sentAt' | 'looked' | 'decision'> & {
  sentAt: string;
  found: NonNullable<UnknownCard['looked']>['found'] | null;
  lookedAt: string | null;
  what: NonNullable<UnknownCard['decision']>['what'] | null;
  by: string | null;
  at: string;
};

export async function unknownCard(db: Sql, deliveryId: string): Promise<UnknownCard | null> {
  const { rows } = await sql<Row>`
    select d.id as "deliveryId", d.version, p.id as "postId", p.number, c.name as brand, a.name as account, a.platform, u.zone, d.state,
      p.content ->> 'text' as text, d.ordinal,
      coalesce((select t.started_at from attempt t where t.delivery_id = d.id order by t.number desc limit 1), d.updated_at) as "sentAt",
      d.receipt, d.look_found as found, d.looked_at as "lookedAt", e.what, e.by, e.at
    from delivery d join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    join client c on c.id = p.client_id join social_account a on a.id = d.account_id
    left join lateral (
      select replace(e.what, 'delivery.', '') as what, n.name as by, e.at from event e left join member n on n.id = e.member_id
      where e.post_id = p.id and e.delivery_id = d.id
        and e.what in ('delivery.confirm', 'delivery.refuse', 'delivery.resend', 'delivery.leave')
      order by e.id desc limit 1) e on true
    where d.id = ${deliveryId}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { what, by, at, found, lookedAt, ...card } = row;
  const looked = found && lookedAt ? { found, at: toDate(lookedAt) } : null;
  return { ...card, looked, sentAt: toDate(card.sentAt), decision: what && { what, by, at: toDate(at) } };
}
