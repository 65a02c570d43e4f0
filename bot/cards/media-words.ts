import { MEDIA_KINDS, type MediaKind, type MediaRef } from '../../src/domain/content.js';
import type { TextKey, Texts } from '../texts.js';

const KEYS = {
  photo: 'media-photos',
  video: 'media-videos',
  animation: 'media-animations',
  document: 'media-documents',
} as const satisfies Record<MediaKind, TextKey>;

/** `🖼 3 photos, 🎬 1 video`. */
export function mediaWords(media: readonly MediaRef[], t: Texts): string {
  const counts = MEDIA_KINDS.map((kind) => ({ kind, count: media.filter((one) => one.kind === kind).length }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => t(KEYS[kind], { count }))
    .join(', ');
}
