import { sql } from 'kysely';
import type { RenderedByAccount, RenderedPart } from '../domain/content.js';
import type { AttemptStatus, DeliveryRow, DeliveryState, Receipt } from '../domain/delivery.js';
import { toDate } from './sql.js';

/** An `edit` corrects a part that is live. */
export type DeliveryKind = 'part' | 'notice' | 'probe' | 'edit';

/** A row in a worker's hands, with all it needs to send it. */
export interface Claimed {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly lease: string;
  readonly leaseUntil: Date;
  readonly version: number;
  readonly row: DeliveryRow;
  readonly repeatable: boolean;
  readonly checkpoint: unknown;
  /** Of a part or its correction. */
  readonly publicationId: string | null;
  readonly cardId: string | null;
  readonly payload: unknown;
  /** The trace of the tap that let it go; null where nothing was traced. */
  readonly trace: string | null;
  readonly part: ClaimedPart | null;
}

export interface ClaimedPart {
  readonly name: string;
  readonly platform: string;
  readonly accountId: string;
  /** The account's id on the platform. */
  readonly target: string;
  /** What opens it, sealed; null where it needs none of its own. */
  readonly sealed: string | null;
  readonly hash: string;
  readonly rendered: RenderedByAccount;
  /** Receipts of the parts before this one. */
  readonly earlier: readonly Receipt[];
  /** Of an edit: what the network said of the part that it corrects. */
  readonly live: Receipt | null;
  /** And what that part says, by what got through last; null where a lost answer leaves it open. */
  readonly shown: RenderedPart | null;
  /** Of what is being taken down: every copy that is known. */
  readonly copies: readonly Receipt[];
}

/** Columns of a delivery `d` that its rules and its writer look at. */
export const rowColumns = sql`d.id, d.kind, d.version, d.state, d.attempts, d.committing, d.tries, d.due_at, d.give_up_at`;

export interface RowRecord {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly version: number;
  readonly state: DeliveryState;
  readonly attempts: AttemptStatus[];
  readonly committing: number | null;
  readonly tries: number;
  readonly due_at: string;
  readonly give_up_at: string;
}

export function toRow(record: RowRecord): DeliveryRow {
  const { state, attempts, committing, tries } = record;
  return { state, attempts, committing, tries, dueAt: toDate(record.due_at), giveUpAt: toDate(record.give_up_at) };
}

/**
 * A correction `e` that may have changed what is live, or some items of an album, without anybody being certain: its answer was lost, or it
 * was tried, refused, and nothing after it got through.
 */
export const isDoubtful = sql<boolean>`('open' = any(e.attempts) or (e.attempts <> '{}' and e.state <> 'published'
  and not exists (select from delivery o where o.live_id = e.live_id and o.seq > e.seq and o.state = 'published')))`;

/** Of an edit `d` of account `a`: the part as it was published, or last corrected, where that is certain. */
const shownPart = sql`select s.part from delivery l
    join revision w on w.id = coalesce((select e.revision_id from delivery e
      where e.live_id = l.id and e.state = 'published' order by e.seq desc limit 1), l.revision_id),
    jsonb_array_elements(w.rendered -> a.id::text -> 'parts') as s (part)
    where l.id = d.live_id and s.part ->> 'name' = d.part
      and not exists (select from delivery e where e.live_id = l.id and ${isDoubtful})`;

/** Columns of a claimed delivery `d`, with `left join social_account a` and `left join revision r`. */
export const claimedColumns = sql`${rowColumns}, d.lease, d.lease_until, d.repeatable, d.checkpoint, d.publication_id, d.card_id, d.payload, d.trace, d.part,
  a.platform, a.id as account_id, a.external_id as target, a.credentials as sealed, r.hash, r.rendered,
  (select coalesce(jsonb_agg(e.receipt order by e.ordinal), '[]') from delivery e
   where e.publication_id = d.publication_id and e.revision_id = d.revision_id and e.ordinal < d.ordinal) as earlier,
  case when d.kind = 'edit' then (select l.receipt from delivery l where l.id = d.live_id) end as live,
  case when d.kind = 'edit' then (${shownPart}) end as shown,
  case when d.state = 'removing' then (select coalesce(jsonb_agg(coalesce(t.receipt, d.receipt) order by t.number), '[]')
   from attempt t where t.delivery_id = d.id and d.attempts[t.number] = 'known') end as copies`;

export interface ClaimedRecord extends RowRecord {
  readonly lease: string;
  readonly lease_until: string;
  readonly repeatable: boolean;
  readonly checkpoint: unknown;
  readonly publication_id: string | null;
  readonly card_id: string | null;
  readonly payload: unknown;
  readonly trace: string | null;
  readonly part: string | null;
  readonly platform: string | null;
  readonly account_id: string | null;
  readonly target: string | null;
  readonly sealed: string | null;
  readonly hash: string | null;
  readonly rendered: RenderedByAccount | null;
  readonly earlier: Receipt[];
  readonly live: Receipt | null;
  readonly shown: RenderedPart | null;
  readonly copies: Receipt[] | null;
}

export function toClaimed(record: ClaimedRecord): Claimed {
  return {
    id: record.id,
    kind: record.kind,
    lease: record.lease,
    leaseUntil: toDate(record.lease_until),
    version: record.version,
    row: toRow(record),
    repeatable: record.repeatable,
    checkpoint: record.checkpoint,
    publicationId: record.publication_id,
    cardId: record.card_id,
    payload: record.payload,
    trace: record.trace,
    part: toPart(record),
  };
}

export function toPart(record: ClaimedRecord): ClaimedPart | null {
  const { part, platform, account_id: accountId, target, sealed, hash, rendered, copies } = record;
  if (part === null || !platform || !accountId || target === null || !hash || !rendered) return null;
  const { earlier, live, shown } = record;
  return {
    name: part,
    platform,
    accountId,
    target,
    sealed,
    hash,
    rendered,
    earlier,
    live,
    shown,
    copies: copies ?? [],
  };
}
