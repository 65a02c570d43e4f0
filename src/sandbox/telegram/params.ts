import { z } from 'zod';
import { markupSchema } from './keyboard.js';
import { entitySchema, linkPreviewSchema } from './records.js';

/** Parameters come as JSON values or, in forms and queries, as text: numbers and booleans in digits and words, the rest as JSON. */
const fromText = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    return value;
  }
};

export const json = <S extends z.ZodType>(schema: S) => z.preprocess(fromText, schema);
export const integer = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);
export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'True', '1']).transform(() => true),
  z.enum(['false', 'False', '0']).transform(() => false),
]);
export const chatRef = z.union([integer, z.string().regex(/^@[A-Za-z0-9_]{3,32}$/)]);
export const fileRef = z.string().min(1);

const parseMode = z.string().optional();
export const entityList = json(z.array(entitySchema)).optional();
export const markup = json(markupSchema).optional();

const replyParameters = json(
  z.strictObject({
    message_id: z.number().int(),
    chat_id: z.union([z.number().int(), z.string()]).optional(),
    allow_sending_without_reply: z.boolean().optional(),
  }),
).optional();

/** Of every method that sends. Silence, paid broadcast and effects change nothing here. */
export const sending = {
  chat_id: chatRef,
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  allow_paid_broadcast: flag.optional(),
  message_effect_id: z.string().optional(),
  reply_parameters: replyParameters,
};
export const texted = {
  parse_mode: parseMode,
  entities: entityList,
  link_preview_options: json(linkPreviewSchema).optional(),
};
export const captioned = {
  caption: z.string().optional(),
  parse_mode: parseMode,
  caption_entities: entityList,
  show_caption_above_media: flag.optional(),
};
export const framed = { width: integer.optional(), height: integer.optional(), duration: integer.optional() };

/** In Telegram's documentation, but not simulated: refused by name, so that nobody relies on them here. */
export const NOT_SIMULATED = new Set([
  'business_connection_id',
  'message_thread_id',
  'direct_messages_topic_id',
  'suggested_post_parameters',
  'inline_message_id',
  'rich_message',
  'thumbnail',
  'cover',
  'start_timestamp',
  'video_start_timestamp',
  'certificate',
  'return_bots',
]);
