import { describe, expect, it } from 'vitest';
import type { MediaRef, TextEntity } from '../../../src/domain/content.js';
import { preflight } from '../../../src/platforms/telegram/preflight.js';
import { render } from '../../../src/platforms/telegram/render.js';
import { animation, bold, document, photo, photos, post, quizzed, video } from './posts.js';

const sized = (change: Partial<MediaRef>): MediaRef[] => [{ ...photo, ...change }];

describe('preflight', () => {
  const MB = 1024 * 1024;
  it.each([
    { what: 'a text of 4096', content: post('x'.repeat(4096)), codes: [] },
    { what: 'a text of 4097', content: post('x'.repeat(4097)), codes: ['error text_too_long'] },
    { what: '4097 with space that goes', content: post(`${'x'.repeat(4096)} `), codes: [] },
    { what: 'a photo and a text of 4096', content: post('x'.repeat(4096), [], [photo]), codes: [] },
    {
      what: 'a photo and a text of 4097',
      content: post('x'.repeat(4097), [], [photo]),
      codes: ['error text_too_long'],
    },
    { what: 'nothing', content: post(''), codes: ['error empty'] },
    { what: 'nothing that can be seen', content: post(' \u200b\n\ufeff'), codes: ['error empty'] },
    { what: 'a photo without words', content: post('', [], [photo]), codes: [] },
    { what: 'two photos', content: post('', [], [photo, photo]), codes: [] },
    { what: 'a photo of 10 MB', content: post('', [], sized({ size: 10 * MB })), codes: [] },
    {
      what: 'a photo that is made smaller',
      content: post('', [], sized({ size: 10 * MB + 1, width: 9000 })),
      codes: [],
    },
    { what: 'a ratio of 20', content: post('', [], sized({ width: 2000, height: 100 })), codes: [] },
    {
      what: 'a ratio over 20',
      content: post('', [], sized({ width: 100, height: 2001 })),
      codes: ['error photo_dimensions'],
    },
    {
      what: 'a photo without a height',
      content: post('', [], sized({ height: 0 })),
      codes: ['error photo_dimensions'],
    },
    {
      what: 'unmeasured sides',
      content: post('', [], sized({ width: Number.NaN })),
      codes: ['error photo_dimensions'],
    },
    { what: 'a video of 50 MB', content: post('', [], [{ ...video, size: 50 * MB }]), codes: [] },
    {
      what: 'files over 50 MB',
      content: post(
        '',
        [],
        [
          { ...video, size: 50 * MB + 1 },
          { ...document, size: 50 * MB + 1 },
        ],
      ),
      codes: ['error video_too_large', 'error file_too_large', 'warning several_messages'],
    },
    {
      what: 'videos that not every player knows',
      content: post(
        '',
        [],
        [
          { ...video, videoCodec: 'vp9' },
          { ...video, mime: 'video/quicktime' },
          { ...video, videoCodec: 'hevc' },
        ],
      ),
      codes: ['warning video_codec', 'warning video_codec', 'warning video_codec'],
    },
    { what: 'an animated picture', content: post('', [], [{ ...animation, mime: 'image/gif' }]), codes: [] },
    { what: 'eleven photos', content: post('', [], photos(11)), codes: ['warning several_messages'] },
    { what: 'a quiz', content: quizzed({}), codes: [] },
    { what: 'a quiz with a text and a photo', content: { ...quizzed({}), text: 'a', media: [photo] }, codes: [] },
    {
      what: 'a quiz at its limits',
      content: quizzed({
        question: 'x'.repeat(300),
        answers: Array.from({ length: 12 }, () => 'x'.repeat(100)),
        explanation: `a\nb\n${'x'.repeat(196)}`,
      }),
      codes: [],
    },
    {
      what: 'a quiz past its limits',
      content: quizzed({
        question: 'x'.repeat(301),
        answers: [...Array.from({ length: 12 }, () => 'a'), 'x'.repeat(101)],
        correct: 13,
        explanation: `a\nb\nc\n${'x'.repeat(200)}`,
      }),
      codes: [
        'error quiz_question',
        'error quiz_answers',
        'error quiz_answer',
        'error quiz_correct',
        'error quiz_explanation',
        'error quiz_explanation_lines',
      ],
    },
    {
      what: 'a quiz with nothing in it',
      content: quizzed({ question: ' ', answers: [' '], correct: 1 }),
      codes: ['error quiz_question', 'error quiz_answers', 'error quiz_answer', 'error quiz_correct'],
    },
    { what: '100 entities', content: post('x'.repeat(200), manyEntities(100)), codes: [] },
    { what: '101 entities', content: post('x'.repeat(200), manyEntities(101)), codes: ['warning too_many_entities'] },
  ])('of $what finds $codes', ({ content, codes }) => {
    expect(preflight(render(content)).map(({ level, code }) => `${level} ${code}`)).toEqual(codes);
  });

  it('tells the numbers', () => {
    expect(preflight(render(post('x'.repeat(5000))))).toEqual([
      {
        level: 'error',
        code: 'text_too_long',
        facts: { length: 5000, max: 4096 },
        fixes: ['split', 'shorten', 'drop'],
      },
    ]);
  });
});

function manyEntities(count: number): TextEntity[] {
  return Array.from({ length: count }, (_, at) => bold(at, 1));
}
