import type { MediaRef, Quiz, Rendered, RenderedPart } from '../../domain/content.js';
import type { Finding } from '../platform.js';
import { CAPABILITIES, ENTITIES_MAX, QUIZ, RATIO_MAX, SIDES_MAX, UPLOAD_MAX_BYTES } from './limits.js';

/**
 * Codes: `empty`, `text_too_long`, `photo_dimensions`, `video_too_large`, `file_too_large`, `quiz_question`, `quiz_answers`, `quiz_answer`,
 * `quiz_correct`, `quiz_explanation`, `quiz_explanation_lines`; as warnings `too_many_entities`, `video_codec`, `several_messages`.
 * `item` counts from 1.
 */
export function preflight({ parts }: Rendered): readonly Finding[] {
  const media = parts.flatMap((part) => part.media);
  return [
    ...parts.flatMap((part) => [...textFindings(part), ...(part.quiz ? quizFindings(part.quiz) : [])]),
    ...media.flatMap((ref, index) =>
      ref.kind === 'photo' ? photoFindings(ref, index + 1) : fileFindings(ref, index + 1),
    ),
    ...messageFindings(parts),
  ];
}

function textFindings({ text, entities, media, quiz }: RenderedPart): Finding[] {
  const findings: Finding[] = [];
  if (media.length === 0 && !quiz && isBlank(text)) findings.push(error('empty', {}));
  const max = media.length === 0 ? CAPABILITIES.textMax : CAPABILITIES.captionMax;
  if (text.length > max) {
    findings.push(error('text_too_long', { length: text.length, max }, ['split', 'shorten', 'drop']));
  }
  if (entities.length > ENTITIES_MAX) {
    findings.push(warning('too_many_entities', { count: entities.length, max: ENTITIES_MAX }));
  }
  return findings;
}

function photoFindings({ width, height }: MediaRef, item: number): Finding[] {
  const isMeasured = width > 0 && height > 0;
  const isNarrow = Math.max(width, height) > RATIO_MAX * Math.min(width, height);
  if (isMeasured && !isNarrow) return [];
  return [error('photo_dimensions', { item, width, height, sides: SIDES_MAX, ratio: RATIO_MAX }, ['drop'])];
}

/** Telegram's players know H.264 in MP4 everywhere, anything else here and there. */
function fileFindings({ kind, size, mime, videoCodec }: MediaRef, item: number): Finding[] {
  const max = UPLOAD_MAX_BYTES;
  if (kind === 'document') return size > max ? [error('file_too_large', { item, size, max }, ['drop'])] : [];
  const findings: Finding[] = [];
  if (size > max) findings.push(error('video_too_large', { item, size, max }, ['drop']));
  const codec = videoCodec === undefined || videoCodec === 'avc' ? mime : videoCodec;
  if (codec !== 'video/mp4' && mime !== 'image/gif') findings.push(warning('video_codec', { item, codec }));
  return findings;
}

function quizFindings({ question, answers, correct, explanation = '' }: Quiz): Finding[] {
  const findings: Finding[] = [];
  const { questionMax, answersMin, answersMax, answerMax, explanationMax, explanationLinesMax } = QUIZ;
  if (!fits(question, questionMax))
    findings.push(error('quiz_question', { length: question.length, max: questionMax }));
  if (answers.length < answersMin || answers.length > answersMax) {
    findings.push(error('quiz_answers', { count: answers.length, min: answersMin, max: answersMax }));
  }
  for (const [index, answer] of answers.entries()) {
    if (fits(answer, answerMax)) continue;
    findings.push(error('quiz_answer', { item: index + 1, length: answer.length, max: answerMax }));
  }
  if (answers[correct] === undefined) findings.push(error('quiz_correct', {}));
  const lines = explanation.split('\n').length;
  if (explanation.length > explanationMax) {
    findings.push(error('quiz_explanation', { length: explanation.length, max: explanationMax }));
  }
  if (lines > explanationLinesMax) {
    findings.push(error('quiz_explanation_lines', { count: lines, max: explanationLinesMax }));
  }
  return findings;
}

function fits(text: string, max: number): boolean {
  return !isBlank(text) && text.length <= max;
}

/** A text behind its picture, and a quiz behind both, nobody is surprised by. */
function messageFindings(parts: readonly RenderedPart[]): Finding[] {
  const count = parts.length;
  const isSplit = parts.some(({ name }) => /-\d+$/.test(name));
  return isSplit ? [warning('several_messages', { count })] : [];
}

function error(code: string, facts: Finding['facts'], fixes?: Finding['fixes']): Finding {
  return { level: 'error', code, facts, ...(fixes && { fixes }) };
}

function warning(code: string, facts: Finding['facts']): Finding {
  return { level: 'warning', code, facts };
}

/** Nothing that a reader could see: space, and characters without width. */
function isBlank(text: string): boolean {
  return /^[\s\u200b-\u200f\u2060\u3164\ufeff]*$/.test(text);
}
