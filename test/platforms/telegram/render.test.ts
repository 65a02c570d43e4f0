import { describe, expect, it } from 'vitest';
import { contentHash, type MediaRef, type TextEntity } from '../../../src/domain/content.js';
import { render } from '../../../src/platforms/telegram/render.js';
import { animation, bold, document, photo, photos, post, quizzed, video } from './posts.js';

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

const named = (media: MediaRef[], text = '') =>
  render(post(text, [], media)).parts.map(({ name, media: shown }) => `${name} ${shown.length}`);

describe('media', () => {
  const MB = 1024 * 1024;
  it.each([
    { what: '10 photos', media: photos(10), parts: ['main 10'] },
    { what: '11 photos', media: photos(11), parts: ['main 10', 'media-2 1'] },
    { what: '25 photos', media: photos(25), parts: ['main 10', 'media-2 10', 'media-3 5'] },
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
