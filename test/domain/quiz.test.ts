import { expect, test } from 'vitest';
import type { Quiz } from '../../src/domain/content.js';
import { quizProblem } from '../../src/domain/quiz.js';

const FITS: Quiz = { question: 'Which bean?', answers: ['Arabica', 'Robusta'], correct: 1 };
const long = (length: number) => 'x'.repeat(length);
const many = (count: number) => Array.from({ length: count }, (_, i) => `answer ${i}`);

test.each<[string, Partial<Quiz>, object | null]>([
  ['as short as may be', {}, null],
  [
    'as long as may be',
    { question: long(300), answers: many(9).concat(long(100)), explanation: long(200), difficulty: 'hard' },
    null,
  ],
  ['without a question', { question: ' \n' }, { problem: 'question_missing' }],
  ['with a long question', { question: long(305) }, { problem: 'question_long', over: 5, max: 300 }],
  ['with one answer', { answers: ['a'], correct: 0 }, { problem: 'answers_few', count: 1, limit: 2 }],
  ['with eleven answers', { answers: many(11) }, { problem: 'answers_many', count: 11, limit: 10 }],
  ['with an empty answer', { answers: ['a', ' '] }, { problem: 'answer_missing', answer: 2 }],
  ['with a long answer', { answers: ['a', long(101)] }, { problem: 'answer_long', answer: 2, over: 1, max: 100 }],
  ['with the same answer twice', { answers: ['a', 'b', 'a'] }, { problem: 'answer_twice', answer: 3 }],
  ['with no right answer', { correct: 2 }, { problem: 'correct_missing' }],
  ['with half an answer right', { correct: 0.5 }, { problem: 'correct_missing' }],
  ['with a long explanation', { explanation: long(201) }, { problem: 'explanation_long', over: 1, max: 200 }],
  ['harder than we know', { difficulty: 'nightmare' }, { problem: 'unknown_difficulty' }],
])('a quiz %s', (_name, change, problem) => {
  expect(quizProblem({ ...FITS, ...change })).toEqual(problem);
});
