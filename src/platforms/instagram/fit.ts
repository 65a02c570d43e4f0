import type { MediaRef } from '../../domain/content.js';
import type { Recipe } from '../../domain/recipe.js';
import { mediumOf } from './medium.js';
import type { InstagramOptions, PartKind } from './options.js';

export const IMAGE_MAX_BYTES = 8 * 1024 * 1024;

/** Width to height, of what the feed takes. */
export const RATIO_MIN = 4 / 5;
export const RATIO_MAX = 1.91;
/** A pixel more or less comes from rounding, not from the picture's form. */
const RATIO_SLACK = 0.005;

/** Instagram shows no more; the height is that of a story. */
const LARGEST = { format: 'jpeg', maxWidth: 1440, maxHeight: 2560 } as const satisfies Recipe;

export function isOdd(ratio: number): boolean {
  return ratio < RATIO_MIN - RATIO_SLACK || ratio > RATIO_MAX + RATIO_SLACK;
}

export function isOfForm({ width, height }: { width: number; height: number }, ratio: number): boolean {
  return Math.abs(width / height - ratio) / ratio <= 0.01;
}

/**
 * The media as they ship: a photo that is no JPEG, is too large, or has a form that the feed refuses gets a recipe; every other one stays
 * as it is. Where forms are fitted, the first item of a carousel gives its form to all.
 */
export function fitted(media: readonly MediaRef[], kind: PartKind, fit: InstagramOptions['fit']): MediaRef[] {
  const [first] = media;
  const wanted = first && Math.min(RATIO_MAX, Math.max(RATIO_MIN, first.width / first.height));
  return media.map((ref) => {
    if (mediumOf(ref).kind !== 'photo') return ref;
    const isFitted = wanted !== undefined && fit !== 'none' && kind !== 'story';
    if (isFitted && (isOdd(ref.width / ref.height) || !isOfForm(ref, wanted)))
      return { ...ref, recipe: { ...LARGEST, form: { ratio: wanted, by: fit } } };
    const ships = ref.mime === 'image/jpeg' && ref.size <= IMAGE_MAX_BYTES;
    return ships ? ref : { ...ref, recipe: LARGEST };
  });
}
