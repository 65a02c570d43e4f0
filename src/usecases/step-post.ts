import { changePost, type PostRequest } from './change-post.js';
import type { Desk } from './desk.js';
import { refusePending, takeBackPublications } from './take-back-publications.js';

/** The steps that only move a post: back to draft, out of sight, and back again. */
export const PLAIN_STEPS = {
  withdraw: 'draft',
  reopen: 'draft',
  archive: 'archived',
  restore: 'draft',
  cancel: 'draft',
} as const;
export type PlainStep = keyof typeof PLAIN_STEPS;

/** Moves a post by one of the plain steps. What was approved and has not left is taken back. */
export async function stepPost(desk: Desk, request: PostRequest, step: PlainStep): Promise<void> {
  await changePost(desk, request, step, async ({ tx, post }) => {
    if (post.state === 'approved' && step === 'archive') await refusePending(tx, post);
    else if (post.state === 'approved') await takeBackPublications(tx, post, request.memberId, 'parts_too');
    if (step !== 'archive') post.revisionId = null;
    post.state = PLAIN_STEPS[step];
  });
}
