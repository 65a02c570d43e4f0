import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { lookUpChat } from './access.js';
import type { Body } from './body.js';
import { parseBody } from './body.js';
import type { Method } from './method.js';
import { findMethod } from './methods.js';
import { chatRef } from './params.js';
import type { Fault, RequestView } from './people-api.js';
import { BotApiError, badRequest } from './refusal.js';
import type { TelegramWorld } from './world.js';

const address = z.object({ token: z.string(), method: z.string() });
const query = z.record(z.string(), z.unknown());

/** `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function botRoutes(app: FastifyInstance, world: TelegramWorld): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    handler: (request, reply) => answer(world, request, reply),
  });
  app.get('/file/bot:token/*', (request, reply) => {
    const { token, '*': path } = z.object({ token: z.string(), '*': z.string() }).parse(request.params);
    if (token !== world.bot.token) return refuse(reply, new BotApiError(401, 'Unauthorized'));
    const file = world.files.byPath(path);
    const data = file && world.files.read(file.sha256);
    if (!data) return refuse(reply, new BotApiError(404, 'Not Found'));
    return reply.type('application/octet-stream').send(data);
  });
}

type Outcome = { ok: true; result: unknown } | { ok: false; error: BotApiError };

async function answer(world: TelegramWorld, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { token, method: asked } = address.parse(request.params);
  if (token !== world.bot.token) return refuse(reply, new BotApiError(401, 'Unauthorized'));
  const found = findMethod(asked);
  if (!found) {
    world.log?.warn({ method: asked }, 'a Bot API method that is not simulated');
    return refuse(reply, new BotApiError(404, 'Not Found'));
  }
  const body = parseBody(request.headers['content-type'], query.parse(request.query), request.body);
  if (!body) return refuse(reply, badRequest("can't parse the request body"));
  const chatId = chatOf(world, body);
  const run = (): Promise<Outcome> => perform(world, found.method, body, leaving(reply));
  if (found.name === 'getUpdates') {
    const polled = world.faults.take(found.name, chatId);
    return polled ? suffer(world, polled, run, reply) : send(reply, await run());
  }
  const entry = world.requests.begin(found.name, chatId, body, world.clock.now());
  const fault = world.faults.take(found.name, chatId);
  if (fault) {
    entry.outcome = { fault: fault.kind };
    return suffer(world, fault, run, reply);
  }
  const outcome = await run();
  note(entry, outcome);
  return send(reply, outcome);
}

function chatOf(world: TelegramWorld, { params }: Body): number | null {
  const ref = chatRef.safeParse(params['chat_id']);
  if (!ref.success) return null;
  return lookUpChat(world, ref.data)?.id ?? (typeof ref.data === 'number' ? ref.data : null);
}

function leaving(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

async function perform(world: TelegramWorld, method: Method, body: Body, gone: AbortSignal): Promise<Outcome> {
  const params = { ...body.params };
  for (const { field } of body.uploads) params[field] ??= `attach://${field}`;
  // Parts that are only attached are named by a parameter, and are none themselves.
  for (const { field } of body.uploads) if (!method.parameters.includes(field)) delete params[field];
  const uploads = new Map(body.uploads.map(({ field, file }) => [field, file]));
  try {
    return { ok: true, result: await method.call({ world, params, uploads, gone }) };
  } catch (error) {
    if (error instanceof BotApiError) return { ok: false, error };
    throw error;
  }
}

function note(entry: RequestView, outcome: Outcome): void {
  entry.outcome = outcome.ok
    ? { ok: true }
    : { ok: false, error_code: outcome.error.code, description: outcome.error.description };
}

const send = (reply: FastifyReply, outcome: Outcome): FastifyReply =>
  outcome.ok ? reply.send({ ok: true, result: outcome.result }) : refuse(reply, outcome.error);

export function refuse(reply: FastifyReply, { code, description, parameters }: BotApiError): FastifyReply {
  const more = parameters ? { parameters } : {};
  return reply.code(code).send({ ok: false, error_code: code, description, ...more });
}

async function suffer(
  world: TelegramWorld,
  fault: Fault,
  run: () => Promise<Outcome>,
  reply: FastifyReply,
): Promise<unknown> {
  switch (fault.kind) {
    case 'lost-before':
      return cut(reply);
    case 'lost-after':
      await loseAfter(world, fault, run);
      return cut(reply);
    case 'refuse':
      return refuse(reply, new BotApiError(400, fault.description ?? 'Bad Request: refused by the sandbox'));
    case 'unauthorized':
      return refuse(reply, new BotApiError(401, fault.description ?? 'Unauthorized'));
    case 'forbidden':
      return refuse(reply, new BotApiError(403, fault.description ?? 'Forbidden: bot was blocked by the user'));
    case 'error':
      return reply.code(500).type('text/html').send('<html><body><h1>500 Internal Server Error</h1></body></html>');
    case 'bad-gateway':
      await run();
      return refuse(reply, new BotApiError(502, 'Bad Gateway'));
    case 'slow': {
      const outcome = await run();
      await delay(fault.delayMs ?? 5000, undefined, { ref: false });
      return send(reply, outcome);
    }
    case 'rate-limit': {
      const seconds = fault.retryAfter ?? 5;
      const parameters = { retry_after: seconds };
      return refuse(reply, new BotApiError(429, `Too Many Requests: retry after ${seconds}`, parameters));
    }
    case 'garbage':
      await run();
      return reply.type('application/json').send('{"ok":tr');
  }
}

async function loseAfter(world: TelegramWorld, fault: Fault, run: () => Promise<Outcome>): Promise<void> {
  const late = (): void => {
    run().catch((error: unknown) => world.log?.error({ err: error }, 'a late effect failed'));
  };
  if (fault.effectHeld === true) world.faults.hold(late);
  else if (fault.effectAfterMs !== undefined) setTimeout(late, fault.effectAfterMs).unref();
  else await run();
}

function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
}
