import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import { ZodError } from 'zod';
import { refuseStranger } from '../telegram/routes.js';
import { graphRoutes } from './graph-routes.js';
import { ViewRefusal } from './refusal.js';
import { viewRoutes } from './view-routes.js';
import type { InstagramWorld } from './world.js';

/** Nothing is uploaded: Instagram fetches. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The whole simulated Instagram, to be registered under any prefix of a server that is bound to loopback. */
export function instagramRoutes(world: InstagramWorld): FastifyPluginCallback {
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
    handleErrors(app, world);
    viewRoutes(app, world);
    graphRoutes(app, world);
    done();
  };
}

function handleErrors(app: FastifyInstance, world: InstagramWorld): void {
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ViewRefusal) return reply.code(error.status).send({ error: error.message });
    if (error instanceof ZodError) return reply.code(400).send({ error: error.issues[0]?.message ?? 'bad request' });
    if (
      error instanceof Error &&
      'statusCode' in error &&
      typeof error.statusCode === 'number' &&
      error.statusCode < 500
    ) {
      return reply.code(error.statusCode).send({ error: 'bad request' });
    }
    world.log?.error({ err: error }, 'the simulated Instagram failed');
    return reply.code(500).send({ error: { message: 'An unknown error occurred', type: 'OAuthException', code: 1 } });
  });
}
