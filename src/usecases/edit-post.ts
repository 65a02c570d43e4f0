import { type Content, MEDIA_MAX } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { changePostIn, type PostRequest } from './change-post.js';
import { refuseUnusable } from './create-post.js';
import { type Desk, transact, type Tx } from './desk.js';
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
  await transact(desk, (tx) => editPostIn(desk, tx, request, edit));
}

/** The same, as part of a larger transaction. */
export async function editPostIn(
  desk: Desk,
  tx: Tx,
  request: PostRequest,
  edit: (draft: Draft) => Draft | Promise<Draft>,
): Promise<void> {
  await changePostIn(tx, request, 'edit', async ({ post }) => {
    const { content, targetIds } = await edit(post);
    refuseUnusable(content);
    if (content.media.length > Math.max(MEDIA_MAX, post.content.media.length)) throw new Refusal('too_many_media');
    post.content = content;
    post.targetIds = targetIds;
    if (post.state !== 'in_review' && post.state !== 'approved') return;
    if (post.state === 'approved') await takeBackPublications(tx, post, request.memberId, 'whole');
    await openReview(desk, tx, post, request.memberId);
  });
}
