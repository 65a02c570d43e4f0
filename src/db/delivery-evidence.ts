import { sql } from 'kysely';
import type { DeliveryEvent, Receipt } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';
import { step } from '../domain/delivery-step.js';
import { rowColumns, type RowRecord, toRow } from './claimed.js';
import { writeStep } from './delivery-write.js';
import { unprepared } from './prepared.js';
import type { Sql } from './sql.js';

export type EvidenceSource = 'late_answer' | 'member' | 'look_up' | 'callback';

/**
 * Stores what was learned about an attempt and moves the row if that is what it means; while a later attempt is under way it only
 * waits. The row is locked first, so that nothing moves between the reading and the step. Runs in the caller's transaction. Returns the
 * ids of what became due by it.
 */
export async function applyEvidence(
  trx: Sql,
  id: string,
  source: EvidenceSource,
  event: DeliveryEvent,
  now: Date,
  memberId: string | null = null,
): Promise<readonly string[]> {
  const found = await lockRow(trx, id);
  const before = found && toRow(found);
  const after = before && step(before, event);
  if (!after) return [];
  await sql`insert into evidence (delivery_id, source, event, pending, at)
    values (${id}, ${source}, ${JSON.stringify({ ...event, retryAt: undefined })}::jsonb, ${after.pending ?? false}, ${now})`.execute(
    trx,
  );
  const moved = after.state !== before.state || after.attempts.some((status, i) => status !== before.attempts[i]);
  if (after.pending || !moved) return [];
  const write = { id, kind: found.kind, version: found.version, lease: null, before, after, event, memberId, now };
  return (await writeStep(unprepared(trx), write))?.due ?? [];
}

/** After the attempt under way was settled: what waited for it. */
export async function drainEvidence(db: Sql, id: string, now: Date): Promise<void> {
  await db.transaction().execute((trx) => drainWithin(trx, id, now));
}

/** What waited for an attempt whose worker died, or came while that was being settled. Returns how many rows had some. */
export async function drainAbandoned(trx: Sql, now: Date): Promise<number> {
  const { rows } = await sql<{
    id: string;
  }>`select distinct d.id from evidence e join delivery d on d.id = e.delivery_id
    where e.pending and d.committing is null limit 200`.execute(trx);
  for (const { id } of rows) await drainWithin(trx, id, now);
  return rows.length;
}

async function drainWithin(trx: Sql, id: string, now: Date): Promise<void> {
  await lockRow(trx, id);
  const { rows } = await sql<{ source: EvidenceSource; event: StoredEvidence }>`
    with taken as (update evidence set pending = false where delivery_id = ${id} and pending returning id, source, event)
    select source, event from taken order by id`.execute(trx);
  for (const { source, event } of rows) await applyEvidence(trx, id, source, event, now);
}

/** Evidence carries no dates, so it comes back from JSON as it was. */
type StoredEvidence =
  | { type: 'confirm'; attempt: number; receipt: Receipt }
  | { type: 'refuse'; attempt: number | null; failure: Failure; gone?: boolean };

/** The post first, as everybody does. */
async function lockRow(trx: Sql, id: string): Promise<RowRecord | undefined> {
  await sql`select o.id from delivery d join publication u on u.id = d.publication_id join post o on o.id = u.post_id
    where d.id = ${id} for update of o`.execute(trx);
  const { rows } = await sql<RowRecord>`select ${rowColumns} from delivery d where d.id = ${id} for update`.execute(
    trx,
  );
  return rows[0];
}
