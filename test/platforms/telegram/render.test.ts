import { describe, expect, it } from 'vitest';
import { contentHash, type Content, type MediaRef, type Quiz, type TextEntity } from '../../../src/domain/content.js';
import { preflight } from '../../../src/platforms/telegram/preflight.js';
import { render } from '../../../src/platforms/telegram/render.js';

const photo: MediaRef = {
  hash: 'a'.repeat(64),
  kind: 'photo',
  mime: 'image/jpeg',
  size: 1000,
  width: 1200,
  height: 800,
};
const video: MediaRef = { ...photo, kind: 'video', mime: 'video/mp4', durationMs: 4_000, videoCodec: 'avc' };
const animation: MediaRef = { ...video, kind: 'animation' };
const document: MediaRef = {
  ...photo,
  kind: 'document',
  mime: 'application/pdf',
  width: 0,
  height: 0,
  name: 'menu.pdf',
};
const quizzed = (quiz: Partial<Quiz>): Content => ({
  ...post(''),
  quiz: { question: 'Which?', answers: ['This', 'That'], correct: 1, ...quiz },
});
const bold = (offset: number, length: number): TextEntity => ({ type: 'bold', offset, length });
const post = (text: string, entities: TextEntity[] = [], media: MediaRef[] = []): Content => ({
  text,
  entities,
  media,
});

describe('parts', () => {
  const EMOJI = '👩‍👩‍👧‍👦';
  const COMBINED = 'e\u0301';
  it.each([
    { what: '1024 letters', text: 'ґ'.repeat(1024), parts: 1 },
    { what: '1025 letters', text: 'ґ'.repeat(1025), parts: 2 },
    { what: '1024 units that end in an emoji', text: 'x'.repeat(1024 - EMOJI.length) + EMOJI, parts: 1 },
    { what: '1025 units that end in an emoji', text: 'x'.repeat(1025 - EMOJI.length) + EMOJI, parts: 2 },
    { what: '512 emoji of two units', text: '👋'.repeat(512), parts: 1 },
    { what: '513 emoji of two units', text: '👋'.repeat(513), parts: 2 },
    { what: '512 letters with a combining mark', text: COMBINED.repeat(512), parts: 1 },
    { what: '513 letters with a combining mark', text: COMBINED.repeat(513), parts: 2 },
    { what: '1024 letters and space around', text: `\n  ${'x'.repeat(1024)} \r\n`, parts: 1 },
    { what: '1024 letters and a carriage return', text: `${'x'.repeat(1000)}\r\n${'x'.repeat(23)}`, parts: 1 },
  ])('a photo with $what makes $parts', ({ text, parts }) => {
    const rendered = render(post(text, [], [photo])).parts;
    expect(rendered.map(({ name }) => name)).toEqual(['main', 'text'].slice(0, parts));
    const whole = text.replaceAll('\r', '').replace(/^[ \n]+|[ \n]+$/g, '');
    expect(rendered.map((part) => part.text).join('')).toBe(whole);
  });

  it('are never cut: an entity across the limit goes whole with the text', () => {
    const text = 'x'.repeat(2000);
    const { parts } = render(post(text, [bold(1000, 100)], [photo]));
    expect(parts).toEqual([
      { name: 'main', text: '', entities: [], media: [photo] },
      { name: 'text', text, entities: [bold(1000, 100)], media: [] },
    ]);
  });

  it('are one for a long text without a photo', () => {
    expect(render(post('x'.repeat(4096))).parts).toHaveLength(1);
  });
});

