import { Refusal } from '../domain/refusal.js';
import { changeTarget } from './change-target.js';
import { somethingRemains } from './decide-held.js';
import type { Desk } from './desk.js';
import type { DeliveryRequest } from './resolve-unknown.js';
import { takeBackPublications } from './take-back-publications.js';

/** Takes back what has not left to one account. A post of which nothing else is on its way, or live, is a draft again. */
export async function cancelTarget(desk: Desk, request: DeliveryRequest): Promise<void> {
  await changeTarget(desk, request, 'cancel', 'post.cancel_target', async ({ tx, post, main, parts }) => {
    if (parts.every(({ state }) => state === 'cancelled')) throw new Refusal('stale');
    await takeBackPublications(tx, post, request.memberId, 'parts_too', main.publication_id);
    if (await somethingRemains(tx, post.id)) return;
    post.revisionId = null;
    post.state = 'draft';
  });
}
