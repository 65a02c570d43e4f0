import type { Quiz } from '../../src/domain/content.js';
import { DIFFICULTIES, type Difficulty } from '../../src/domain/quiz.js';
import type { RichTextWriter } from '../rich-text.js';
import type { TextKey, Texts } from '../texts.js';

export const DIFFICULTY_TEXTS = {
  easy: 'quiz-easy',
  medium: 'quiz-medium',
  hard: 'quiz-hard',
} as const satisfies Record<Difficulty, TextKey>;

/** A quiz as editors read it: with the right answer marked. */
export function writeQuiz(to: RichTextWriter, quiz: Quiz, t: Texts): void {
  const { question, answers, correct, explanation, difficulty } = quiz;
  const lines = answers.map((answer, place) => `${place === correct ? '✅' : '▫️'} ${answer}`);
  to.quote({ text: [`❓ ${question}`, ...lines].join('\n'), entities: [] });
  if (explanation) to.line(t('quiz-explanation', { explanation }));
  const known = DIFFICULTIES.find((one) => one === difficulty);
  if (known) to.line(t('quiz-difficulty', { difficulty: t(DIFFICULTY_TEXTS[known]) }));
}