describe('media', () => {
  const MB = 1024 * 1024;
  const named = (media: MediaRef[], text = '') =>
    render(post(text, [], media)).parts.map(({ name, media: shown }) => `${name} ${shown.length}`);
  it.each([
    { what: '10 photos', media: Array(10).fill(photo), parts: ['main 10'] },
    { what: '11 photos', media: Array(11).fill(photo), parts: ['main 10', 'media-2 1'] },
    { what: '25 photos', media: Array(25).fill(photo), parts: ['main 10', 'media-2 10', 'media-3 5'] },
    { what: 'photos and videos', media: [photo, video, photo], parts: ['main 3'] },
    { what: 'documents', media: [document, document], parts: ['main 2'] },
    { what: 'a document among photos', media: [photo, document, photo], parts: ['main 1', 'media-2 1', 'media-3 1'] },
    { what: 'animations', media: [animation, animation, photo], parts: ['main 1', 'media-2 1', 'media-3 1'] },
    {
      what: 'more than a request may weigh',
      media: [30, 20, 1].map((size) => ({ ...video, size: size * MB })),
      parts: ['main 2', 'media-2 1'],
    },
  ])('of $what go as $parts', ({ media, parts }) => {
    expect(named(media)).toEqual(parts);
  });

  it('keep their order, with the caption on the first message and a long text after the last', () => {
    const media = Array.from({ length: 12 }, (_, at): MediaRef => ({ ...photo, hash: String(at) }));
    const captioned = render(post('short', [], media)).parts;
    expect(captioned.flatMap((part) => part.media)).toEqual(media);
    expect(captioned.map(({ text }) => text)).toEqual(['short', '']);
    expect(named(media, 'x'.repeat(1025))).toEqual(['main 10', 'media-2 2', 'text 0']);
  });

  it.each([
    { what: 'as it is', change: {}, made: false },
    { what: 'a WebP', change: { mime: 'image/webp' }, made: false },
    { what: 'over 10 MB', change: { size: 10 * MB + 1 }, made: true },
    { what: 'with sides over 10000 together', change: { width: 6001, height: 4000 }, made: true },
    { what: 'a TIFF', change: { mime: 'image/tiff' }, made: true },
    { what: 'a document that is a TIFF', change: { kind: 'document' as const, mime: 'image/tiff' }, made: false },
  ])('that are $what are made into a JPEG that fits: $made', ({ change, made }) => {
    const ref = { ...photo, ...change };
    const recipe = { format: 'jpeg', maxWidth: 2560, maxHeight: 2560 };
    expect(render(post('', [], [ref])).parts[0]?.media).toEqual([made ? { ...ref, recipe } : ref]);
  });
});

describe('a quiz', () => {
  const { quiz } = quizzed({ question: ' Which?\r\n', explanation: '', difficulty: 'hard' });
  const shown = { question: 'Which?', answers: ['This', 'That'], correct: 1 };
  it('alone is the whole post, as Telegram will show it', () => {
    expect(render({ ...post(''), ...(quiz && { quiz }) }).parts).toEqual([
      { name: 'main', text: '', entities: [], media: [], quiz: shown },
    ]);
  });

  it('comes after everything else', () => {
    const { parts } = render({ ...post('x'.repeat(1025), [], [photo]), ...(quiz && { quiz }) });
    expect(parts.map(({ name }) => name)).toEqual(['main', 'text', 'quiz']);
  });
});

describe('choices', () => {
  it.each([
    { options: {}, on: [undefined, undefined, undefined] },
    { options: { silent: true }, on: [{ silent: true }, { silent: true }, { silent: true }] },
    { options: { linkPreview: 'off' }, on: [undefined, { linkPreview: 'off' }, undefined] },
    { options: { linkPreview: 'above' }, on: [undefined, { linkPreview: 'above' }, undefined] },
    { options: { spoiler: true, captionAbove: true }, on: [{ spoiler: true }, undefined, undefined] },
  ])('$options are on the parts that they mean something for', ({ options, on }) => {
    const { parts } = render({ ...quizzed({}), text: 'x'.repeat(1025), media: [photo] }, undefined, options);
    expect(parts.map((part) => part.options)).toEqual(on);
  });

  it('are part of what is approved, but posts without them keep the hash that they always had', () => {
    const content = post('Hello', [bold(0, 5)], [photo]);
    expect(contentHash({ account: render(content) })).toBe(
      contentHash({ account: { parts: [{ name: 'main', text: 'Hello', entities: [bold(0, 5)], media: [photo] }] } }),
    );
    expect(contentHash({ account: render(content, undefined, { silent: true }) })).not.toBe(
      contentHash({ account: render(content) }),
    );
  });
});

