import { expect, test } from 'vitest';
import type { MediaKind, MediaRef, RenderedPart } from '../../src/domain/content.js';
import { canBecome, correctable } from '../../src/domain/correction.js';

const ref = { hash: 'h', mime: 'image/jpeg', size: 1, width: 1, height: 1 };
const PHOTO: MediaRef = { ...ref, kind: 'photo' };
const VIDEO: MediaRef = { ...ref, kind: 'video', mime: 'video/mp4' };
const FILE: MediaRef = { ...ref, kind: 'document', mime: 'text/plain' };
const QUIZ = { question: 'Why?', answers: ['a', 'b'], correct: 0 };

function part(text: string, more: Partial<RenderedPart> = {}): RenderedPart {
  return { name: 'main', text, entities: [], media: [], ...more };
}

test.each<[string, RenderedPart[], RenderedPart[], string]>([
  ['the same words', [part('a')], [part('a')], 'same'],
  ['other words', [part('a')], [part('b')], 'editable'],
  ['other formatting', [part('a')], [part('a', { entities: [{ type: 'bold', offset: 0, length: 1 }] })], 'editable'],
  ['another picture', [part('a', { media: [PHOTO] })], [part('a', { media: [{ ...PHOTO, hash: 'i' }] })], 'editable'],
  ['a video for a picture', [part('a', { media: [PHOTO] })], [part('a', { media: [VIDEO] })], 'editable'],
  ['a file for a picture', [part('a', { media: [PHOTO] })], [part('a', { media: [FILE] })], 'reshaped'],
  ['other options', [part('a')], [part('a', { options: { spoiler: true } })], 'editable'],
  ['one picture more', [part('a', { media: [PHOTO] })], [part('a', { media: [PHOTO, PHOTO] })], 'reshaped'],
  ['a picture for words', [part('a')], [part('a', { media: [PHOTO] })], 'reshaped'],
  ['a second message', [part('a')], [part('a'), part('b', { name: 'text' })], 'reshaped'],
  ['one message less', [part('a'), part('b', { name: 'text' })], [part('a')], 'reshaped'],
  ['another question', [part('a', { quiz: QUIZ })], [part('b', { quiz: QUIZ })], 'reshaped'],
])('%s', (_what, live, wanted, verdict) => {
  expect(correctable(live, wanted, ['text', 'media'])).toBe(verdict);
});

test('where only words can be changed, other pictures are another shape', () => {
  const [live, wanted] = [[of('a', 'photo')], [of('b', 'photo')]];
  expect(correctable(live, wanted, ['text'])).toBe('reshaped');
});

const of = (text: string, ...kinds: MediaKind[]) =>
  part(text, { media: kinds.map((kind) => ({ ...ref, hash: `${text}${kind}`, kind })) });

test.each([
  { what: 'other words', live: of('a'), next: of('b'), can: true, textOnly: true },
  { what: 'the same', live: of('a', 'photo'), next: of('a', 'photo'), can: true, textOnly: true },
  { what: 'another photo', live: of('a', 'photo'), next: of('b', 'photo'), can: true, textOnly: false },
  { what: 'a video for a photo', live: of('a', 'photo'), next: of('a', 'video'), can: true, textOnly: false },
  { what: 'a file for a photo', live: of('a', 'photo'), next: of('a', 'document'), can: false, textOnly: false },
  { what: 'an animation for a video', live: of('a', 'video'), next: of('a', 'animation'), can: false, textOnly: false },
  { what: 'one more', live: of('a', 'photo'), next: of('a', 'photo', 'photo'), can: false, textOnly: false },
  { what: 'a photo for words', live: of('a'), next: of('a', 'photo'), can: false, textOnly: false },
  { what: 'a quiz for words', live: of(''), next: part('', { quiz: QUIZ }), can: false, textOnly: false },
])('$what in place: $can, where only words can be changed: $textOnly', ({ live, next, can, textOnly }) => {
  expect(canBecome(live, next, ['text', 'media'])).toBe(can);
  expect(canBecome(live, next, ['text'])).toBe(textOnly);
});

test('another quiz is not made of a quiz in place', () => {
  const live = part('', { quiz: QUIZ });
  expect(canBecome(live, part('', { quiz: { ...QUIZ, correct: 1 } }), ['text', 'media'])).toBe(false);
});

test('a network that edits nothing keeps what it has', () => {
  expect(canBecome(of('a'), of('b'), [])).toBe(false);
  expect(canBecome(of('a'), of('a'), [])).toBe(true);
});
