import { z } from 'zod';
import type { MediaRef } from '../../domain/content.js';

/** What Instagram cares about in a medium, as far as it was measured. */
export interface Medium {
  readonly kind: 'photo' | 'video' | 'other';
  readonly mime: string;
  readonly size: number;
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
  const { mime, size, width, height } = ref;
  return {
    kind: kind === 'photo' || kind === 'video' ? kind : 'other',
    mime,
    size,
    width,
    height,
    durationMs: durationMs ?? null,
    altText: altText?.trim() || null,
  };
}
