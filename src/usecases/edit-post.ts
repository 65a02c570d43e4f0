import { type Post, Revision } from '../db/entities/post.js';
import { MEDIA_MAX } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { changePostIn, type PostRequest } from './change-post.js';
import { refuseUnusable } from './create-post.js';
import { prepareRenditions } from './make-renditions.js';
import { type Desk, transact, type Tx } from './desk.js';
import type { Draft } from './draft.js';
import { openReview } from './open-review.js';
import { takeBackPublications } from './take-back-publications.js';

/**
 * Changes what a post says. A draft just changes; in review or approved it becomes a new revision, which nobody has approved yet; the
 * old review card is superseded, and every publication that has not left is taken back. Refused while one is going out.
 */
export async function editPost(desk: Desk, request: PostRequest, edit: (draft: Draft) => Draft): Promise<void> {
  await prepareRenditions(desk, request.postId, edit);
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
    const { content, targetIds, title, subject, language } = await edit(post);
    refuseUnusable(content);
    if (content.media.length > Math.max(MEDIA_MAX, post.content.media.length)) throw new Refusal('too_many_media');
    post.content = content;
    if (title !== undefined) post.title = title;
    if (subject !== undefined) post.subject = subject;
    if (language !== undefined) post.language = language;
    post.targetIds = targetIds ?? (post.state === 'approved' ? await approvedTargets(tx, post) : null);
    if (post.state !== 'in_review' && post.state !== 'approved') return;
    if (post.state === 'approved') await takeBackPublications(tx, post, request.memberId, 'whole');
    await openReview(desk, tx, post, request.memberId);
  });
}

/** Where it was approved to go: a change of its words takes it to no account that was connected since. */
async function approvedTargets(tx: Tx, { revisionId }: Post): Promise<string[] | null> {
  const revision = revisionId && (await tx.em.findOne(Revision, revisionId));
  return revision ? Object.keys(revision.rendered) : null;
}
