import { z } from 'zod';
import type { Receipt } from '../../domain/delivery.js';
import { PlatformError } from '../../domain/failure.js';
import { type HttpAnswer, withoutJson } from '../http-answer.js';
import { meaningOf } from './codes.js';
import { messageUrl } from './links.js';

const whole = z.number().int();

/** Of a `Message`, as much as a receipt needs. Source: Bot API, "Making requests", "Message", "Chat". */
const messageShape = z.object({
  message_id: whole,
  chat: z.object({ id: whole, username: z.string().optional().catch(undefined) }),
});
type Message = z.infer<typeof messageShape>;

/** An album is answered by the list of its messages. */
const sent = z.object({
  ok: z.literal(true),
  result: z.union([
    messageShape.transform((one): [Message, ...Message[]] => [one]),
    z.tuple([messageShape], messageShape),
  ]),
});

const done = z.object({ ok: z.literal(true) });

const refused = z.object({
  ok: z.literal(false),
  error_code: whole.optional().catch(undefined),
  description: z.string().catch(''),
  parameters: z
    .object({
      /** Seconds. */
      retry_after: z.number().nonnegative().optional().catch(undefined),
      migrate_to_chat_id: whole.optional().catch(undefined),
    })
    .catch({}),
});

/** What was asked, and what must not be repeated of the answer: some servers quote the address that they were called by. */
export interface Asked {
  readonly name: string;
  readonly secret: string;
}

export function readReceipt(asked: Asked, answer: HttpAnswer): Receipt {
  const { result } = readOk(asked, answer, sent);
  const [{ message_id: id, chat }] = result;
  const url = messageUrl(chat, id);
  const all = result.length > 1 && { remoteIds: result.map((one) => String(one.message_id)) };
  return { kind: 'published', remoteId: String(id), ...all, ...(url !== null && { url }) };
}

/** Of what was asked for and is no message. */
export function readResult<T>(asked: Asked, answer: HttpAnswer, result: z.ZodType<T>): T {
  return readOk(asked, answer, z.object({ ok: z.literal(true), result })).result;
}

/** Of what changes something that is there already. */
export function readDone(asked: Asked, answer: HttpAnswer): void {
  readOk(asked, answer, done);
}

function readOk<T>(asked: Asked, answer: HttpAnswer, shape: z.ZodType<T>): T {
  const read = shape.safeParse(answer.json);
  if (read.success) return read.data;
  const refusal = refused.safeParse(answer.json);
  if (refusal.success) throw toError(asked, answer.status, refusal.data);
  throw withoutJson(asked.name, answer.status, answer.headers);
}

function toError({ name, secret }: Asked, status: number, refusal: z.infer<typeof refused>): PlatformError {
  const { retry_after: seconds, migrate_to_chat_id: newId } = refusal.parameters;
  const code = refusal.error_code ?? status;
  const message = refusal.description.replaceAll(secret, '…') || `${name}: refused with code ${code}`;
  // The group lives on under another id, so this target is gone for good and nothing was sent.
  if (newId !== undefined) {
    return new PlatformError('missing', message, {
      effect: 'none',
      status,
      code: `${code}/migrate_to_chat_id=${newId}`,
      movedTo: String(newId),
    });
  }
  const { kind, effect } = meaningOf(code);
  const wait = seconds !== undefined && { retryAfterMs: Math.ceil(seconds * 1000) };
  return new PlatformError(kind, message, { effect, status, code: String(code), ...wait });
}
