import { z } from 'zod';
import type { MediaRef } from '../../domain/content.js';
import { sizeAfter } from '../../domain/recipe.js';

/** What Instagram cares about in a medium as it ships, as far as that is known. */
export interface Medium {
  readonly kind: 'photo' | 'video' | 'other';
  readonly mime: string;
  /** Bytes; null of what is still to be made by a recipe. */
  readonly size: number | null;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number | null;
  readonly altText: string | null;
}

/** A rendered part comes back from JSON, where media may say more about themselves than a photo does. */
const described = z.looseObject({
  kind: z.string(),
  durationMs: z.number().nullish().catch(null),
  altText: z.string().nullish().catch(null),
});

export function mediumOf(ref: MediaRef): Medium {
  const { kind, durationMs, altText } = described.parse(ref);
  const { mime, size, width, height, recipe } = ref;
  return {
    kind: kind === 'photo' || kind === 'video' ? kind : 'other',
    ...(recipe ? { mime: 'image/jpeg', size: null, ...sizeAfter(ref, recipe) } : { mime, size, width, height }),
    durationMs: durationMs ?? null,
    altText: altText?.trim() || null,
  };
}
