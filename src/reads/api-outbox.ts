import { sql } from 'kysely';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { DeliveryState } from '../domain/delivery.js';
import type { DeliveryListRow, EvidenceRow } from './api-rows.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import type { Viewer } from './viewer.js';

const made = { columns: [{ by: sql`d.seq`, type: 'bigint' }] } as const satisfies Sort;
export const DELIVERY_SORTS = {
  newest: { ...made, descending: true },
  oldest: made,
} as const satisfies Record<string, Sort>;

export interface DeliveryFilter {
  readonly kinds?: readonly DeliveryListRow['kind'][] | null;
  readonly states?: readonly DeliveryState[] | null;
  readonly accountId?: string | null;
  readonly publicationId?: string | null;
  readonly createdFrom?: Date | null;
  readonly createdUntil?: Date | null;
}

type Dated = 'dueAt' | 'giveUpAt' | 'lookAt' | 'createdAt' | 'updatedAt';
interface DeliveryRecord extends Omit<DeliveryListRow, Dated> {
  readonly due_at: string;
  readonly give_up_at: string;
  readonly look_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Of a notice only which text it is and where it goes: what stands in it may be a person's words. */
const columns = sql`d.id, d.kind, d.state, d.version, d.due_at, d.give_up_at, d.tries, d.part, d.repeatable,
  d.publication_id as "publicationId", d.account_id as "accountId", d.revision_id as "revisionId", d.live_id as "liveId",
  k.kind as card, d.payload ->> 'key' as says, coalesce(k.chat_id, d.payload ->> 'chatId') as "chatId",
  d.receipt, d.failure, d.look_at, d.looks, d.created_at, d.updated_at`;

/** The outbox of the client: parts, corrections and notices. */
export async function deliveryPage(
  db: Sql,
  { clientId }: Viewer,
  filter: DeliveryFilter,
  page: PageRequest,
): Promise<Keyed<DeliveryListRow>[]> {
  const { kinds, states, accountId, publicationId, createdFrom, createdUntil } = filter;
  const { rows } = await sql<Keyed<DeliveryRecord>>`
    select ${columns}, ${keyColumn(page.sort)} from delivery d left join card k on k.id = d.card_id
    where d.client_id = ${clientId} and ${kinds ? sql`d.kind = any(${kinds})` : sql`true`}
      and ${states ? sql`d.state = any(${states})` : sql`true`}
      and ${accountId ? sql`d.account_id = ${accountId}` : sql`true`}
      and ${publicationId ? sql`d.publication_id = ${publicationId}` : sql`true`}
      and ${createdFrom ? sql`d.created_at >= ${createdFrom}` : sql`true`}
      and ${createdUntil ? sql`d.created_at < ${createdUntil}` : sql`true`} and ${isBeyond(page)}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...toDelivery(record), key: record.key }));
}

export async function deliveriesByIds(
  db: Sql,
  { clientId }: Viewer,
  ids: readonly string[],
): Promise<DeliveryListRow[]> {
  const { rows } = await sql<DeliveryRecord>`
    select ${columns} from delivery d left join card k on k.id = d.card_id
    where d.client_id = ${clientId} and d.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toDelivery);
}

function toDelivery(record: DeliveryRecord): DeliveryListRow {
  const {
    due_at: dueAt,
    give_up_at: giveUpAt,
    look_at: lookAt,
    created_at: at,
    updated_at: updatedAt,
    ...rest
  } = record;
  return {
    ...rest,
    dueAt: toDate(dueAt),
    giveUpAt: toDate(giveUpAt),
    lookAt: toDateOrNull(lookAt),
    createdAt: toDate(at),
    updatedAt: toDate(updatedAt),
  };
}

/** At most this much evidence of one delivery is listed, the latest. */
const EVIDENCE_MAX = 50;

type EvidenceRecord = Omit<EvidenceRow, 'at'> & { readonly at: string };

/** In the order in which it came. */
export async function evidenceOfDeliveries(db: Sql, deliveryIds: readonly string[]): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRecord>`
    select e.id::text, e.delivery_id as "deliveryId", e.source, e.event, e.pending, e.at
    from unnest(${deliveryIds}::uuid[]) as wanted (id) cross join lateral (
      select x.* from evidence x where x.delivery_id = wanted.id order by x.id desc limit ${EVIDENCE_MAX}) e
    order by e.id`.execute(db);
  return rows.map((row) => ({ ...row, at: toDate(row.at) }));
}
