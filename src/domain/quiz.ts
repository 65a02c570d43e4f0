import type { Quiz } from './content.js';

const QUIZ_LIMITS = { question: 300, answers: { min: 2, max: 10 }, answer: 100, explanation: 200 } as const;
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** What is wrong with a quiz, with what people need to mend it. `answer` counts from 1. */
export type QuizProblem =
  | { readonly problem: 'question_missing' | 'correct_missing' | 'unknown_difficulty' }
  | { readonly problem: 'question_long' | 'explanation_long'; readonly over: number; readonly max: number }
  | { readonly problem: 'answers_few' | 'answers_many'; readonly count: number; readonly limit: number }
  | { readonly problem: 'answer_long'; readonly answer: number; readonly over: number; readonly max: number }
  | { readonly problem: 'answer_missing' | 'answer_twice'; readonly answer: number };

/** The first thing that is wrong; null where it can be asked. */
export function quizProblem(quiz: Quiz): QuizProblem | null {
  const { question, answers, correct, explanation, difficulty } = quiz;
  return (
    questionProblem(question) ??
    answersProblem(answers) ??
    (Number.isInteger(correct) && correct >= 0 && correct < answers.length ? null : { problem: 'correct_missing' }) ??
    explanationProblem(explanation ?? '') ??
    (difficulty === undefined || DIFFICULTIES.some((known) => known === difficulty)
      ? null
      : { problem: 'unknown_difficulty' })
  );
}

export function questionProblem(question: string): QuizProblem | null {
  if (question.trim() === '') return { problem: 'question_missing' };
  return tooLong('question_long', question, QUIZ_LIMITS.question);
}

export function answersProblem(answers: readonly string[]): QuizProblem | null {
  const { min, max } = QUIZ_LIMITS.answers;
  const count = answers.length;
  if (count < min) return { problem: 'answers_few', count, limit: min };
  if (count > max) return { problem: 'answers_many', count, limit: max };
  for (const [place, text] of answers.entries()) {
    const answer = place + 1;
    const over = text.length - QUIZ_LIMITS.answer;
    if (text.trim() === '') return { problem: 'answer_missing', answer };
    if (over > 0) return { problem: 'answer_long', answer, over, max: QUIZ_LIMITS.answer };
    if (answers.indexOf(text) < place) return { problem: 'answer_twice', answer };
  }
  return null;
}

export function explanationProblem(explanation: string): QuizProblem | null {
  return tooLong('explanation_long', explanation, QUIZ_LIMITS.explanation);
}

function tooLong(problem: 'question_long' | 'explanation_long', text: string, max: number): QuizProblem | null {
  return text.length > max ? { problem, over: text.length - max, max } : null;
}
