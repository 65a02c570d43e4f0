import { expect, test } from 'vitest';
import type { MediaRef, RenderedPart } from '../../src/domain/content.js';
import { correctable } from '../../src/domain/correction.js';

const ref = { hash: 'h', mime: 'image/jpeg', size: 1, width: 1, height: 1 };
const PHOTO: MediaRef = { ...ref, kind: 'photo' };
const VIDEO: MediaRef = { ...ref, kind: 'video', mime: 'video/mp4' };
const QUIZ = { question: 'Why?', answers: ['a', 'b'], correct: 0 };

function part(text: string, more: Partial<RenderedPart> = {}): RenderedPart {
  return { name: 'main', text, entities: [], media: [], ...more };
}

test.each<[string, RenderedPart[], RenderedPart[], string]>([
  ['the same words', [part('a')], [part('a')], 'same'],
  ['other words', [part('a')], [part('b')], 'editable'],
  ['other formatting', [part('a')], [part('a', { entities: [{ type: 'bold', offset: 0, length: 1 }] })], 'editable'],
  ['another picture', [part('a', { media: [PHOTO] })], [part('a', { media: [{ ...PHOTO, hash: 'i' }] })], 'editable'],
  ['a video for a picture', [part('a', { media: [PHOTO] })], [part('a', { media: [VIDEO] })], 'reshaped'],
  ['one picture more', [part('a', { media: [PHOTO] })], [part('a', { media: [PHOTO, PHOTO] })], 'reshaped'],
  ['a picture for words', [part('a')], [part('a', { media: [PHOTO] })], 'reshaped'],
  ['a second message', [part('a')], [part('a'), part('b', { name: 'text' })], 'reshaped'],
  ['one message less', [part('a'), part('b', { name: 'text' })], [part('a')], 'reshaped'],
  ['another question', [part('a', { quiz: QUIZ })], [part('b', { quiz: QUIZ })], 'reshaped'],
])('%s', (_what, live, wanted, verdict) => {
  expect(correctable(live, wanted)).toBe(verdict);
});
