import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { botRoutes, refuse } from './bot-routes.js';
import { tooLarge } from './compose.js';
import { peopleRoutes } from './people-routes.js';
import { BotApiError, PeopleError } from './refusal.js';
import type { TelegramWorld } from './world.js';

/** Telegram takes files of up to 50 MB; the rest is for the other parts of a request. */
const MAX_BODY_BYTES = 52 * 1024 * 1024;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The whole simulated Telegram, to be registered under any prefix of a server that is bound to loopback. */
export function telegramRoutes(world: TelegramWorld): FastifyPluginCallback {
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    app.addHook('onRequest', (request, reply, next) => {
      const reason = refuseStranger(request);
      if (reason === null) next();
      else reply.code(403).send({ error: reason });
    });
    app.addHook('preClose', (closed) => {
      world.updates.close();
      world.events.close();
      closed();
    });
    handleErrors(app, world);
    botRoutes(app, world);
    peopleRoutes(app, world);
    done();
  };
}

/** Other sites must not reach the sandbox through the visitor's browser: not under a rebound name, not by a form. */
export function refuseStranger({ headers }: FastifyRequest): string | null {
  const { host = '', origin } = headers;
  if (!LOOPBACK.has(host.replace(/:\d+$/, '').toLowerCase())) return 'the sandbox answers on this machine only';
  if (origin === undefined) return null;
  const same = URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
  return same ? null : 'the sandbox does not answer other sites';
}

function handleErrors(app: FastifyInstance, world: TelegramWorld): void {
  app.setErrorHandler((error, request, reply) => {
    const isBot = /\/bot[^/]*\/[^/]*$/.test(request.url.split('?')[0] ?? '') && !request.url.includes('/people/');
    if (error instanceof PeopleError) return reply.code(error.status).send({ error: error.message });
    if (error instanceof BotApiError) return reply.code(error.code).send({ error: error.description });
    if (error instanceof ZodError) return reply.code(400).send({ error: describe(error) });
    if (hasStatus(error) && error.statusCode === 413) {
      return isBot ? refuse(reply, tooLarge()) : reply.code(413).send({ error: 'too large' });
    }
    if (hasStatus(error) && error.statusCode < 500) return reply.code(error.statusCode).send({ error: 'bad request' });
    world.log?.error({ err: error }, 'the simulated Telegram failed');
    return isBot
      ? refuse(reply, new BotApiError(500, 'Internal Server Error'))
      : reply.code(500).send({ error: 'the simulated Telegram failed' });
  });
}

function hasStatus(error: unknown): error is { statusCode: number } {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

const describe = ({ issues: [issue] }: ZodError): string =>
  issue ? `${issue.path.map(String).join('.') || 'the body'}: ${issue.message}` : 'the body does not fit';
