import { z } from 'zod';
import { markupSchema } from './keyboard.js';

/** What the world remembers, as it is written to the journal. Words of the Bot API inside, our own names outside. */

const integer = z.number().int();

export const entitySchema = z.strictObject({
  type: z.enum([
    'mention',
    'hashtag',
    'cashtag',
    'bot_command',
    'url',
    'email',
    'phone_number',
    'bold',
    'italic',
    'underline',
    'strikethrough',
    'spoiler',
    'blockquote',
    'expandable_blockquote',
    'code',
    'pre',
    'text_link',
    'text_mention',
    'custom_emoji',
    'date_time',
  ]),
  offset: integer,
  length: integer,
  url: z.string().optional(),
  user: z.looseObject({ id: integer }).optional(),
  language: z.string().optional(),
  custom_emoji_id: z.string().optional(),
  unix_time: integer.optional(),
  date_time_format: z.string().optional(),
});
export type Entity = z.infer<typeof entitySchema>;

export const linkPreviewSchema = z.strictObject({
  is_disabled: z.boolean().optional(),
  url: z.string().optional(),
  prefer_small_media: z.boolean().optional(),
  prefer_large_media: z.boolean().optional(),
  show_above_text: z.boolean().optional(),
});

export const MEDIA_KINDS = ['photo', 'video', 'animation', 'document', 'audio'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

const fileSchema = z.object({
  fileId: z.string(),
  uniqueId: z.string(),
  kind: z.enum(MEDIA_KINDS),
  /** For `getFile` and `/file/bot<token>/…`. */
  path: z.string(),
  sha256: z.string(),
  size: integer,
  name: z.string().nullable(),
  mime: z.string(),
  width: integer,
  height: integer,
  duration: integer,
  /** All sizes of a photo, smallest first; of anything else only the file itself. */
  sizes: z.array(z.string()),
});
export type FileRecord = z.infer<typeof fileSchema>;

const mediaSchema = z.object({ kind: z.enum(MEDIA_KINDS), fileIds: z.array(z.string()), spoiler: z.boolean() });
export type MediaRecord = z.infer<typeof mediaSchema>;

const pollSchema = z.object({
  question: z.string(),
  options: z.array(z.string()),
  type: z.enum(['quiz', 'regular']),
  anonymous: z.boolean(),
  multiple: z.boolean(),
  closed: z.boolean(),
  correct: z.array(integer),
  explanation: z.string().nullable(),
});
export type PollRecord = z.infer<typeof pollSchema>;

const serviceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('joined'), users: z.array(integer) }),
  z.object({ kind: z.literal('left'), user: integer }),
  z.object({ kind: z.literal('pinned'), messageId: integer }),
  z.object({ kind: z.literal('migrated-to'), chatId: integer }),
  z.object({ kind: z.literal('migrated-from'), chatId: integer }),
  z.object({
    kind: z.literal('chat-shared'),
    requestId: integer,
    chatId: integer,
    title: z.string().nullable(),
    username: z.string().nullable(),
  }),
]);

const messageSchema = z.object({
  chatId: integer,
  id: integer,
  /** A person's id or the bot's; of a channel post, who wrote it, although readers see the channel. */
  author: integer,
  /** Milliseconds since 1970. */
  at: z.number(),
  editedAt: z.number().nullable(),
  text: z.string().nullable(),
  caption: z.string().nullable(),
  /** Of the text or of the caption. */
  entities: z.array(entitySchema),
  media: mediaSchema.nullable(),
  mediaGroupId: z.string().nullable(),
  /** Absent in journals that are older than polls. */
  poll: pollSchema.nullable().default(null),
  replyTo: integer.nullable(),
  markup: markupSchema.nullable(),
  /** Callback data of keyboards it had before: a screen may still show them when a finger comes down. */
  formerData: z.array(z.string()),
  linkPreview: linkPreviewSchema.nullable(),
  captionAbove: z.boolean(),
  protect: z.boolean(),
  forwardOf: z.object({ chatId: integer, messageId: integer, author: integer, at: z.number() }).nullable(),
  service: serviceSchema.nullable(),
});
export type MessageRecord = z.infer<typeof messageSchema>;

const rightsSchema = z.object({
  can_post_messages: z.boolean(),
  can_edit_messages: z.boolean(),
  can_delete_messages: z.boolean(),
  can_pin_messages: z.boolean(),
  can_invite_users: z.boolean(),
});
export type RightsRecord = z.infer<typeof rightsSchema>;

const chatSchema = z.object({
  id: integer,
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string(),
  username: z.string().nullable(),
  members: z.array(integer),
  owner: integer.nullable(),
  admins: z.array(integer),
  /** In a private chat `kicked` means that the person blocked the bot, `absent` that it was never started. */
  bot: z.object({
    status: z.enum(['absent', 'member', 'administrator', 'left', 'kicked']),
    rights: rightsSchema.nullable(),
  }),
  lastMessageId: integer,
  pinned: z.array(integer),
  migratedTo: integer.nullable(),
});
export type ChatRecord = z.infer<typeof chatSchema>;
export type BotStatus = ChatRecord['bot']['status'];

const updateSchema = z.object({ id: integer, at: z.number(), update: z.record(z.string(), z.unknown()) });
export type UpdateRecord = z.infer<typeof updateSchema>;

const webhookSchema = z.object({
  url: z.string(),
  secret: z.string().nullable(),
  maxConnections: integer,
  lastErrorAt: z.number().nullable(),
  lastError: z.string().nullable(),
});
export type WebhookRecord = z.infer<typeof webhookSchema>;

const stateSchema = z.object({
  lastUpdateId: integer,
  lastFile: integer,
  lastTap: integer,
  lastAlbum: integer,
  /** Null: Telegram's default, everything but what must be asked for. */
  allowedUpdates: z.array(z.string()).nullable(),
  webhook: webhookSchema.nullable(),
});
export type StateRecord = z.infer<typeof stateSchema>;

const tapSchema = z.object({
  id: z.string(),
  person: integer,
  chatId: integer,
  messageId: integer,
  data: z.string(),
  at: z.number(),
});
export type TapRecord = z.infer<typeof tapSchema>;

const commandsSchema = z.array(z.object({ command: z.string(), description: z.string() }));
export type CommandsRecord = z.infer<typeof commandsSchema>;

export const TABLES = {
  state: stateSchema,
  chats: chatSchema,
  messages: messageSchema,
  files: fileSchema,
  updates: updateSchema,
  taps: tapSchema,
  commands: commandsSchema,
};
export interface Tables {
  state: StateRecord;
  chats: ChatRecord;
  messages: MessageRecord;
  files: FileRecord;
  updates: UpdateRecord;
  taps: TapRecord;
  commands: CommandsRecord;
}
export type TableName = keyof Tables;
