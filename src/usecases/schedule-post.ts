import { isPast, isTooFar } from '../domain/schedule.js';
import { Refusal } from '../domain/refusal.js';
import type { Post } from '../db/entities/post.js';
import { changePost, type PostRequest } from './change-post.js';
import { clientOf, type Desk, type Tx } from './desk.js';
import { movePublications } from './move-publications.js';
import { openReview } from './open-review.js';
import { takeBackPublications } from './take-back-publications.js';

/**
 * Plans the time of a post; null means as soon as it is approved, or now where it is. Approvals stay: time is approved beside content. Of
 * an approved post it moves what has not left, or asks for a new approval where the client wants one for that.
 */
export async function schedulePost(desk: Desk, request: PostRequest, dueAt: Date | null): Promise<void> {
  await changePost(
    desk,
    request,
    'schedule',
    async ({ tx, post, actor }) => {
      if (dueAt && Number.isNaN(dueAt.getTime())) throw new Refusal('bad_time');
      if (dueAt && isPast(dueAt, tx.now)) throw new Refusal('past_time');
      if (dueAt && isTooFar(dueAt, tx.now)) throw new Refusal('far_time');
      if (post.state === 'approved') await moveApproved(desk, tx, post, dueAt, actor.memberId);
      else post.dueAt = dueAt;
    },
    'post.scheduled',
  );
}

/** Lets what is approved go at once; refused where it is not. */
export async function publishNow(desk: Desk, request: PostRequest): Promise<void> {
  await changePost(
    desk,
    request,
    'schedule',
    async ({ tx, post, actor }) => {
      if (post.state !== 'approved') throw new Refusal('not_approved');
      await moveApproved(desk, tx, post, null, actor.memberId);
    },
    'post.scheduled',
  );
}

async function moveApproved(desk: Desk, tx: Tx, post: Post, dueAt: Date | null, memberId: string): Promise<void> {
  const { moveNeedsApproval } = await clientOf(tx, post.clientId);
  if (!moveNeedsApproval) {
    await movePublications(tx, post, dueAt ?? tx.now, memberId);
    return;
  }
  await takeBackPublications(tx, post, memberId, 'whole');
  post.dueAt = dueAt;
  await openReview(desk, tx, post, memberId);
}
