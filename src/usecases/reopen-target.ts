import { approvalsOf } from '../db/may-leave-sql.js';
import { Refusal } from '../domain/refusal.js';
import { changeTarget } from './change-target.js';
import { type Desk, moveDelivery } from './desk.js';
import { plan } from './move-publications.js';
import type { DeliveryRequest } from './resolve-unknown.js';

/**
 * Brings back what was taken back from one account, as it is approved now: at its planned time while that is ahead, else now. A later part
 * comes back only with its first, or behind a live one.
 */
export async function reopenTarget(desk: Desk, request: DeliveryRequest): Promise<void> {
  await changeTarget(desk, request, 'schedule', 'post.reopen_target', async ({ tx, post, main, parts }) => {
    const cancelled = parts.filter(({ state }) => state === 'cancelled');
    const leads = main.state === 'cancelled' || main.state === 'published';
    if (cancelled.length === 0 || !leads) throw new Refusal('stale');
    const { approvals, needed } = await approvalsOf(tx.sql, main.revision_id);
    const isCurrent = main.state === 'published' || main.revision_id === post.revisionId;
    if (approvals < needed || !isCurrent) throw new Refusal('not_approved');
    const at = post.dueAt && post.dueAt > tx.now ? post.dueAt : tx.now;
    for (const part of cancelled) await moveDelivery(tx, part, { type: 'reopen', at }, request.memberId);
    if (main.state === 'cancelled') await plan(tx, [main.publication_id], at);
    const first = cancelled[0];
    if (first) tx.ringLater(first.id, at);
  });
}
