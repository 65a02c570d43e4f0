import { isEditor, type PostState, postStep, type PostStepName } from '../../src/domain/post.js';
import { contentFor } from '../../src/domain/content.js';
import type { CardRow } from '../../src/reads/card-row.js';
import { postCard, type PartOnCard, type PostCard } from '../../src/reads/post-card.js';
import { shownState } from '../../src/reads/shown-state.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { type SortedTargets, sortTargets } from '../../src/usecases/render-targets.js';
import { RichTextWriter, shorten } from '../rich-text.js';
import type { Texts } from '../texts.js';
import { momentWords } from '../time-words.js';
import { type Button, buttonsFor, byClockOf, type CardView, type Keyboard, rows } from './card-view.js';
import { hasErrors, writeFindings, writeLeftOut } from './findings.js';
import { fixButtons } from './fix-buttons.js';
import { mediaWords } from './media-words.js';
import { mayChangeTargets, tryButton } from '../targets.js';
import { writeQuiz } from './quiz.js';
import { type LiveLine, liveLines, writeCorrections, writeLive } from './live-lines.js';
import { targetName, writeTargets } from './target-lines.js';
import { writeVariants } from './variant-lines.js';

const QUOTE_LENGTH = 200;
/** What nobody works on any more. */
const DUPLICATED: ReadonlySet<PostState> = new Set(['approved', 'rejected', 'archived']);

/** The card of a post: what, where, when, what comes next, and what its viewer may do. */
export async function postCardView(desk: Desk, card: CardRow, t: Texts): Promise<CardView | null> {
  const found = await postCard(sqlOutside(desk), card.subjectId);
  if (!found) return null;
  const post = byClockOf(card, found);
  const open = post.state === 'draft' || post.state === 'in_review' || post.state === 'changes_requested';
  const sorted = open ? await sortTargets(desk.orm.em.fork(), desk.platforms, post) : NOTHING;
  const unfit = open && hasErrors(sorted.taken);
  const live = open ? await liveLines(desk, post.id, sorted.taken) : [];
  const body = writePost(new RichTextWriter(), { desk, post, ...sorted, live, unfit, card, t, now: desk.clock.now() });
  const fixes = fixButtons({ desk, postId: post.id, version: post.version, t }, sorted.taken, sorted.leftOut);
  return { body: body.done(), keyboard: keyboardOf({ post, card, unfit, fixes, t }), settled: false };
}

const NOTHING: SortedTargets = { taken: [], leftOut: [] };

interface Writing extends SortedTargets {
  readonly desk: Desk;
  readonly post: PostCard;
  /** What is live already, while a change of it is being written or reviewed. */
  readonly live: readonly LiveLine[];
  readonly unfit: boolean;
  readonly card: CardRow;
  readonly t: Texts;
  readonly now: Date;
}

function writePost(to: RichTextWriter, writing: Writing): RichTextWriter {
  const { desk, post, taken: targets, leftOut, live, card, t, now } = writing;
  const state = t(`state-${shownState(post.state, post.parts, now, post.frozen)}`);
  to.bold(t('card-title', { number: post.number, state })).line();
  to.line(card.viewerId === post.authorId ? post.brand : t('card-by', { brand: post.brand, author: post.author }));
  to.line().quote(shorten(contentFor(post.content, null), QUOTE_LENGTH));
  if (post.content.quiz) writeQuiz(to, post.content.quiz, t);
  if (post.content.media.length > 0) to.line(mediaWords(post.content.media, t));
  writeVariants(to, desk, post.content, t);
  if (targets.length > 0) to.line(t('card-where', { accounts: targets.map(({ account }) => account.name).join(', ') }));
  if (post.state !== 'approved' && post.state !== 'rejected' && post.state !== 'archived') to.line(whenLine(writing));
  if (post.parts.some(isTold)) {
    to.line();
    writeTargets(to, post.parts.filter(isTold), { t, now, zone: post.zone, frozen: post.frozen });
    writeCorrections(to, post.corrections, { t, now, zone: post.zone, frozen: post.frozen });
    writeLive(to, live, t);
  }
  if (targets.some(({ findings }) => findings.length > 0)) {
    to.line();
    writeFindings(to, targets, t);
  }
  writeLeftOut(to, leftOut, t);
  to.line();
  return writeNext(to, writing);
}

/** What was taken back before it left is not worth a line. */
function isTold(part: PartOnCard): boolean {
  return part.state !== 'cancelled';
}

function whenLine({ post, t, now }: Writing): string {
  if (!post.dueAt) return t('card-when-asap');
  const moment = momentWords(post.dueAt, now, post.zone, t.language);
  return post.dueAt < now ? t('card-when-passed', { moment }) : t('card-when', { moment });
}

