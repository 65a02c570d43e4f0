import type { Chat, Message } from 'grammy/types';
import type { Quiz } from '../src/domain/content.js';
import {
  answersProblem,
  DIFFICULTIES,
  explanationProblem,
  questionProblem,
  type QuizProblem,
} from '../src/domain/quiz.js';
import { Refusal } from '../src/domain/refusal.js';
import { ask, type OpenQuestion, type Question } from '../src/usecases/ask.js';
import { createPost } from '../src/usecases/create-post.js';
import { editPost } from '../src/usecases/edit-post.js';
import { type Button, buttonsFor, inlineMarkup, type Keyboard } from './cards/card-view.js';
import { DIFFICULTY_TEXTS } from './cards/quiz.js';
import { editedWords } from './drafts.js';
import type { BotParts, Speaker } from './parts.js';
import { firstWords } from './rich-text.js';
import type { TextKey } from './texts.js';

/** What is asked, in this order. */
export const QUIZ_PARTS = ['question', 'answers', 'correct', 'explanation', 'difficulty'] as const;
export type QuizPart = (typeof QUIZ_PARTS)[number];

/** Said to a part: its words, or null where it is skipped. */
export type PartGiven = string | null;

const ASKED = {
  question: 'ask-quiz-question',
  answers: 'ask-quiz-answers',
  correct: 'ask-quiz-correct',
  explanation: 'ask-quiz-explanation',
  difficulty: 'ask-quiz-difficulty',
} as const satisfies Record<QuizPart, TextKey>;

/**
 * What is known so far travels with the open question, so that a restart forgets nothing: `source` names the new post, `postId` the one
 * that is edited; the rest are the parts, answers one per line.
 */
type About = Question['about'];

interface Asking {
  readonly parts: BotParts;
  readonly speaker: Speaker;
  readonly chat: Chat;
}

export async function startQuiz(it: Asking, commandMessageId: number): Promise<void> {
  await askPart(it, 'question', { source: `quiz:${it.chat.id}:${commandMessageId}` });
}

/** Changes one part of a quiz; with the answers goes the question which of them is right. */
export async function editQuiz(it: Asking, postId: string, quiz: Quiz, part: QuizPart): Promise<void> {
  await askPart(it, part, { postId, answers: quiz.answers.join('\n') });
}

/** An answer in words; what is said to it, or null where the next question is. */
export function giveQuizPart(part: QuizPart) {
  return (parts: BotParts, speaker: Speaker, { about }: OpenQuestion, message: Message): Promise<string | null> =>
    takePart({ parts, speaker, chat: message.chat }, part, about, message.text ?? '');
}

export async function takePart(it: Asking, part: QuizPart, about: About, given: PartGiven): Promise<string | null> {
  const known = { ...about, ...valueOf(part, given, about) };
  const next = nextPart(part, known);
  if (next === null) return save(it, known);
  await askPart(it, next, known);
  return null;
}

function nextPart(part: QuizPart, about: About): QuizPart | null {
  if (about.postId !== undefined) return part === 'answers' ? 'correct' : null;
  return QUIZ_PARTS[QUIZ_PARTS.indexOf(part) + 1] ?? null;
}

async function askPart({ parts, speaker, chat }: Asking, part: QuizPart, about: About): Promise<void> {
  const { member, client, t } = speaker;
  const sent = await parts.api.sendMessage(chat.id, t(ASKED[part]), {
    reply_markup: inlineMarkup(choices(part, about, speaker)),
  });
  const question = `quiz_${part}`;
  const promptMessageId = String(sent.message_id);
  const asked = { chatId: String(chat.id), memberId: member.memberId, clientId: client.id };
  await ask(parts.desk, { ...asked, question, about, promptMessageId });
}

function choices(part: QuizPart, about: About, { member, t }: Speaker): Keyboard {
  const button = buttonsFor(member.memberId, 0);
  const choose = (text: string, value: string): Button => button('quizPart', text, `${part}.${value}`);
  const skip = [choose(t(about.postId === undefined ? 'button-skip' : 'button-quiz-none'), '')];
  switch (part) {
    case 'correct':
      return answersOf(about).map((answer, place) => [choose(firstWords(answer, 60), String(place + 1))]);
    case 'explanation':
      return [skip];
    case 'difficulty':
      return [DIFFICULTIES.map((one) => choose(t(DIFFICULTY_TEXTS[one]), one)), skip];
    default:
      return [];
  }
}

/** What is said becomes part of what is known; refused where it does not fit, with by how much. */
function valueOf(part: QuizPart, given: PartGiven, about: About): About {
  const text = (given ?? '').trim();
  switch (part) {
    case 'question':
      refuse(questionProblem(text));
      return { question: text };
    case 'answers': {
      const answers = linesOf(text);
      refuse(answersProblem(answers));
      return { answers: answers.join('\n') };
    }
    case 'correct': {
      const correct = /^\d{1,2}$/.test(text) ? Number(text) - 1 : -1;
      if (correct < 0 || correct >= answersOf(about).length) refuse({ problem: 'correct_missing' });
      return { correct };
    }
    case 'explanation':
      refuse(explanationProblem(text));
      return { explanation: text };
    case 'difficulty':
      if (given !== null && !DIFFICULTIES.some((one) => one === text)) refuse({ problem: 'unknown_difficulty' });
      return { difficulty: text };
  }
}

function refuse(problem: QuizProblem | null): void {
  if (problem) throw new Refusal('bad_quiz', { ...problem });
}

function answersOf(about: About): string[] {
  return linesOf(String(about.answers ?? ''));
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

async function save({ parts, speaker, chat }: Asking, about: About): Promise<string | null> {
  const { desk } = parts;
  const { member, client, t } = speaker;
  if (about.postId !== undefined) {
    const postId = String(about.postId);
    await editPost(desk, { postId, memberId: member.memberId }, (draft) => {
      const quiz = draft.content.quiz && quizOf(about, draft.content.quiz);
      return { ...draft, content: { ...draft.content, ...(quiz && { quiz }) } };
    });
    return editedWords(parts, postId, t);
  }
  const quiz = quizOf(about, { question: '', answers: [], correct: 0 });
  await createPost(desk, {
    clientId: client.id,
    memberId: member.memberId,
    content: { text: '', entities: [], media: [], quiz },
    source: String(about.source),
    chatId: String(chat.id),
    language: t.language,
  });
  return null;
}

/** What was given takes the place of what was; an empty explanation or difficulty is none. */
function quizOf(about: About, was: Quiz): Quiz {
  const explanation = String(about.explanation ?? was.explanation ?? '');
  const difficulty = String(about.difficulty ?? was.difficulty ?? '');
  return {
    question: String(about.question ?? was.question),
    answers: about.answers === undefined ? was.answers : answersOf(about),
    correct: Number(about.correct ?? was.correct),
    ...(explanation !== '' && { explanation }),
    ...(difficulty !== '' && { difficulty }),
  };
}
