import { z } from 'zod';
import type {
  ChatView,
  MessageView,
  PeopleEvent,
  RequestView,
  ShareableChat,
  TapView,
  WorldView,
} from './people-api.js';

/** The people's side as its client reads it: `people-api.ts` in zod. */
const nullableText = z.string().nullable();

const pollSchema = z.object({
  question: z.string(),
  options: z.array(z.string()),
  isQuiz: z.boolean(),
  correct: z.array(z.number()),
  explanation: nullableText,
});

export const messageViewSchema: z.ZodType<MessageView> = z.object({
  id: z.number(),
  chatId: z.number(),
  from: z.object({ id: z.number(), name: z.string(), isBot: z.boolean() }),
  at: z.string(),
  editedAt: nullableText,
  text: nullableText,
  caption: nullableText,
  entities: z.array(z.object({ type: z.string(), offset: z.number(), length: z.number(), url: z.string().optional() })),
  photo: z.object({ fileId: z.string(), width: z.number(), height: z.number() }).nullable(),
  file: z
    .object({
      fileId: z.string(),
      kind: z.enum(['video', 'animation', 'document', 'audio']),
      name: nullableText,
      size: z.number(),
    })
    .optional(),
  mediaGroupId: nullableText,
  poll: pollSchema.optional(),
  replyTo: z.number().nullable(),
  buttons: z.array(z.array(z.object({ text: z.string(), data: nullableText, url: nullableText }))),
  keys: z.array(z.array(z.object({ text: z.string(), request: z.number().nullable() }))).optional(),
  forceReply: z.object({ placeholder: nullableText }).nullable(),
  link: nullableText,
});

export const shareableSchema: z.ZodType<ShareableChat> = z.object({
  id: z.number(),
  title: z.string(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
});

export const chatViewSchema: z.ZodType<ChatView> = z.object({
  id: z.number(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string(),
  username: z.string().optional(),
  canWrite: z.boolean(),
  bot: z
    .object({
      status: z.enum(['absent', 'member', 'administrator', 'left', 'kicked']),
      rights: z
        .object({
          can_post_messages: z.boolean(),
          can_edit_messages: z.boolean(),
          can_delete_messages: z.boolean(),
          can_pin_messages: z.boolean(),
          can_invite_users: z.boolean(),
        })
        .nullable(),
    })
    .optional(),
  blocked: z.literal(true).optional(),
  lastMessage: messageViewSchema.nullable(),
});

export const worldViewSchema: z.ZodType<WorldView> = z.object({
  bot: z.object({ id: z.number(), username: z.string(), name: z.string() }),
  people: z.array(z.object({ id: z.number(), name: z.string(), username: z.string(), language: z.string() })),
});

export const tapViewSchema: z.ZodType<TapView> = z.object({
  answer: z.object({ text: nullableText, alert: z.boolean(), url: nullableText }).nullable(),
});

const faultKinds = [
  'lost-after',
  'lost-before',
  'refuse',
  'unauthorized',
  'forbidden',
  'error',
  'bad-gateway',
  'slow',
  'rate-limit',
  'garbage',
] as const;

export const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  methods: z.array(z.string()).optional(),
  chatId: z.number().int().optional(),
  times: z.number().int().min(1).optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  retryAfter: z.number().int().min(1).optional(),
  description: z.string().optional(),
  effectAfterMs: z.number().int().min(0).max(600_000).optional(),
  effectHeld: z.boolean().optional(),
});

export const peopleEventSchema: z.ZodType<PeopleEvent> = z.union([
  z.object({ type: z.enum(['message', 'edited']), message: messageViewSchema }),
  z.object({ type: z.literal('deleted'), chatId: z.number(), messageId: z.number() }),
  z.object({ type: z.literal('typing'), chatId: z.number() }),
  z.object({ type: z.literal('faults'), faults: z.array(faultSchema) }),
]);

export const requestViewSchema: z.ZodType<RequestView> = z.object({
  n: z.number(),
  at: z.string(),
  method: z.string(),
  chatId: z.number().nullable(),
  params: z.record(z.string(), z.unknown()),
  outcome: z.union([
    z.object({ ok: z.literal(true) }),
    z.object({ ok: z.literal(false), error_code: z.number(), description: z.string() }),
    z.object({ fault: z.enum(faultKinds) }),
  ]),
});
