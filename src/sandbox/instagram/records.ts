import { z } from 'zod';

/** What the world remembers, as it is written to the journal. Moments are milliseconds since 1970. */

const fileSchema = z.object({
  sha256: z.string(),
  mime: z.string(),
  size: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type FileRecord = z.infer<typeof fileSchema>;

/** The words of `media_type`; an image names none. */
export const FORMS = ['IMAGE', 'VIDEO', 'REELS', 'STORIES', 'CAROUSEL'] as const;
export type Form = (typeof FORMS)[number];

const containerSchema = z.object({
  id: z.string(),
  userId: z.string(),
  form: z.enum(FORMS),
  isItem: z.boolean(),
  caption: z.string(),
  altText: z.string().nullable(),
  children: z.array(z.string()),
  file: fileSchema.nullable(),
  createdAt: z.number(),
  readyAt: z.number(),
  /** Subcode of what went wrong in processing. */
  failure: z.number().int().nullable(),
  mediaId: z.string().nullable(),
});
export type ContainerRecord = z.infer<typeof containerSchema>;

const mediumSchema = z.object({
  id: z.string(),
  userId: z.string(),
  shortcode: z.string(),
  form: z.enum(FORMS),
  caption: z.string(),
  altTexts: z.array(z.string().nullable()),
  files: z.array(fileSchema),
  at: z.number(),
  /** Null: somebody posted it by hand, in the app. */
  containerId: z.string().nullable(),
});
export type MediumRecord = z.infer<typeof mediumSchema>;

export const TOKEN_STATES = ['good', 'expired', 'revoked'] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

const accountSchema = z.object({ tokens: z.enum(TOKEN_STATES) });
export type AccountRecord = z.infer<typeof accountSchema>;

/** One that was made by renewing another; the seed's own have no age and no end. */
const tokenSchema = z.object({ token: z.string(), userId: z.string(), issuedAt: z.number(), expiresAt: z.number() });
export type TokenRecord = z.infer<typeof tokenSchema>;

const stateSchema = z.object({ lastId: z.number().int() });
export type StateRecord = z.infer<typeof stateSchema>;

export const TABLES = {
  state: stateSchema,
  accounts: accountSchema,
  containers: containerSchema,
  media: mediumSchema,
  tokens: tokenSchema,
};
export interface Tables {
  state: StateRecord;
  accounts: AccountRecord;
  containers: ContainerRecord;
  media: MediumRecord;
  tokens: TokenRecord;
}
export type TableName = keyof Tables;
