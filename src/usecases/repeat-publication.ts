import { sql } from 'kysely';
import { Publication } from '../db/entities/publication.js';
import { Revision } from '../db/entities/post.js';
import { approvalsOf } from '../db/may-leave-sql.js';
import type { DeliveryState } from '../domain/delivery.js';
import { Refusal } from '../domain/refusal.js';
import { isPast } from '../domain/schedule.js';
import { changeTarget, type TargetChange } from './change-target.js';
import type { Desk, Tx } from './desk.js';
import { bindParts } from './make-publications.js';
import type { DeliveryRequest } from './resolve-unknown.js';

const MAY_BE_THERE: readonly DeliveryState[] = ['unknown', 'left', 'handed_over'];
const TO_COME: readonly DeliveryState[] = ['scheduled', 'held', 'waiting', 'publishing', 'removing'];

/**
 * Publishes once more to an account what it has, or had, from this post: a new publication of the approved revision that is live, by an
 * editor's explicit act. Only the last copy is repeated, and only when it is known what became of it.
 */
export async function repeatPublication(desk: Desk, request: DeliveryRequest, at: Date | null): Promise<void> {
  await changeTarget(desk, request, 'edit', 'post.repeat', async (it) => {
    const { tx, post, main } = it;
    if (at && isPast(at, tx.now)) throw new Refusal('past_time');
    const last = await tx.em.findOneOrFail(Publication, main.publication_id);
    const { accountId, occurrence } = last;
    await refuseUnsettled(it, last);
    // The words that are live, also where they were corrected.
    const revisionId = last.correctedRevisionId ?? last.revisionId;
    const { approvals, needed } = await approvalsOf(tx.sql, revisionId);
    if (approvals < needed) throw new Refusal('not_approved');
    const revision = await tx.em.findOneOrFail(Revision, revisionId);
    const rendered = revision.rendered[accountId];
    if (!rendered) throw new Refusal('not_approved');
    const dueAt = at ?? tx.now;
    const key = { postId: post.id, accountId, occurrence, repeat: await nextRepeat(tx, last) };
    const ids = { id: desk.ids.uuid(), clientId: post.clientId, revisionId };
    const again = tx.em.create(Publication, { ...ids, ...key, dueAt, zone: post.zone, createdAt: tx.now });
    await tx.em.flush();
    await bindParts(desk, tx, again, rendered);
  });
}

async function refuseUnsettled({ tx, main, parts }: TargetChange, last: Publication): Promise<void> {
  if (await hasLaterCopy(tx, last)) throw new Refusal('stale');
  const is = (states: readonly DeliveryState[]) => parts.some(({ state }) => states.includes(state));
  if (is(MAY_BE_THERE)) throw new Refusal('copy_unknown');
  if (is(TO_COME)) throw new Refusal('copy_waits');
  if (main.state !== 'published' && main.state !== 'removed') throw new Refusal('stale');
}

/** One that was taken back before it left is no copy. */
async function hasLaterCopy(tx: Tx, { postId, accountId, occurrence, repeat }: Publication): Promise<boolean> {
  const { rows } = await sql`select u.id from publication u join delivery d on d.publication_id = u.id
    where u.post_id = ${postId} and u.account_id = ${accountId} and u.occurrence = ${occurrence} and u.repeat > ${repeat}
      and d.state <> 'cancelled' limit 1`.execute(tx.sql);
  return rows.length > 0;
}

async function nextRepeat(tx: Tx, { postId, accountId, occurrence }: Publication): Promise<number> {
  const { rows } = await sql<{ next: number }>`select max(repeat) + 1 as next from publication
    where post_id = ${postId} and account_id = ${accountId} and occurrence = ${occurrence}`.execute(tx.sql);
  return rows[0]?.next ?? 1;
}
