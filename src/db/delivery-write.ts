import { sql } from 'kysely';
import type { DeliveryEvent, DeliveryRow, DeliveryState } from '../domain/delivery.js';
import { type Step, step, WAIT_BOUND_MS } from '../domain/delivery-step.js';
import { LOOK_FIRST_MS } from '../domain/look-after.js';
import { type DeliveryKind, rowColumns, type RowRecord, toRow } from './claimed.js';
import { noticesDue, noticesForCards } from './notices-sql.js';
import { type Run, unprepared } from './prepared.js';
import type { Sql } from './sql.js';

export interface Write {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly version: number;
  /** Given by a worker: the row must still be under this lease. */
  readonly lease: string | null;
  readonly before: DeliveryRow;
  readonly after: Step;
  readonly event: DeliveryEvent;
  readonly memberId: string | null;
  readonly now: Date;
  readonly aftermath?: Aftermath;
}

/** What only the worker that had the row can tell. */
export interface Aftermath {
  /**
   * Nothing of the account can go by these sealed credentials: its queue is held with the same statement, unless it has others by now.
   */
  readonly refused?: { readonly sealed: string | null } | undefined;
  /** The network can be asked for an address that is missing. Evidence does not know, so it says yes. */
  readonly locates?: boolean;
}

export interface Written {
  /** Rows that this step made due: later parts, notices. */
  readonly due: readonly string[];
  readonly evidenceWaits: boolean;
}

/** A worker that gives a row back says nothing to people. */
function isSilent({ event, before }: Write): boolean {
  return event.type === 'release' && (before.state === 'publishing' || before.state === 'removing');
}

/** What could not be taken down was live all the time. */
function becomesLive({ after, before }: Write): boolean {
  return after.state === 'published' && before.state !== 'published' && before.state !== 'removing';
}

function forgetsFailure({ after, event }: Write): boolean {
  return (
    event.type === 'unpublish' || event.type === 'removed' || (after.state === 'published' && event.type !== 'keep')
  );
}

/**
 * The one writer of steps: a compare-and-set on version (and lease), and with it, in the same statement, the journal's end of the
 * attempt, the audit event, the due time of the parts that wait for this one, and a notice for every card of the post.
 * Null where the row had moved on.
 */
export async function writeStep(run: Run, write: Write): Promise<Written | null> {
  const { after, before, event, now } = write;
  const held = after.state === 'publishing';
  const ended = attemptEnded(write);
  const told = !isSilent(write);
  const look = lookOf(write);
  const refused = write.aftermath?.refused;
  const rows = await run(
    // One name for each text: whether a correction is complete is asked of corrections only, for every part of it costs.
    write.kind === 'edit' ? 'write_edit' : 'write_step',
    sql<{ evidence_waits: boolean; due: string[] }>`
    with p as materialized (
      select o.id as post_id from delivery e join publication u on u.id = e.publication_id join post o on o.id = u.post_id
      where e.id = ${write.id} and ${told} for update of o
    ), d as (
      update delivery set state = ${after.state}, version = version + 1, attempts = ${[...after.attempts]}::text[],
        committing = ${after.committing}, tries = ${after.tries}, due_at = ${after.dueAt}, give_up_at = ${after.giveUpAt},
        receipt = coalesce(${json(after.receipt)}::jsonb, receipt),
        failure = case when ${forgetsFailure(write)} then null else coalesce(${json(after.failure)}::jsonb, failure) end,
        checkpoint = case when ${after.dropCheckpoint ?? false} then null else checkpoint end,
        doubted_at = case when ${after.state === 'held'} then doubted_at end,
        lease = case when ${held} then lease end, lease_until = case when ${held} then lease_until end, updated_at = ${now},
        look_at = case when ${look.goesOn} then look_at when kind = 'part' then ${look.at}::timestamptz end,
        looks = case when ${look.goesOn} then looks else 0 end, look_found = case when ${look.goesOn} then look_found end
      where id = ${write.id} and version = ${write.version} and (${write.lease}::uuid is null or lease = ${write.lease}::uuid)
        and (select count(*) from p) >= 0 -- so that the post is locked first, as by everybody else
      returning *
    ), ended as (
      update attempt t set ended_at = ${now}, failure = ${json(after.failure)}::jsonb,
        receipt = coalesce(${json(event.type === 'confirm' ? event.receipt : after.receipt)}::jsonb, t.receipt)
      from d where t.delivery_id = ${write.id} and t.number = ${ended}
    ), next as (
      update delivery n set state = 'scheduled', tries = 0, due_at = ${now}, give_up_at = ${new Date(now.getTime() + WAIT_BOUND_MS)}, version = n.version + 1
      from d where ${becomesLive(write)} and d.kind = 'part' and n.publication_id = d.publication_id
        and n.revision_id = d.revision_id and n.ordinal > d.ordinal and n.state in ('scheduled', 'held') returning n.id
    ), queue as (
      update social_account a set queue_held_at = ${now}, queue_failure = ${json(after.failure)}::jsonb
      from d where ${refused !== undefined} and a.id = d.account_id and a.queue_held_at is null
        and a.credentials is not distinct from ${refused?.sealed ?? null}::text
    )${write.kind === 'edit' ? corrected(write) : sql``}, said as (
      insert into event (client_id, post_id, delivery_id, member_id, what, before, after, at)
      select d.client_id, p.post_id, d.id, ${write.memberId}::uuid, ${`delivery.${event.type}`},
        ${json({ state: before.state })}::jsonb, ${json(eventOf(after))}::jsonb, ${now}
      from d, p
    ), touched as (
      update post set version = post.version + 1, updated_at = ${now},
        outcome_at = case when ${hasEnded(write)} then ${now} else post.outcome_at end
      from d, p where post.id = p.post_id
    ), ${noticesForCards(sql`(select p.post_id from p, d)`, now)}
    select exists (select from evidence e where e.delivery_id = d.id and e.pending) as evidence_waits,
      array(select id from next union all ${noticesDue})::text[] as due from d`,
  );
  return rows[0] ? { due: rows[0].due, evidenceWaits: rows[0].evidence_waits } : null;
}

