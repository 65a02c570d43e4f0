import { sql } from 'kysely';
import type { Post } from '../db/entities/post.js';
import type { AttemptStatus, DeliveryState } from '../domain/delivery.js';
import { Refusal } from '../domain/refusal.js';
import { moveDelivery, type Tx } from './desk.js';

interface Row {
  id: string;
  kind: 'part' | 'edit';
  publication_id: string;
  version: number;
  state: DeliveryState;
  committing: number | null;
  attempts: AttemptStatus[];
}

/**
 * Takes back every publication of the post that has not left, what was to be sent again, and corrections that wait; with `parts_too` also
 * the parts that would follow one that has left, and refused where there is nothing to take back. Refused while one is going out.
 * `onlyPublicationId` leaves the others alone.
 */
export async function takeBackPublications(
  tx: Tx,
  post: Post,
  memberId: string,
  what: 'whole' | 'parts_too',
  onlyPublicationId: string | null = null,
): Promise<void> {
  const { rows } = await sql<Row>`
    select d.id, d.kind, d.publication_id, d.version, d.state, d.committing, d.attempts
    from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${post.id} and (${onlyPublicationId}::uuid is null or u.id = ${onlyPublicationId}) order by d.seq for update of d`.execute(
    tx.sql,
  );
  if (rows.some((row) => row.committing !== null)) throw new Refusal('going_out', { number: post.number });
  const left = new Set(rows.filter(hasLeft).map((row) => row.publication_id));
  const back = rows.filter((row) => {
    if (row.kind === 'edit') return isWaiting(row) || row.state === 'failed';
    if (what === 'whole') return !left.has(row.publication_id) || (hasLeft(row) && isWaiting(row));
    return !hasLeft(row) || isWaiting(row);
  });
  if (what === 'parts_too' && rows.length > 0 && back.length === 0)
    throw new Refusal('has_left', { number: post.number });
  for (const row of back) {
    if (row.state !== 'cancelled') await moveDelivery(tx, row, { type: 'cancel' }, memberId);
  }
}

/** What was sent again by a person but has not left anew can be taken back too; what may be live already is left as it is. */
function isWaiting({ state }: Row): boolean {
  return state === 'scheduled' || state === 'held' || state === 'waiting' || state === 'publishing';
}

function hasLeft({ attempts }: Row): boolean {
  return attempts.includes('open') || attempts.includes('known');
}

/** Nothing may be out of sight while it can still go out, or may be out already without anybody knowing. */
export async function refusePending(tx: Tx, post: Post): Promise<void> {
  const { rows } = await sql`select d.id from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${post.id} and d.state in ('scheduled', 'held', 'publishing', 'waiting', 'unknown', 'removing')
    limit 1`.execute(tx.sql);
  if (rows.length > 0) throw new Refusal('going_out', { number: post.number });
}
