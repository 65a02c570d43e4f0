import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { type ExecutionResult, getOperationAST, type OperationTypeNode } from 'graphql';
import type { Caller } from '../usecases/authenticate-token.js';
import type { Objection } from './answers.js';
import { createApollo } from './apollo.js';
import { ChangeFeed } from './change-feed.js';
import { type ApiContext, contextFor, dbFor } from './context.js';
import { objectionTo, readRequest } from './hostile.js';
import { answerIntrospection } from './introspection.js';
import type { ApiOptions } from './api-options.js';
import { buildApiSchema } from './schema.js';
import { createStreams, STREAM_LIMITS } from './streams.js';

/** How often it is looked what happened, while somebody listens. */
const LOOK_EVERY_MS = 500;

/** Who asks, settled before; `ending` aborts when it took too long. */
export interface Asked {
  readonly caller: Caller;
  readonly ending: AbortController;
}

/** What understands GraphQL: loaded and built with the first request, since it takes memory that most desks never need. */
export interface Engine {
  readonly answer: RouteHandlerMethod;
  /** Answers a subscription for as long as somebody listens. */
  listen(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
  /** What is wrong with the shape of what was sent, before any of it is validated. */
  objectionTo(sent: unknown): Objection | null;
  kindOf(sent: unknown): `${OperationTypeNode}` | null;
  /** The answer to a request for nothing but the schema; null for every other. */
  introspect(sent: unknown): Promise<ExecutionResult | null>;
  stop(): Promise<void>;
}

export async function openEngine(options: ApiOptions, known: (request: FastifyRequest) => Asked): Promise<Engine> {
  const { desk } = options;
  const schema = buildApiSchema();
  const apollo = createApollo(desk.log, schema);
  await apollo.start();
  const feed = new ChangeFeed({ ...desk, db: () => dbFor(options, forever), everyMs: LOOK_EVERY_MS });
  const parts = { ...options, feed, schema };
  const streams = createStreams({ ...STREAM_LIMITS, ...options.streams, ...parts });
  return {
    answer: fastifyApolloHandler(apollo, {
      context: async (request): Promise<ApiContext> => {
        const { caller, ending } = known(request);
        return contextFor(parts, caller, ending.signal);
      },
    }),
    listen: (request, reply) => streams.answer(request, reply, known(request).caller),
    objectionTo,
    kindOf,
    introspect: (sent) => answerIntrospection(schema, sent),
    async stop() {
      streams.stop();
      await feed.stop();
      await apollo.stop();
    },
  };
}

const forever = new AbortController().signal;

function kindOf(sent: unknown): `${OperationTypeNode}` | null {
  const read = readRequest(sent);
  return (read && getOperationAST(read.document, read.request.operationName)?.operation) ?? null;
}