/** Its publication notes the revision once every part of the correction got through, if only when it was made again. */
function corrected(write: Write) {
  return sql`, corrected as (
      update publication u set corrected_revision_id = d.revision_id
      from d where ${becomesLive(write)} and u.id = d.publication_id and not exists (
        select from delivery o where o.publication_id = d.publication_id and o.revision_id = d.revision_id and o.kind = 'edit'
          and o.id <> d.id and o.state <> 'published'
          and not exists (select from delivery n where n.live_id = o.live_id and n.revision_id = o.revision_id and n.kind = 'edit'
            and (n.id = d.id or n.state = 'published')))
    )`;
}

/** A step from exactly this version. Null where it is outdated or not allowed. */
export async function applyAt(
  db: Sql,
  id: string,
  version: number,
  event: DeliveryEvent,
  now: Date,
  memberId: string | null,
): Promise<Written | null> {
  const { rows } =
    await sql<RowRecord>`select ${rowColumns} from delivery d where d.id = ${id} and d.version = ${version}`.execute(
      db,
    );
  const [found] = rows;
  const before = found && toRow(found);
  const after = before && step(before, event);
  if (!after) return null;
  const { kind } = found;
  return writeStep(unprepared(db), { id, kind, version, lease: null, before, after, event, memberId, now });
}

/** Come to an end that its author is told of, once the other parts have too; or taken back, so that the others need not wait for it. */
function hasEnded({ after, before }: Write): boolean {
  if (after.state === 'cancelled') return before.state !== 'failed';
  return after.state !== before.state && ['published', 'failed', 'unknown'].includes(after.state);
}

/** The attempt that this step ends, if any: the one under way, or the one that evidence names. */
function attemptEnded({ before, event, after }: Write): number | null {
  if (event.type === 'confirm' || event.type === 'refuse') return event.attempt;
  return before.committing !== null && after.committing === null ? before.committing : null;
}

/** When the network is asked what became of it, or where it is. */
function lookOf({ before, after, now, aftermath }: Write): { goesOn: boolean; at: Date | null } {
  if (isLost(after.state)) return { goesOn: isLost(before.state), at: new Date(now.getTime() + LOOK_FIRST_MS) };
  const isNews = after.state === 'published' && before.state !== 'published' && aftermath?.locates !== false;
  const isWhole = after.receipt?.url !== undefined && after.receipt.remoteId !== undefined;
  return { goesOn: false, at: isNews && !isWhole ? now : null };
}

function isLost(state: DeliveryState): boolean {
  return state === 'unknown' || state === 'left';
}

function eventOf(after: Step): object {
  const { state, dueAt, receipt, failure } = after;
  return { state, dueAt, ...(receipt && { receipt }), ...(failure && { failure }) };
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
