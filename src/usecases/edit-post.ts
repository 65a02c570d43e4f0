import type { Content } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { changePost, type PostRequest } from './change-post.js';
import { isEmpty } from './create-post.js';
import type { Desk } from './desk.js';
import { prepareRenditions } from './make-renditions.js';
import { openReview } from './open-review.js';
import { takeBackPublications } from './take-back-publications.js';

/** What an author decides about a post: what it says and where it goes (null: everywhere it can). */
export interface Draft {
  readonly content: Content;
  readonly targetIds: readonly string[] | null;
}

/**
 * Changes what a post says. A draft just changes; in review or approved it becomes a new revision, which nobody has approved yet; the
 * old review card is superseded, and every publication that has not left is taken back. Refused while one is going out.
 */
export async function editPost(desk: Desk, request: PostRequest, edit: (draft: Draft) => Draft): Promise<void> {
  await prepareRenditions(desk, request.postId, edit);
  await changePost(desk, request, 'edit', async ({ tx, post }) => {
    const { content, targetIds } = edit(post);
    if (isEmpty(content)) throw new Refusal('empty_post');
    post.content = content;
    post.targetIds = targetIds;
    if (post.state !== 'in_review' && post.state !== 'approved') return;
    if (post.state === 'approved') await takeBackPublications(tx, post, request.memberId, 'whole');
    await openReview(desk, tx, post, request.memberId);
  });
}
