import type { Rendered, RenderedPart } from '../../domain/content.js';
import type { Finding, Fix } from '../platform.js';
import { countHashtags, countMentions } from './caption.js';
import { isOdd, isOfForm } from './fit.js';
import { type Medium, mediumOf } from './medium.js';
import { optionsOf, type PartKind } from './options.js';
import { CAPABILITIES } from './render.js';

const HASHTAGS_MAX = 30;
/** Instagram's own app shows no more; its API does not say so. */
const HASHTAGS_WISE = 5;
const MENTIONS_MAX = 20;
const CAROUSEL_MAX = 10;
const ALT_TEXT_MAX = 1000;
const WIDTH_MIN = 320;
const VIDEO_WIDTH_MAX = 1920;

interface VideoLimits {
  readonly maxBytes: number;
  readonly minMs: number;
  readonly maxMs: number;
}
const REEL: VideoLimits = { maxBytes: 300_000_000, minMs: 3_000, maxMs: 15 * 60_000 };
const STORY: VideoLimits = { maxBytes: 100_000_000, minMs: 3_000, maxMs: 60_000 };
const VIDEO_TYPES = ['video/mp4', 'video/quicktime'];

export interface Surroundings {
  /** Can Instagram fetch what this installation serves? */
  readonly mediaIsPublic: boolean;
}

/**
 * Codes: `no_media`, `too_many_media`, `reel_needs_video`, `needs_public_address`, `text_too_long`, `too_many_hashtags`,
 * `too_many_mentions`, `photo_ratio`, `video_type`, `video_too_large`, `video_too_wide`, `video_too_short`, `video_too_long`,
 * `medium_type`, `alt_text_too_long`; as warnings `many_hashtags`, `photo_small`, `carousel_crop`, `story_without_text`. `item` counts
 * from 1. What is no JPEG or too large is no finding: it gets a recipe.
 */
export function preflight({ parts }: Rendered, surroundings: Surroundings): readonly Finding[] {
  const unreachable = !surroundings.mediaIsPublic && parts.some(({ media }) => media.length > 0);
  return [
    ...(unreachable ? [error('needs_public_address', {})] : []),
    ...parts.flatMap((part, index) => partFindings(part, index)),
  ];
}

function partFindings(part: RenderedPart, index: number): Finding[] {
  const { kind, textLeftOut } = optionsOf(part);
  const media = part.media.map(mediumOf);
  // The parts of a story are its pictures, in order.
  const itemOf = (at: number): number => index + at + 1;
  return [
    ...countFindings(kind, media),
    ...captionFindings(part.text),
    ...(textLeftOut === undefined ? [] : [warning('story_without_text', { length: textLeftOut })]),
    ...media.flatMap((medium, at) => mediumFindings(medium, kind, itemOf(at))),
    ...(kind === 'carousel' ? cropFindings(media) : []),
  ];
}

function countFindings(kind: PartKind, media: readonly Medium[]): Finding[] {
  if (media.length === 0) return [error('no_media', {})];
  const max = kind === 'carousel' ? CAROUSEL_MAX : 1;
  if (media.length > max) return [error('too_many_media', { count: media.length, max })];
  return kind === 'reel' && media[0]?.kind !== 'video' ? [error('reel_needs_video', {})] : [];
}

function captionFindings(caption: string): Finding[] {
  const max = CAPABILITIES.captionMax;
  const hashtags = countHashtags(caption);
  const mentions = countMentions(caption);
  const findings: Finding[] = [];
  if (caption.length > max) findings.push(error('text_too_long', { length: caption.length, max }, 'shorten'));
  if (hashtags > HASHTAGS_MAX) findings.push(error('too_many_hashtags', { count: hashtags, max: HASHTAGS_MAX }));
  else if (hashtags > HASHTAGS_WISE) findings.push(warning('many_hashtags', { count: hashtags, max: HASHTAGS_WISE }));
  if (mentions > MENTIONS_MAX) findings.push(error('too_many_mentions', { count: mentions, max: MENTIONS_MAX }));
  return findings;
}

function mediumFindings(medium: Medium, kind: PartKind, item: number): Finding[] {
  const alt = medium.altText?.length ?? 0;
  const tooLong = alt > ALT_TEXT_MAX ? [error('alt_text_too_long', { item, length: alt, max: ALT_TEXT_MAX })] : [];
  // A photo as a reel has its finding already.
  if (medium.kind === 'photo') return kind === 'reel' ? tooLong : [...tooLong, ...photoFindings(medium, kind, item)];
  if (medium.kind === 'video') return [...tooLong, ...videoFindings(medium, kind === 'story' ? STORY : REEL, item)];
  return [error('medium_type', { item, mime: medium.mime })];
}

function photoFindings({ width, height }: Medium, kind: PartKind, item: number): Finding[] {
  const findings: Finding[] = [];
  // Stories fill the screen and take any form.
  if (kind !== 'story' && isOdd(width / height)) {
    findings.push(error('photo_ratio', { item, width, height }, 'crop', 'pad'));
  }
  if (width < WIDTH_MIN) findings.push(warning('photo_small', { item, width, min: WIDTH_MIN }));
  return findings;
}

function videoFindings({ mime, size, width, durationMs }: Medium, limits: VideoLimits, item: number): Finding[] {
  const { maxBytes, minMs, maxMs } = limits;
  const findings: Finding[] = [];
  if (!VIDEO_TYPES.includes(mime)) findings.push(error('video_type', { item, mime }));
  if (size !== null && size > maxBytes) findings.push(error('video_too_large', { item, size, max: maxBytes }));
  if (width > VIDEO_WIDTH_MAX) findings.push(error('video_too_wide', { item, width, max: VIDEO_WIDTH_MAX }));
  if (durationMs !== null && durationMs < minMs) findings.push(error('video_too_short', { item, durationMs, minMs }));
  if (durationMs !== null && durationMs > maxMs) findings.push(error('video_too_long', { item, durationMs, maxMs }));
  return findings;
}

/** The first item gives all of them its form. */
function cropFindings([first, ...others]: readonly Medium[]): Finding[] {
  if (!first) return [];
  const form = first.width / first.height;
  return others.flatMap(({ kind, width, height }, at) => {
    if (isOfForm({ width, height }, form)) return [];
    const cropped = warning('carousel_crop', { item: at + 2, width, height });
    return [kind === 'photo' ? { ...cropped, fixes: ['pad'] } : cropped];
  });
}

/** Whatever is wrong, the post can go elsewhere. */
function error(code: string, facts: Finding['facts'], ...fixes: readonly Fix[]): Finding {
  return { level: 'error', code, facts, fixes: [...fixes, 'drop'] };
}

function warning(code: string, facts: Finding['facts']): Finding {
  return { level: 'warning', code, facts };
}
