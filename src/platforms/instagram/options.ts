import { z } from 'zod';
import type { RenderedPart } from '../../domain/content.js';
import { PlatformError } from '../../domain/failure.js';

/** What an author chooses for one post. A single video in the feed is a reel: Instagram has no other. */
export const instagramOptions = z.strictObject({
  kind: z.enum(['feed', 'reel', 'story']).default('feed').describe('Feed post, reel, or story for 24 hours'),
  shareToFeed: z.boolean().default(true).describe('A reel appears in the feed as well'),
  fit: z.enum(['none', 'crop', 'pad']).default('none').describe('What is done to a photo whose form the feed refuses'),
});
export type InstagramOptions = z.infer<typeof instagramOptions>;

const PART_KINDS = ['image', 'carousel', 'reel', 'story'] as const;
export type PartKind = (typeof PART_KINDS)[number];

const partOptions = z.object({
  kind: z.enum(PART_KINDS),
  /** Of a reel only. */
  shareToFeed: z.boolean().optional(),
  /** UTF-16 units of the author's text that this kind cannot show; the preflight says so. */
  textLeftOut: z.number().int().optional(),
});
export type PartOptions = z.infer<typeof partOptions>;

/** Its options are part of what is hashed and approved. */
export interface InstagramPart extends RenderedPart {
  readonly options: PartOptions;
}

const withOptions = z.looseObject({ options: partOptions });

export function optionsOf(part: RenderedPart): PartOptions {
  const read = withOptions.safeParse(part);
  if (read.success) return read.data.options;
  throw new PlatformError('bug', 'This part was not rendered for Instagram', { effect: 'none' });
}