function writeNext(to: RichTextWriter, { post, taken: targets, unfit, t }: Writing): RichTextWriter {
  switch (post.state) {
    case 'draft':
      if (targets.length === 0) return to.line(t('next-no-accounts'));
      if (post.content.quiz) return to.line(unfit ? t('next-quiz-unfit') : t('next-quiz'));
      return to.line(unfit ? t('next-draft-unfit') : t('next-draft'));
    case 'in_review':
      if (post.lost) to.line(t('next-lost', { name: post.lost }));
      if (post.approvalsPossible < (post.approvalsNeeded ?? 1)) return to.line(stuckLine(post, t));
      return to.line(t('next-in-review', { approvals: post.approvers.length, needed: post.approvalsNeeded ?? 1 }));
    case 'changes_requested':
      if (post.declined) to.line(t('card-changes-by', { by: post.declined.by })).quote(plain(post.declined.reason));
      return to.line(unfit ? t('next-draft-unfit') : t('next-changes-requested'));
    case 'rejected':
      if (post.declined) to.line(t('card-rejected-by', { by: post.declined.by })).quote(plain(post.declined.reason));
      return to.line(t('next-rejected'));
    case 'archived':
      return to.line(t('next-archived'));
    case 'approved':
      return to.line(approvedLine(post, t));
  }
}

function stuckLine({ approvalsNeeded, approvalsPossible: possible, author }: PostCard, t: Texts): string {
  return t('review-stuck', { needed: approvalsNeeded ?? 1, possible, author });
}

function approvedLine(post: PostCard, t: Texts): string {
  if (post.approvalsNeeded === 0) return t('card-approved-free');
  const [first, ...others] = post.approvers;
  if (first?.id === post.authorId && others.length === 0) return t('card-approved-alone');
  return t('card-approved-by', { names: post.approvers.map(({ name }) => name).join(', ') });
}

interface Acting {
  readonly post: PostCard;
  readonly card: CardRow;
  readonly unfit: boolean;
  readonly fixes: readonly Button[][];
  readonly t: Texts;
}

function keyboardOf({ post, card, unfit, fixes, t }: Acting): Keyboard {
  // In a group anybody may tap; whether they may is looked at then.
  const actor = { memberId: card.viewerId ?? '', role: card.viewerRole ?? 'editor' };
  const may = (step: PostStepName) => postStep(post, step, actor).ok;
  const button = buttonsFor(post.id, post.version);
  const editing = may('edit') && post.state !== 'approved';
  const own = isEditor(actor.role) || card.viewerId === post.authorId;
  const drafting = editing && post.state !== 'in_review';
  return rows(
    [may('submit') && !unfit && button('submit', post.state === 'draft' ? t('button-submit') : t('button-resubmit'))],
    ...(editing ? fixes : []),
    [drafting && button('where', t('button-where')), editing && button('when', t('button-when'))],
    [post.state === 'approved' && may('schedule') && mayMove(post) && button('when', t('button-new-time'))],
    [
      post.state !== 'archived' && button('preview', t('button-preview')),
      may('edit') && (post.content.quiz ? button('quizEdit', t('button-quiz-edit')) : button('edit', t('button-edit'))),
    ],
    [
      drafting && button('networks', t('button-networks')),
      editing && post.content.media.length > 0 && button('media', t('button-media')),
    ],
    ...post.parts.map((part) => [own && post.state === 'approved' && tryButton(part, t)]),
    ...post.corrections.map((one) => [own && correctAgainButton(one, t)]),
    [
      own &&
        post.state === 'approved' &&
        mayChangeTargets(post, isEditor(actor.role)) &&
        button('targets', t('button-targets')),
      own && post.parts.some(({ state }) => state === 'published') && button('takeDown', t('button-take-down')),
    ],
    [may('withdraw') && button('withdraw', t('button-withdraw'))],
    [may('reopen') && button('reopen', t('button-reopen')), may('restore') && button('restore', t('button-restore'))],
    [
      may('cancel') && mayTakeBack(post) && button('cancel', t('button-cancel')),
      DUPLICATED.has(post.state) && button('duplicate', t('button-duplicate')),
    ],
    [may('archive') && post.state !== 'approved' && button('archive', t('button-archive'))],
  );
}

function correctAgainButton(correction: PartOnCard, t: Texts) {
  const { id, version, state } = correction;
  const isOpen = state === 'failed' || state === 'unknown';
  return isOpen && buttonsFor(id, version)('retry', t('button-correct-again', { account: targetName(correction, t) }));
}

/** There is something to take back while a part has not left; what is going out cannot be caught. */
function mayTakeBack({ parts }: PostCard): boolean {
  const waiting = parts.some(
    ({ state }) => state === 'scheduled' || state === 'waiting' || state === 'held' || state === 'failed',
  );
  return waiting && !parts.some(({ state }) => state === 'publishing');
}

/** Something has not left and is not leaving. */
function mayMove({ parts }: PostCard): boolean {
  const first = parts.filter(({ ordinal }) => ordinal === 0);
  const waiting = first.some(({ state }) => state === 'scheduled' || state === 'waiting' || state === 'held');
  return waiting && !parts.some(({ state }) => state === 'publishing');
}

function plain(text: string) {
  return { text, entities: [] };
}
