import { sql } from 'kysely';
import type { RenderedByAccount } from '../domain/content.js';
import type { AttemptStatus, DeliveryRow, DeliveryState, Receipt } from '../domain/delivery.js';
import { toDate } from './sql.js';

export type DeliveryKind = 'part' | 'notice' | 'probe';

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
  readonly cardId: string | null;
  readonly payload: unknown;
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

/** Columns of a claimed delivery `d`, with `left join social_account a` and `left join revision r`. */
export const claimedColumns = sql`${rowColumns}, d.lease, d.lease_until, d.repeatable, d.checkpoint, d.card_id, d.payload, d.part,
  a.platform, a.id as account_id, a.external_id as target, a.credentials as sealed, r.hash, r.rendered,
  (select coalesce(jsonb_agg(e.receipt order by e.ordinal), '[]') from delivery e
   where e.publication_id = d.publication_id and e.revision_id = d.revision_id and e.ordinal < d.ordinal) as earlier`;

export interface ClaimedRecord extends RowRecord {
  readonly lease: string;
  readonly lease_until: string;
  readonly repeatable: boolean;
  readonly checkpoint: unknown;
  readonly card_id: string | null;
  readonly payload: unknown;
  readonly part: string | null;
  readonly platform: string | null;
  readonly account_id: string | null;
  readonly target: string | null;
  readonly sealed: string | null;
  readonly hash: string | null;
  readonly rendered: RenderedByAccount | null;
  readonly earlier: Receipt[];
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
    cardId: record.card_id,
    payload: record.payload,
    part: toPart(record),
  };
}

export function toPart(record: ClaimedRecord): ClaimedPart | null {
  const { part, platform, account_id: accountId, target, sealed, hash, rendered, earlier } = record;
  if (part === null || !platform || !accountId || target === null || !hash || !rendered) return null;
  return { name: part, platform, accountId, target, sealed, hash, rendered, earlier };
}
