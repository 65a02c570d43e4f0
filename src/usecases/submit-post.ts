import { changePost, type PostRequest } from './change-post.js';
import type { Desk } from './desk.js';
import { prepareRenditions } from './make-renditions.js';
import { openReview } from './open-review.js';

/** Sends a draft to review, or straight on where policy needs nobody. */
export async function submitPost(desk: Desk, request: PostRequest): Promise<void> {
  await prepareRenditions(desk, request.postId);
  await changePost(desk, request, 'submit', ({ tx, post }) => openReview(desk, tx, post, request.memberId));
}
