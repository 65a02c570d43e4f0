import type { Quiz } from '../src/domain/content.js';
import { Refusal } from '../src/domain/refusal.js';
import { openQuestion } from '../src/usecases/ask.js';
import { buttonsFor, type Keyboard } from './cards/card-view.js';
import { speakingFor } from './parts.js';
import { forgetQuestion } from './questions.js';
import { editQuiz, QUIZ_PARTS, type QuizPart, takePart } from './quiz.js';
import { postOf, showButtons, showMenu } from './tapped-post.js';
import type { Tapped, TapHandlers } from './tapped.js';
import type { TextKey, Texts } from './texts.js';

const NAMES = {
  question: 'button-quiz-question',
  answers: 'button-quiz-answers',
  correct: 'button-quiz-correct',
  explanation: 'button-quiz-explanation',
  difficulty: 'button-quiz-difficulty',
} as const satisfies Record<QuizPart, TextKey>;

export const quizTaps: TapHandlers<'quizPart' | 'quizEdit'> = {
  /** An answer by a button, to exactly the question that it stands under. */
  async quizPart(tapped) {
    const { parts, tap, chat, messageId } = tapped;
    const [name = '', value = ''] = tap.arg.split('.');
    const { memberId } = tapped.speaker.member;
    const open = await openQuestion(parts.desk, String(chat.id), memberId);
    const part = partNamed(name);
    const shown = String(messageId);
    if (open?.question !== `quiz_${part}` || open.promptMessageId !== shown) throw new Refusal('stale');
    const speaker = await speakingFor(parts, tapped.speaker, open.clientId);
    const said = await takePart({ parts, speaker, chat }, part, open.about, value === '' ? null : value);
    await forgetQuestion(parts, speaker, chat.id, shown);
    await showButtons(tapped, []);
    return said ?? undefined;
  },

  async quizEdit(tapped) {
    const { parts, speaker, chat, tap } = tapped;
    const quiz = await quizOf(tapped);
    if (tap.arg === '') return showMenu(tapped, quizMenu(tapped, speaker.t));
    await editQuiz({ parts, speaker, chat }, tap.id, quiz, partNamed(tap.arg));
  },
};

async function quizOf(tapped: Tapped): Promise<Quiz> {
  const { quiz } = (await postOf(tapped)).content;
  if (!quiz) throw new Refusal('stale');
  return quiz;
}

function quizMenu({ tap }: Tapped, t: Texts): Keyboard {
  const button = buttonsFor(tap.id, tap.version);
  return [...QUIZ_PARTS.map((part) => [button('quizEdit', t(NAMES[part]), part)]), [button('back', t('button-back'))]];
}

function partNamed(name: string): QuizPart {
  const part = QUIZ_PARTS.find((known) => known === name);
  if (!part) throw new Refusal('stale');
  return part;
}
