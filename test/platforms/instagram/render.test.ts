import { describe, expect, it } from 'vitest';
import type { MediaRef, Rendered, TextEntity } from '../../../src/domain/content.js';
import {
  captionOf,
  comparable,
  countHashtags,
  countMentions,
  plainCaption,
} from '../../../src/platforms/instagram/caption.js';
import { preflight } from '../../../src/platforms/instagram/preflight.js';
import { render } from '../../../src/platforms/instagram/render.js';
import { described, film, jpegOf, mp4Of } from './made-media.js';
import { ACCOUNT } from './setting.js';

const photo = (facts: Partial<MediaRef> & { altText?: string } = {}): MediaRef => described(jpegOf(1080, 1080), facts);
const video = (durationMs: number, facts: Partial<MediaRef> = {}): MediaRef => ({
  ...film(mp4Of(10), durationMs),
  ...facts,
});

function rendered(media: readonly MediaRef[], { text = '', options = {} }: { text?: string; options?: object } = {}) {
  return render({ text, entities: [], media }, ACCOUNT, options);
}

function codes(of: Rendered, mediaIsPublic = true): string[] {
  return preflight(of, { mediaIsPublic }).map(({ level, code }) => `${level} ${code}`);
}

const link = (offset: number, length: number, url: string): TextEntity => ({
  type: 'text_link',
  offset,
  length,
  url,
});
const tags = (count: number): string => Array.from({ length: count }, (_, at) => `#t${at}`).join(' ');

describe('a caption', () => {
  it.each([
    { text: 'Меню тут', entities: [link(0, 4, 'https://a.b/c')], caption: 'Меню (https://a.b/c) тут' },
    {
      text: 'a b',
      entities: [link(0, 1, 'https://x.y'), link(2, 1, 'https://z.w')],
      caption: 'a (https://x.y) b (https://z.w)',
    },
    { text: 'https://a.b', entities: [link(0, 11, 'https://a.b')], caption: 'https://a.b' },
    { text: '👋 hi', entities: [link(0, 1, 'https://a.b')], caption: '👋 (https://a.b) hi' },
    { text: 'short', entities: [link(0, 99, 'https://a.b')], caption: 'short (https://a.b)' },
    { text: 'bold', entities: [{ type: 'bold', offset: 0, length: 4 }], caption: 'bold' },
    { text: '  a\r\nb\rc\u0000\n ', entities: [], caption: 'a\nb\nc' },
    { text: 'half \uD83D', entities: [], caption: 'half \uFFFD' },
  ])('of $text is $caption', ({ text, entities, caption }) => {
    expect(plainCaption(text, entities)).toBe(caption);
    expect(comparable(caption)).toBe(caption.normalize('NFC'));
  });

  it.each([
    { text: 'Guess!', caption: 'Guess!\n\nWhich bean?\nA) Arabica\nB) Robusta, of course' },
    { text: '', caption: 'Which bean?\nA) Arabica\nB) Robusta, of course' },
  ])('of "$text" with a quiz asks it, and does not say the answer', ({ text, caption }) => {
    const quiz = {
      question: 'Which bean? ',
      answers: ['Arabica', 'Robusta,\nof course'],
      correct: 1,
      explanation: 'So.',
    };
    expect(captionOf({ text, entities: [], media: [], quiz })).toBe(caption);
  });

  it('is compared without regard to how its letters are composed', () => {
    expect(comparable('и\u0306\r\n')).toBe(comparable('й'));
  });

  it.each([
    { text: '#кава #coffee_time #2', hashtags: 2 },
    { text: 'a#b https://x.y/#z &#39; #1st', hashtags: 1 },
    { text: '#a#b#c', hashtags: 3 },
    { text: '#', hashtags: 0 },
  ])('with $text has $hashtags hashtags', ({ text, hashtags }) => {
    expect(countHashtags(text)).toBe(hashtags);
  });

  it.each([
    { text: '@olena, @marko.k!', mentions: 2 },
    { text: 'me@example.org https://x.y/@z', mentions: 0 },
  ])('with $text has $mentions mentions', ({ text, mentions }) => {
    expect(countMentions(text)).toBe(mentions);
  });
});

