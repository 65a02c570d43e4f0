import { sql } from 'kysely';
import type { AttemptStatus, DeliveryState, Receipt } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { AttemptRow, PartRow } from './api-rows.js';

interface PartRecord {
  readonly id: string;
  readonly publication_id: string;
  readonly part: string;
  readonly state: DeliveryState;
  readonly version: number;
  readonly due_at: string;
  readonly tries: number;
  readonly receipt: Receipt | null;
  readonly failure: Failure | null;
}

/** In the order in which they leave; those that a later revision dropped are left out. */
export async function partsOfPublications(db: Sql, publicationIds: readonly string[]): Promise<PartRow[]> {
  const { rows } = await sql<PartRecord>`
    select d.id, d.publication_id, d.part, d.state, d.version, d.due_at, d.tries, d.receipt, d.failure
    from delivery d join publication u on u.id = d.publication_id and u.revision_id = d.revision_id
    where d.publication_id = any(${publicationIds}::uuid[])
    order by d.publication_id, d.ordinal`.execute(db);
  return rows.map(({ publication_id: publicationId, part: name, due_at: dueAt, ...rest }) => ({
    ...rest,
    publicationId,
    name,
    dueAt: toDate(dueAt),
  }));
}

/** At most this many attempts of one part are listed, the latest. */
const ATTEMPTS_OF_PART_MAX = 50;

interface AttemptRecord {
  readonly delivery_id: string;
  readonly number: number;
  readonly status: AttemptStatus;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly failure: Failure | null;
  readonly receipt: Receipt | null;
}

/** In order. What is known of an attempt is in its row's journal; the attempt itself tells when, and what came back. */
export async function attemptsOfParts(db: Sql, deliveryIds: readonly string[]): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRecord>`
    select a.delivery_id, a.number, d.attempts[a.number] as status, a.started_at, a.ended_at, a.failure, a.receipt
    from delivery d join attempt a on a.delivery_id = d.id
    where d.id = any(${deliveryIds}::uuid[]) and a.number > cardinality(d.attempts) - ${ATTEMPTS_OF_PART_MAX}
    order by a.delivery_id, a.number`.execute(db);
  return rows.map(({ delivery_id: deliveryId, started_at: startedAt, ended_at: endedAt, ...rest }) => ({
    ...rest,
    deliveryId,
    startedAt: toDate(startedAt),
    endedAt: toDateOrNull(endedAt),
  }));
}
