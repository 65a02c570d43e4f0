import { sql } from 'kysely';
import type { AttemptStatus, DeliveryState, Receipt } from '../domain/delivery.js';
import { claimedColumns, type ClaimedPart, type ClaimedRecord, toPart } from './claimed.js';
import { accountOpen } from './may-leave-sql.js';
import { insertNotices } from './notices-sql.js';
import type { Sql } from './sql.js';

/** A row whose network is asked by this process, and by no other as long as the look may take. */
export interface Look {
  readonly id: string;
  readonly state: DeliveryState;
  readonly part: ClaimedPart | null;
  readonly receipt: Receipt | null;
  readonly attempts: readonly AttemptStatus[];
  /** What each attempt was about to publish, the latest first. */
  readonly tried: readonly Tried[];
  /** How often it was asked, this time included; it names the look. */
  readonly looks: number;
}

export interface Tried {
  /** From 1. */
  readonly number: number;
  readonly checkpoint: unknown;
}

/** No look takes as long. */
const LEASE_MS = 60_000;

type Row = ClaimedRecord & Pick<Look, 'looks' | 'receipt' | 'tried'>;

/** Takes rows whose network should be asked now, and may be: a held or limited account is left in peace. */
export async function claimLooks(db: Sql, limit: number, now: Date): Promise<Look[]> {
  const { rows } = await sql<Row>`
    with due as (
      select d.id from delivery d join social_account a on a.id = d.account_id
      where d.look_at <= ${now} and ${accountOpen(now)} order by d.look_at limit ${limit} for update of d skip locked
    ), d as (
      update delivery d set look_at = ${new Date(now.getTime() + LEASE_MS)}, looks = d.looks + 1
      from due where d.id = due.id returning d.*
    )
    select ${claimedColumns}, d.looks, d.receipt, (
      select coalesce(jsonb_agg(jsonb_build_object('number', t.number, 'checkpoint', t.checkpoint) order by t.number desc), '[]')
      from attempt t where t.delivery_id = d.id) as tried
    from d left join social_account a on a.id = d.account_id left join revision r on r.id = d.revision_id`.execute(db);
  return rows.map((row) => {
    const { id, state, receipt, attempts, tried, looks } = row;
    return { id, state, part: toPart(row), receipt, attempts, tried, looks };
  });
}

export interface Looked {
  /** When to ask again; null: not any more. */
  readonly next: Date | null;
  /** What the network said, where it said something that moves nothing. */
  readonly found?: 'not-yet' | 'cannot-tell';
  readonly now: Date;
}

/** After a look that moved nothing. What people are asked about it says so. */
export async function keepLook(db: Sql, { id, looks }: Look, { next, found, now }: Looked): Promise<void> {
  await sql`
    with d as (
      update delivery set look_at = ${next}, looked_at = case when ${found ?? null}::text is null then looked_at else ${now} end,
        look_found = coalesce(${found ?? null}, look_found)
      where id = ${id} and looks = ${looks} and look_at is not null returning id
    )
    ${insertNotices(sql`card k join d on d.id = k.subject_id where k.kind = 'unknown' and ${found !== undefined}`, now)}`.execute(
    db,
  );
}

/** What was missing of a receipt. What is known already stays. Returns false where that is not ours to say any more. */
export async function completeReceipt(
  db: Sql,
  { id, looks }: Look,
  { located, next }: { readonly located: Partial<Receipt>; readonly next: Date | null },
): Promise<boolean> {
  const { rows } = await sql`update delivery
    set receipt = ${JSON.stringify(located)}::jsonb || coalesce(receipt, '{}'), look_at = ${next}
    where id = ${id} and looks = ${looks} and state = 'published' returning id`.execute(db);
  return rows.length > 0;
}
