import { Approval, Revision } from '../db/entities/post.js';
import { mayApprove } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import { changePost, moved, type PostRequest } from './change-post.js';
import { clientOf, type Desk } from './desk.js';
import { makePublications } from './make-publications.js';
import { recordApproval } from './open-review.js';
import { approvalsOf } from '../db/may-leave-sql.js';

/** What an editor saw when tapping. */
export interface ReviewRequest extends PostRequest {
  readonly revisionId: string;
}

/** An editor's yes to exactly the revision that was shown. The last one needed makes the publications. */
export async function approvePost(desk: Desk, request: ReviewRequest): Promise<{ approvals: number; needed: number }> {
  return changePost(desk, request, 'approve', async ({ tx, post, actor }) => {
    if (post.revisionId !== request.revisionId) throw await moved(tx, post);
    const revision = await tx.em.findOneOrFail(Revision, request.revisionId);
    if (!mayApprove(await clientOf(tx, post.clientId), revision, actor)) throw new Refusal('own_post');
    const mine = { revisionId: revision.id, memberId: actor.memberId, voidAt: null };
    if ((await tx.em.count(Approval, mine)) > 0) throw new Refusal('already_approved');
    recordApproval(desk, tx, revision, actor.memberId);
    await tx.em.flush();
    const { approvals, needed } = await approvalsOf(tx.sql, revision.id);
    if (approvals >= needed) {
      post.state = 'approved';
      await makePublications(desk, tx, post, revision);
    }
    return { approvals, needed };
  });
}
