import { z } from 'zod';
import type { Upload } from './body.js';
import { NOT_SIMULATED } from './params.js';
import { BotApiError, badRequest } from './refusal.js';
import type { TelegramWorld } from './world.js';

export interface Call<P> {
  world: TelegramWorld;
  params: P;
  /** Files of a multipart request, by field. */
  uploads: ReadonlyMap<string, Upload>;
  /** Aborts when the connection is gone. */
  gone: AbortSignal;
}

export interface Method {
  /** Parameters it takes, for the check against Telegram's own list. */
  readonly parameters: readonly string[];
  call(call: Call<Record<string, unknown>>): Promise<unknown>;
}

/** A Bot API method: the shape of its parameters and what it does. Unknown parameters are refused, so that typos show. */
export function method<S extends z.ZodRawShape>(
  shape: S,
  run: (call: Call<z.output<z.ZodObject<S>>>) => unknown,
): Method {
  const schema = z.object(shape);
  const parameters = Object.keys(shape);
  return {
    parameters,
    async call({ params, ...rest }) {
      for (const name of Object.keys(params)) {
        if (NOT_SIMULATED.has(name)) throw badRequest(`parameter "${name}" is not simulated`);
        if (!parameters.includes(name)) throw badRequest(`unknown parameter "${name}"`);
      }
      const parsed = schema.safeParse(params);
      if (!parsed.success) throw refusal(parsed.error, params);
      return rest.world.store.transact(() => run({ ...rest, params: parsed.data }));
    },
  };
}

const EMPTY: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  from_chat_id: 'from_chat_id is empty',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  photo: 'there is no photo in the request',
  video: 'there is no video in the request',
  document: 'there is no document in the request',
  animation: 'there is no animation in the request',
  audio: 'there is no audio in the request',
};

function refusal(error: z.ZodError, params: Record<string, unknown>): BotApiError {
  const [issue] = error.issues;
  const [name, ...inner] = issue?.path ?? [];
  const key = String(name);
  if (params[key] === undefined || params[key] === '') {
    return badRequest(EMPTY[key] ?? `parameter "${key}" is required`);
  }
  if (key === 'chat_id' || key === 'from_chat_id') return badRequest('chat not found');
  const place = inner.length > 0 ? ` at ${inner.map(String).join('.')}` : '';
  const what = key === 'reply_markup' ? 'reply keyboard markup JSON object' : `parameter "${key}"`;
  return badRequest(`can't parse ${what}${place}: ${issue?.message ?? 'invalid'}`);
}
