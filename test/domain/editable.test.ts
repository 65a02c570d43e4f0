import { expect, test } from 'vitest';
import type { MediaKind, RenderedPart } from '../../src/domain/content.js';
import { canBecome } from '../../src/domain/editable.js';

const quiz = { question: 'Which?', answers: ['This', 'That'], correct: 1 };
const part = (text: string, ...kinds: MediaKind[]): RenderedPart => ({
  name: 'main',
  text,
  entities: [],
  media: kinds.map((kind) => ({ hash: `${text}${kind}`, kind, mime: 'a/b', size: 1, width: 1, height: 1 })),
});

test.each([
  { what: 'other words', live: part('a'), next: part('b'), can: true, textOnly: true },
  { what: 'the same', live: part('a', 'photo'), next: part('a', 'photo'), can: true, textOnly: true },
  { what: 'another photo', live: part('a', 'photo'), next: part('b', 'photo'), can: true, textOnly: false },
  { what: 'a video for a photo', live: part('a', 'photo'), next: part('a', 'video'), can: true, textOnly: false },
  { what: 'a file for a photo', live: part('a', 'photo'), next: part('a', 'document'), can: false, textOnly: false },
  {
    what: 'an animation for a video',
    live: part('a', 'video'),
    next: part('a', 'animation'),
    can: false,
    textOnly: false,
  },
  { what: 'one more', live: part('a', 'photo'), next: part('a', 'photo', 'photo'), can: false, textOnly: false },
  { what: 'a photo for words', live: part('a'), next: part('a', 'photo'), can: false, textOnly: false },
  { what: 'a quiz for words', live: part(''), next: { ...part(''), quiz }, can: false, textOnly: false },
  {
    what: 'another quiz',
    live: { ...part(''), quiz },
    next: { ...part(''), quiz: { ...quiz, correct: 0 } },
    can: false,
    textOnly: false,
  },
])('$what in place: $can, where only words can be changed: $textOnly', ({ live, next, can, textOnly }) => {
  expect(canBecome(live, next, ['text', 'media'])).toBe(can);
  expect(canBecome(live, next, ['text'])).toBe(textOnly);
});

test('a network that edits nothing keeps what it has', () => {
  expect(canBecome(part('a'), part('b'), [])).toBe(false);
  expect(canBecome(part('a'), part('a'), [])).toBe(true);
});
