import { Refusal } from '../src/domain/refusal.js';
import { isEditor } from '../src/domain/post.js';
import { type ReviewCard, reviewCard } from '../src/reads/review-card.js';
import { approvePost } from '../src/usecases/approve-post.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { outcomeOf } from './cards/review-card.js';
import { reviewTargets, showPreview } from './preview.js';
import { askPerson } from './questions.js';
import type { Tapped, TapHandler, TapHandlers } from './tapped.js';

export const reviewTaps: TapHandlers<'approve' | 'requestChanges' | 'reject' | 'previewRevision'> = {
  async approve(tapped) {
    const { parts, speaker, tap } = tapped;
    const { postId } = await reviewOf(tapped);
    const request = { postId, memberId: speaker.member.memberId, revisionId: tap.id };
    const { approvals, needed } = await approvePost(parts.desk, request);
    return approvals >= needed ? speaker.t('done-approved') : speaker.t('done-approved-partly', { approvals, needed });
  },
  requestChanges: askReason('request_changes'),
  reject: askReason('reject'),

  async previewRevision(tapped) {
    const { parts, speaker, card } = tapped;
    const review = await reviewOf(tapped);
    if (!card) throw new Refusal('stale');
    await showPreview({ ...parts, t: speaker.t }, card, reviewTargets(review), { anew: true });
  },
};

/** The reason is asked at once, so that the author never gets a no without one; nothing is decided until it is given. */
function askReason(question: 'request_changes' | 'reject'): TapHandler {
  return async (tapped) => {
    const { parts, speaker, chat, tap } = tapped;
    const review = await reviewOf(tapped);
    if (!isEditor(speaker.member.role)) throw new Refusal('not_allowed');
    if (outcomeOf(review) !== 'open') throw movedBy(review);
    const { t } = speaker;
    const { number, author } = review;
    await askPerson(parts, speaker, chat, {
      question,
      about: { postId: review.postId, revisionId: tap.id },
      text: question === 'reject' ? t('ask-reject', { number, author }) : t('ask-changes', { number, author }),
      placeholder: t('ask-reason-field'),
    });
  };
}

function movedBy({ number, decisions }: ReviewCard): Refusal {
  const last = decisions.at(-1);
  if (!last) return new Refusal('stale');
  return new Refusal('post_moved', { number, state: last.led, what: last.how, by: last.by, at: last.at.toISOString() });
}

async function reviewOf({ parts, speaker, tap }: Tapped): Promise<ReviewCard> {
  const review = await reviewCard(sqlOutside(parts.desk), tap.id);
  if (!review || review.clientId !== speaker.client.id) throw new Refusal('not_found');
  return review;
}
