import { z } from 'zod';
import { TOKEN_STATES } from './records.js';

/** What the page beside the chat shows of the simulated Instagram. */

const pictureView = z.object({
  /** Below the simulator's own root. */
  path: z.string(),
  mime: z.string(),
  width: z.number(),
  height: z.number(),
  altText: z.string().nullable(),
});

export const postViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['image', 'carousel', 'reel', 'story']),
  caption: z.string(),
  permalink: z.string(),
  shortcode: z.string(),
  /** ISO 8601. */
  at: z.string(),
  /** Posted in the app, by no program. */
  byHand: z.boolean(),
  media: z.array(pictureView),
});
export type PostView = z.infer<typeof postViewSchema>;

export const profileViewSchema = z.object({
  userId: z.string(),
  username: z.string(),
  name: z.string(),
  accountType: z.string(),
  tokens: z.enum(TOKEN_STATES),
  quota: z.object({ used: z.number(), total: z.number() }),
  /** Newest first. */
  posts: z.array(postViewSchema),
  /** Those that still show, newest first. */
  stories: z.array(postViewSchema),
});
export type ProfileView = z.infer<typeof profileViewSchema>;

export const tokensBody = z.strictObject({ tokens: z.enum(TOKEN_STATES) });
export const postBody = z.strictObject({ caption: z.string().max(2200) });
