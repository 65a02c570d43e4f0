import { contentFor } from '../../src/domain/content.js';
import type { CardRow } from '../../src/reads/card-row.js';
import { type Decision, type ReviewCard, reviewCard } from '../../src/reads/review-card.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { RichTextWriter, shorten } from '../rich-text.js';
import type { TextKey, Texts } from '../texts.js';
import { momentWords } from '../time-words.js';
import { type Button, buttonsFor, byClockOf, type CardView, type Keyboard, rows } from './card-view.js';
import { type Examined, writeFindings } from './findings.js';
import { fixButtons } from './fix-buttons.js';
import { writeVariants } from './variant-lines.js';
import { mediaWords } from './media-words.js';
import { writeQuiz } from './quiz.js';

const QUOTE_LENGTH = 800;
/** Longer quotations are folded. */
const FOLD_LENGTH = 400;

type Outcome = 'open' | 'approved' | 'changes' | 'rejected' | 'superseded' | 'withdrawn';

const TITLES = {
  open: 'review-open',
  approved: 'review-approved',
  changes: 'review-changes',
  rejected: 'review-rejected',
  superseded: 'review-superseded',
  withdrawn: 'review-withdrawn',
} as const satisfies Record<Outcome, TextKey>;

/** What editors are asked; after the decision it says who decided what, and asks nothing. */
export async function reviewCardView(desk: Desk, card: CardRow, t: Texts): Promise<CardView | null> {
  const found = await reviewCard(sqlOutside(desk), card.subjectId);
  if (!found) return null;
  const review = byClockOf(card, found);
  const outcome = outcomeOf(review);
  const examined = outcome === 'open' ? examine(desk, review) : [];
  const body = writeReview(new RichTextWriter(), { desk, review, outcome, examined, t, now: desk.clock.now() });
  const fixes = fixButtons({ desk, postId: review.postId, version: review.postVersion, t }, examined);
  const keyboard = outcome === 'open' ? keyboardOf(review, fixes, t) : [];
  // What came back is asked by a new message: the old one is far up in the chat, and was settled.
  const again = review.returned > 0 && { question: `again${review.returned}` };
  return { body: body.done(), keyboard, settled: outcome !== 'open', ...again };
}

/** What is frozen for each target, looked at once more. */
function examine({ platforms }: Desk, { rendered, targets }: ReviewCard): Examined[] {
  return targets.map((account) => {
    const frozen = rendered[account.id];
    return { account, findings: frozen ? platforms.get(account.platform).preflight(frozen) : [] };
  });
}

export function outcomeOf(review: ReviewCard): Outcome {
  if (review.current && review.postState === 'in_review') return 'open';
  const led = (state: Decision['led']) => review.decisions.some((decision) => decision.led === state);
  if (led('changes_requested')) return 'changes';
  if (led('rejected')) return 'rejected';
  if (led('approved')) return 'approved';
  return review.superseded ? 'superseded' : 'withdrawn';
}

interface Writing {
  readonly desk: Desk;
  readonly review: ReviewCard;
  readonly outcome: Outcome;
  readonly examined: readonly Examined[];
  readonly t: Texts;
  readonly now: Date;
}

function writeReview(to: RichTextWriter, { desk, review, outcome, examined, t, now }: Writing): RichTextWriter {
  const { brand, author, content, dueAt, zone, targets } = review;
  to.bold(t(TITLES[outcome], { number: review.number })).line();
  to.line(t('card-by', { brand, author })).line();
  to.quote(shorten(contentFor(content, null), QUOTE_LENGTH), { expandable: content.text.length > FOLD_LENGTH });
  if (content.quiz) writeQuiz(to, content.quiz, t);
  if (content.media.length > 0) to.line(mediaWords(content.media, t));
  writeVariants(to, desk, content, t);
  to.line(t('card-where', { accounts: targets.map(({ name }) => name).join(', ') }));
  if (outcome === 'open')
    to.line(dueAt ? t('card-when', { moment: momentWords(dueAt, now, zone, t.language) }) : t('card-when-asap'));
  if (examined.some(({ findings }) => findings.length > 0)) to.line();
  writeFindings(to, examined, t);
  to.line();
  for (const decision of review.decisions) writeDecision(to, decision, zone, t, now);
  switch (outcome) {
    case 'open':
      return writeStanding(to, review, t);
    case 'approved':
      if (review.current) return to;
      return to.line(review.superseded ? t('review-later-replaced') : t('review-later-taken-back', byOf(review)));
    case 'superseded':
      return to.line(t('review-replaced'));
    case 'withdrawn':
      return to.line(t('review-taken-back', byOf(review)));
    default:
      return to;
  }
}

/** How many have said yes, and whether enough can. */
function writeStanding(to: RichTextWriter, review: ReviewCard, t: Texts): RichTextWriter {
  const { approvalsNeeded: needed, approvalsPossible: possible, author } = review;
  const approvals = review.decisions.filter(({ how, lost }) => how === 'approve' && !lost).length;
  if (needed > 1 || review.returned > 0) to.line(t('review-count', { approvals, needed }));
  return possible < needed ? to.line(t('review-stuck', { needed, possible, author })) : to;
}

function byOf({ withdrawnBy, author }: ReviewCard) {
  return { by: withdrawnBy ?? author };
}

function writeDecision(to: RichTextWriter, decision: Decision, zone: string, t: Texts, now: Date): void {
  const facts = { by: decision.by, moment: momentWords(decision.at, now, zone, t.language) };
  const line = { approve: 'decided-approve', request_changes: 'decided-changes', reject: 'decided-reject' } as const;
  to.line(t(decision.lost ? 'decided-lost' : line[decision.how], facts));
  if (decision.reason) to.quote({ text: decision.reason, entities: [] });
}

function keyboardOf(review: ReviewCard, fixes: readonly Button[][], t: Texts): Keyboard {
  const button = buttonsFor(review.revisionId, 0);
  return rows(
    ...fixes,
    [button('approve', t('button-approve'))],
    [button('requestChanges', t('button-request-changes')), button('reject', t('button-reject'))],
    [button('previewRevision', t('button-preview'))],
  );
}