describe('text', () => {
  it.each([
    { what: 'space around', text: ' \n a b \n', entities: [bold(3, 5)], out: 'a b', kept: [bold(0, 3)] },
    {
      what: 'space that is formatted first',
      text: '  code',
      entities: [bold(0, 6)],
      out: '  code',
      kept: [bold(0, 6)],
    },
    { what: 'carriage returns', text: 'a\r\nb\r\nc', entities: [bold(3, 4)], out: 'a\nb\nc', kept: [bold(2, 3)] },
    { what: 'control characters', text: 'a\tb\u0000c', entities: [bold(2, 1)], out: 'a b c', kept: [bold(2, 1)] },
    { what: 'half a character', text: 'a\ud83d b', entities: [bold(3, 1)], out: 'a\ufffd b', kept: [bold(3, 1)] },
    { what: 'an entity that splits characters', text: '👋👋', entities: [bold(1, 2)], out: '👋👋', kept: [bold(0, 4)] },
    {
      what: 'an entity past the end',
      text: 'abc',
      entities: [bold(1, 99), bold(7, 2)],
      out: 'abc',
      kept: [bold(1, 2)],
    },
    { what: 'an entity before the beginning', text: 'abc', entities: [bold(-2, 4)], out: 'abc', kept: [bold(0, 2)] },
    {
      what: 'entities around nothing',
      text: 'a  b',
      entities: [bold(1, 2), bold(0, 0), bold(2, -1)],
      out: 'a  b',
      kept: [],
    },
    { what: 'no numbers', text: 'abc', entities: [bold(Number.NaN, 1)], out: 'abc', kept: [] },
    {
      what: 'entities in any order',
      text: 'abcd',
      entities: [bold(2, 1), bold(0, 1), bold(0, 4)],
      out: 'abcd',
      kept: [bold(0, 4), bold(0, 1), bold(2, 1)],
    },
    { what: 'nothing but space', text: ' \n ', entities: [bold(0, 3)], out: '', kept: [] },
  ])('with $what is as Telegram will show it', ({ text, entities, out, kept }) => {
    const [main] = render(post(text, entities)).parts;
    expect({ text: main?.text, entities: main?.entities }).toEqual({ text: out, entities: kept });
  });

  it('keeps of formatting what a bot can ask for, and nothing that Telegram finds itself or would refuse', () => {
    const place = { offset: 0, length: 4 };
    const kept: TextEntity[] = [
      { type: 'text_link', ...place, url: 'https://example.org' },
      { type: 'pre', ...place, language: 'ts' },
      { type: 'pre', ...place },
      { type: 'custom_emoji', ...place, custom_emoji_id: '123' },
      { type: 'expandable_blockquote', ...place },
    ];
    const lost: TextEntity[] = [
      { type: 'url', ...place },
      { type: 'hashtag', ...place },
      { type: 'mention', ...place },
      { type: 'text_mention', ...place },
      { type: 'date_time', ...place },
      { type: 'text_link', ...place },
      { type: 'custom_emoji', ...place },
      { type: 'toString', ...place },
    ];
    expect(render(post('text', [...lost, ...kept])).parts[0]?.entities).toEqual(kept);
  });
});

describe('preflight', () => {
  const sized = (change: Partial<MediaRef>): MediaRef[] => [{ ...photo, ...change }];
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
    { what: 'eleven photos', content: post('', [], Array(11).fill(photo)), codes: ['warning several_messages'] },
    { what: 'a quiz', content: quizzed({}), codes: [] },
    { what: 'a quiz with a text and a photo', content: { ...quizzed({}), text: 'a', media: [photo] }, codes: [] },
    {
      what: 'a quiz at its limits',
      content: quizzed({
        question: 'x'.repeat(300),
        answers: Array(12).fill('x'.repeat(100)),
        explanation: `a\nb\n${'x'.repeat(196)}`,
      }),
      codes: [],
    },
    {
      what: 'a quiz past its limits',
      content: quizzed({
        question: 'x'.repeat(301),
        answers: [...Array(12).fill('a'), 'x'.repeat(101)],
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
