import { MediaFull } from '../src/domain/media-full.js';
import type { QuizProblem } from '../src/domain/quiz.js';
import { Refusal } from '../src/domain/refusal.js';
import { findingText } from './cards/findings.js';
import type { TextKey, Texts } from './texts.js';
import { momentWords } from './time-words.js';

/** What was done to a post, as the audit trail calls it. */
const DONE = {
  created: 'did-created',
  edit: 'did-edit',
  scheduled: 'did-scheduled',
  submit: 'did-submit',
  archive: 'did-archive',
  approve: 'did-approve',
  request_changes: 'did-request-changes',
  reject: 'did-reject',
  withdraw: 'did-withdraw',
  reopen: 'did-reopen',
  cancel: 'did-cancel',
  restore: 'did-restore',
  cancel_target: 'did-cancel-target',
  reopen_target: 'did-reopen-target',
  repeat: 'did-repeat',
  returned: 'did-returned',
  unpublish: 'did-unpublish',
} as const satisfies Record<string, TextKey>;

const BAD_QUIZ = {
  question_missing: 'bad-quiz-question-missing',
  question_long: 'bad-quiz-question-long',
  answers_few: 'bad-quiz-answers-few',
  answers_many: 'bad-quiz-answers-many',
  answer_missing: 'bad-quiz-answer-missing',
  answer_long: 'bad-quiz-answer-long',
  answer_twice: 'bad-quiz-answer-twice',
  correct_missing: 'bad-quiz-correct-missing',
  explanation_long: 'bad-quiz-explanation-long',
  unknown_difficulty: 'bad-quiz-unknown-difficulty',
} as const satisfies Record<QuizProblem['problem'], TextKey>;

export interface Telling {
  readonly t: Texts;
  readonly now: Date;
  readonly zone: string;
}

/** What a person is told of something thrown that is meant for them; null where it is a fault of ours. */
export function troubleText(thrown: unknown, telling: Telling): string | null {
  if (thrown instanceof Refusal) return refusalText(thrown, telling);
  return thrown instanceof MediaFull ? telling.t('trouble-disk-full') : null;
}

function refusalText({ code, facts }: Refusal, { t, now, zone }: Telling): string {
  const number = String(facts.number ?? '');
  switch (code) {
    case 'post_moved':
      return movedText(facts, { t, now, zone });
    case 'unfit_target': {
      const finding = findingText(t, String(facts.finding), facts);
      return t('refused-unfit_target', { account: String(facts.account), finding });
    }
    case 'bad_quiz':
      return quizText(facts, t);
    case 'credentials':
      return t.said(`credentials-${facts.reason}`, facts) ?? t('refused-credentials');
    case 'stale':
      return staleText(facts, { t, now, zone });
    case 'going_out':
      return t('refused-going_out', { number });
    case 'has_left':
      return t('refused-has_left', { number });
    case 'media_too_large':
    case 'media_type':
    case 'media_damaged':
      return mediumText(code, facts, t);
    case 'cannot_remove':
    case 'cannot_edit':
      return t(`refused-${code}`, { network: String(facts.network) });
    case 'edit_reshaped':
      return t('refused-edit_reshaped', { account: String(facts.account) });
    case 'too_many_tokens':
      return t('refused-too_many_tokens', { max: Number(facts.max) });
    default:
      return t(`refused-${code}`);
  }
}

function mediumText(
  code: 'media_too_large' | 'media_type' | 'media_damaged',
  facts: Refusal['facts'],
  t: Texts,
): string {
  const { max, said, is, item = 0 } = facts;
  if (code === 'media_type') return t('refused-media_type', { said: String(said), is: String(is) });
  if (code === 'media_damaged') return t('refused-media_damaged', { item: Number(item) });
  // Without a number it was Telegram that had its own.
  if (max === undefined) return t('refused-media_too_large');
  return t('refused-media_over', { megabytes: Math.floor(Number(max) / 1024 / 1024) });
}

function quizText(facts: Refusal['facts'], t: Texts): string {
  const key = Object.entries(BAD_QUIZ).find(([problem]) => problem === facts.problem)?.[1];
  return (key && t.said(key, facts)) ?? t('refused-bad_quiz');
}

function staleText({ by, at }: Refusal['facts'], { t, now, zone }: Telling): string {
  if (by === undefined || at === undefined) return t('refused-stale');
  return t('refused-decided', { by, moment: momentWords(new Date(at), now, zone, t.language) });
}

function movedText(facts: Refusal['facts'], { t, now, zone }: Telling): string {
  const at = new Date(String(facts.at));
  const key = Object.entries(DONE).find(([what]) => what === facts.what)?.[1];
  if (!key || Number.isNaN(at.getTime())) return t('refused-stale');
  const by = String(facts.by) || t('somebody');
  const moment = momentWords(at, now, zone, t.language);
  return t('refused-post_moved', { number: String(facts.number), what: t(key), by, moment });
}