describe('what ships', () => {
  it.each([
    { name: 'one photo', media: [photo()], kinds: ['image'] },
    { name: 'two media', media: [photo(), video(5_000)], kinds: ['carousel'] },
    { name: 'one video', media: [video(5_000)], kinds: ['reel'] },
    { name: 'nothing', media: [], kinds: ['image'] },
    { name: 'a photo as a story', media: [photo()], options: { kind: 'story' }, kinds: ['story'] },
    {
      name: 'three as stories',
      media: [photo(), photo(), photo()],
      options: { kind: 'story' },
      kinds: ['story', 'story', 'story'],
    },
    { name: 'a photo as a reel', media: [photo()], options: { kind: 'reel' }, kinds: ['reel'] },
  ])('of $name is $kinds', ({ media, options, kinds }) => {
    const { parts } = rendered(media, { text: 'x', ...(options && { options }) });
    expect(parts.map((part) => part.options?.kind)).toEqual(kinds);
    expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
    expect(parts.flatMap((part) => part.media)).toEqual(media);
  });

  it('of a reel says whether it appears in the feed', () => {
    const [part] = rendered([video(5_000)], { options: { shareToFeed: false } }).parts;
    expect(part).toMatchObject({ options: { kind: 'reel', shareToFeed: false } });
  });

  const whole = { format: 'jpeg', maxWidth: 1440, maxHeight: 2560 };
  it.each([
    { name: 'a JPEG', media: [photo()], recipes: [undefined] },
    { name: 'a PNG', media: [photo({ mime: 'image/png' })], recipes: [whole] },
    { name: 'more than 8 MB', media: [photo({ size: 8 * 1024 * 1024 + 1 })], recipes: [whole] },
    {
      name: 'a tall one, left as it is',
      media: [photo({ height: 1920 })],
      recipes: [undefined],
      found: ['error photo_ratio'],
    },
    {
      name: 'a tall one, cropped',
      media: [photo({ height: 1920 })],
      fit: 'crop',
      recipes: [{ ...whole, form: { ratio: 0.8, by: 'crop' } }],
    },
    {
      name: 'one that is hardly too tall, cropped',
      media: [photo({ width: 793, height: 1000 })],
      fit: 'crop',
      recipes: [{ ...whole, form: { ratio: 0.8, by: 'crop' } }],
    },
    {
      name: 'a wide one, with a border',
      media: [photo({ height: 400 })],
      fit: 'pad',
      recipes: [{ ...whole, form: { ratio: 1.91, by: 'pad' } }],
    },
    { name: 'one that fits, with a border where needed', media: [photo()], fit: 'pad', recipes: [undefined] },
    {
      name: 'a carousel of two forms, with a border',
      media: [photo(), photo({ height: 1350 }), video(5_000, { width: 1080, height: 1080 })],
      fit: 'pad',
      recipes: [undefined, { ...whole, form: { ratio: 1, by: 'pad' } }, undefined],
    },
    { name: 'a tall story', media: [photo({ height: 1920 })], kind: 'story', fit: 'crop', recipes: [undefined] },
  ])('of $name is made by $recipes', ({ media, kind = 'feed', fit = 'none', recipes, found = [] }) => {
    const of = rendered(media, { options: { kind, fit } });
    expect(of.parts.flatMap((part) => part.media.map(({ recipe }) => recipe))).toEqual(recipes);
    expect(codes(of)).toEqual(found);
  });

  it('knows no other options', () => {
    expect(() => rendered([photo()], { options: { kind: 'poll' } })).toThrow('Invalid option');
    expect(() => rendered([photo()], { options: { caption: 'x' } })).toThrow('Unrecognized key');
  });
});

