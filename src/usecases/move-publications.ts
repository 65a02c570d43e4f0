import { sql } from 'kysely';
import type { Post } from '../db/entities/post.js';
import { approvalsOf } from '../db/may-leave-sql.js';
import type { AttemptStatus, DeliveryState } from '../domain/delivery.js';
import { Refusal } from '../domain/refusal.js';
import { moveDelivery, type Tx } from './desk.js';

interface Row {
  id: string;
  publication_id: string;
  revision_id: string;
  version: number;
  ordinal: number;
  state: DeliveryState;
  attempts: AttemptStatus[];
}

const MOVABLE: readonly DeliveryState[] = ['scheduled', 'held', 'waiting'];

/**
 * Gives another time to everything of an approved post that has not left, and frees what was held for being late. Refused while one is
 * going out, and where everything has left. What follows a part that has left goes with it and has no time of its own.
 */
export async function movePublications(tx: Tx, post: Post, at: Date, memberId: string): Promise<void> {
  const { rows } = await sql<Row>`
    select d.id, d.publication_id, d.revision_id, d.version, d.ordinal, d.state, d.attempts
    from delivery d join publication u on u.id = d.publication_id and u.revision_id = d.revision_id
    where u.post_id = ${post.id} order by d.seq for update of d`.execute(tx.sql);
  if (rows.some(({ state }) => state === 'publishing')) throw new Refusal('going_out', { number: post.number });
  const begun = new Set(rows.filter(hasLeft).map((row) => row.publication_id));
  const movable = rows.filter((row) => MOVABLE.includes(row.state) && !begun.has(row.publication_id));
  if (movable.length === 0) throw new Refusal('has_left', { number: post.number });
  await refuseUnapproved(tx, movable);
  for (const row of movable) {
    await moveDelivery(tx, row, { type: 'move', at }, memberId);
    if (row.ordinal === 0) tx.ringLater(row.id, at);
  }
  await plan(tx, [...new Set(movable.map((row) => row.publication_id))], at);
  post.dueAt = at;
}

/** The time that people planned, beside the rows that wait for it. */
export async function plan(tx: Tx, publicationIds: readonly string[], at: Date): Promise<void> {
  await sql`update publication set due_at = ${at} where id = any(${[...publicationIds]}::uuid[])`.execute(tx.sql);
}

function hasLeft({ attempts }: Row): boolean {
  return attempts.includes('open') || attempts.includes('known');
}

async function refuseUnapproved(tx: Tx, rows: readonly Row[]): Promise<void> {
  for (const revisionId of new Set(rows.map((row) => row.revision_id))) {
    const { approvals, needed } = await approvalsOf(tx.sql, revisionId);
    if (approvals < needed) throw new Refusal('not_approved');
  }
}
