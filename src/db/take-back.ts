import { sql } from 'kysely';
import type { DeliveryEvent } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';
import { MAX_REPEATS, MAX_RETRIES } from '../domain/after-error.js';
import { rowColumns, type RowRecord, toRow } from './claimed.js';
import { applyAt } from './delivery-write.js';
import { limited, notLate } from './may-leave-sql.js';
import type { Sql } from './sql.js';

/** One sweeper at a time in the whole installation; 0x5eeb is only a name. */
const SWEEP_LOCK = 0x5eeb;

/** Runs `work` unless another process is sweeping right now. */
export async function underSweepLock(db: Sql, work: (trx: Sql) => Promise<void>): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${SWEEP_LOCK}) as ours`.execute(trx);
    if (!rows[0]?.ours) return false;
    await work(trx);
    return true;
  });
}

/**
 * Expired leases: before the mark the row goes back to `scheduled` (a worker that dies there again and again must not loop for
 * ever), after it nobody knows what became of the request.
 */
export async function takeBackLapsed(trx: Sql, now: Date): Promise<number> {
  const { rows } = await sql<RowRecord>`select ${rowColumns} from delivery d
    where d.lease_until <= ${now} limit 200`.execute(trx);
  for (const record of rows) await applyAt(trx, record.id, record.version, lapse(record, now), now, null);
  return rows.length;
}

function lapse(record: RowRecord, now: Date): DeliveryEvent {
  const { state, committing, tries } = toRow(record);
  if (state === 'removing')
    return tries < MAX_REPEATS ? { type: 'release', lapsed: true } : { type: 'keep', failure: DIED };
  if (committing === null)
    return tries < MAX_RETRIES ? { type: 'release', lapsed: true } : { type: 'fail', failure: DIED };
  // A card shown twice harms nobody, nor does the same correction made twice; one that never came may.
  const again = (record.kind === 'notice' || record.kind === 'edit') && tries < MAX_REPEATS;
  return again ? { type: 'retry', at: now, failure: LAPSED, uncertain: true } : { type: 'lose', failure: LAPSED };
}

const LAPSED: Failure = { kind: 'timeout', message: 'The worker stopped while the request was under way' };
const DIED: Failure = { kind: 'bug', message: 'The worker stopped again and again while preparing this' };

/**
 * What is late does not go by itself. While a client is frozen, the queue of an account is held or its network takes nothing, nothing goes
 * anyway: whether it is late is asked when that ends.
 */
export async function holdLate(trx: Sql, now: Date): Promise<number> {
  const { rows } =
    await sql<RowRecord>`select ${rowColumns} from client c join delivery d on d.client_id = c.id join social_account a on a.id = d.account_id
    where c.frozen_at is null and a.queue_held_at is null and not ${limited(now)} and d.kind = 'part' and d.state in ('scheduled', 'waiting') and d.due_at < ${now}
      and not ${notLate(now)} limit 200`.execute(trx);
  for (const record of rows) await applyAt(trx, record.id, record.version, { type: 'hold' }, now, null);
  return rows.length;
}