describe('the preflight', () => {
  const many = (count: number): MediaRef[] => Array.from({ length: count }, () => photo());
  const story = { options: { kind: 'story' } };
  it.each([
    { name: 'a square photo', of: rendered([photo()]), found: [] },
    { name: 'no medium', of: rendered([], { text: 'x' }), found: ['error no_media'] },
    { name: 'ten media', of: rendered(many(10)), found: [] },
    { name: 'eleven media', of: rendered(many(11)), found: ['error too_many_media'] },
    { name: 'a PNG', of: rendered([photo({ mime: 'image/png' })]), found: [] },
    { name: '8 MB', of: rendered([photo({ size: 8 * 1024 * 1024 })]), found: [] },
    { name: 'more than 8 MB', of: rendered([photo({ size: 8 * 1024 * 1024 + 1 })]), found: [] },
    { name: '4:5', of: rendered([photo({ width: 1080, height: 1350 })]), found: [] },
    { name: '1.91:1', of: rendered([photo({ width: 1080, height: 565 })]), found: [] },
    { name: '3:4', of: rendered([photo({ width: 1080, height: 1440 })]), found: ['error photo_ratio'] },
    { name: '2:1', of: rendered([photo({ width: 1080, height: 540 })]), found: ['error photo_ratio'] },
    { name: '9:16 as a story', of: rendered([photo({ width: 1080, height: 1920 })], story), found: [] },
    { name: 'a small photo', of: rendered([photo({ width: 300, height: 300 })]), found: ['warning photo_small'] },
    {
      name: 'a medium of another kind',
      of: rendered([Object.assign(photo(), { kind: 'document' })]),
      found: ['error medium_type'],
    },
    { name: '2200 characters', of: rendered([photo()], { text: 'x'.repeat(2200) }), found: [] },
    { name: '2201 characters', of: rendered([photo()], { text: 'x'.repeat(2201) }), found: ['error text_too_long'] },
    { name: 'five hashtags', of: rendered([photo()], { text: tags(5) }), found: [] },
    { name: 'six hashtags', of: rendered([photo()], { text: tags(6) }), found: ['warning many_hashtags'] },
    { name: '31 hashtags', of: rendered([photo()], { text: tags(31) }), found: ['error too_many_hashtags'] },
    { name: '20 mentions', of: rendered([photo()], { text: '@ab '.repeat(20) }), found: [] },
    { name: '21 mentions', of: rendered([photo()], { text: '@ab '.repeat(21) }), found: ['error too_many_mentions'] },
    {
      name: 'a long alt text',
      of: rendered([photo({ altText: 'x'.repeat(1001) })]),
      found: ['error alt_text_too_long'],
    },
    {
      name: 'a text for a story',
      of: rendered([photo()], { ...story, text: 'x' }),
      found: ['warning story_without_text'],
    },
    {
      name: 'a photo as a reel',
      of: rendered([photo()], { options: { kind: 'reel' } }),
      found: ['error reel_needs_video'],
    },
    { name: 'different forms', of: rendered([photo(), photo({ height: 1350 })]), found: ['warning carousel_crop'] },
    { name: 'a reel', of: rendered([video(3_000)]), found: [] },
    { name: 'a short reel', of: rendered([video(2_900)]), found: ['error video_too_short'] },
    { name: 'a long reel', of: rendered([video(900_001)]), found: ['error video_too_long'] },
    { name: 'a long story', of: rendered([video(60_001)], story), found: ['error video_too_long'] },
    {
      name: 'a heavy story',
      of: rendered([video(9_000, { size: 100_000_001 })], story),
      found: ['error video_too_large'],
    },
    { name: 'a heavy reel', of: rendered([video(9_000, { size: 300_000_001 })]), found: ['error video_too_large'] },
    { name: 'a wide reel', of: rendered([video(9_000, { width: 1921 })]), found: ['error video_too_wide'] },
    { name: 'a WebM', of: rendered([video(9_000, { mime: 'video/webm' })]), found: ['error video_type'] },
  ])('of $name finds $found', ({ of, found }) => {
    expect(codes(of)).toEqual(found);
  });

  it('says once that Instagram cannot reach this installation', () => {
    expect(codes(rendered(many(2)), false)).toEqual(['error needs_public_address']);
  });

  it.each([{ options: {} }, story])('names the item', (given) => {
    const odd = photo({ width: 200, height: 200 });
    expect(preflight(rendered([photo(), odd], given), { mediaIsPublic: true })).toMatchObject([
      { level: 'warning', code: 'photo_small', facts: { item: 2, width: 200 } },
    ]);
  });
});
