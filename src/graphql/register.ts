import { gunzipSync } from 'node:zlib';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, type GraphQLSchema } from 'graphql';
import type { Caller } from '../usecases/authenticate-token.js';
import { type Objection, refuse, sendResult, UNAUTHENTICATED } from './answers.js';
import { createApollo } from './apollo.js';
import { ChangeFeed } from './change-feed.js';
import { type ApiContext, type ApiParts, contextFor, dbFor } from './context.js';
import { type ApiLimits, type Authenticate, createGate } from './gate.js';
import { objectionTo, readRequest } from './hostile.js';
import { answerIntrospection } from './introspection.js';
import { acceptMultipart } from './multipart.js';
import { type Playground, renderPlayground } from './playground.js';
import { buildApiSchema } from './schema.js';
import { createStreams, STREAM_LIMITS, type StreamLimits } from './streams.js';

const PATH = '/graphql';
const STREAM_PATH = `${PATH}/stream`;
const BODY_LIMIT_BYTES = 256 * 1024;
export const OPERATION_MS = 10_000;
const FILES_MS = 3_600_000;
/** What is under way is not given up halfway: a change may fetch media for a minute. */
const CHANGE_MS = 90_000;
/** How often it is looked what happened, while somebody listens. */
const LOOK_EVERY_MS = 500;

export interface ApiOptions extends Omit<ApiParts, 'feed'> {
  readonly authenticate: Authenticate;
  /** Put into the playground for everybody who opens it: the sandbox's. Null on a real desk. */
  readonly playgroundToken: string | null;
  /** Who may ask for the schema; members, unless said otherwise. */
  readonly introspection?: 'members' | 'everyone';
  /** Left out where nobody is to be held up, as in a sandbox. */
  readonly limits?: ApiLimits | null;
  readonly streams?: Partial<StreamLimits>;
  readonly operationMs?: number;
}

/** What is known of a request by the time that it is answered. */
interface Asked {
  readonly caller: Caller;
  readonly ending: AbortController;
}

/** `/graphql`: the API, in a browser the playground, and, as `/graphql/stream`, its subscriptions. */
export async function registerGraphql(
  server: FastifyInstance,
  options: ApiOptions,
): Promise<{ stop(): Promise<void> }> {
  const { desk, playgroundToken, operationMs = OPERATION_MS } = options;
  const schema = buildApiSchema();
  const apollo = createApollo(desk.log, schema);
  await apollo.start();
  const feed = new ChangeFeed({ ...desk, db: () => dbFor(options, forever), everyMs: LOOK_EVERY_MS });
  const parts = { ...options, feed, schema };
  const streams = createStreams({ ...STREAM_LIMITS, ...options.streams, ...parts });
  const asked = new WeakMap<FastifyRequest, Asked>();
  const answer = fastifyApolloHandler(apollo, {
    context: async (request): Promise<ApiContext> => {
      const { caller, ending } = known(asked, request);
      return contextFor(parts, caller, ending.signal);
    },
  });
  let playground: Promise<Playground> | null = null;
  const listen = (request: FastifyRequest, reply: FastifyReply) =>
    streams.answer(request, reply, known(asked, request).caller);
  acceptMultipart(server, desk);
  const route = {
    method: ['GET', 'POST'],
    bodyLimit: BODY_LIMIT_BYTES,
    ...beforeAnswer(server, schema, options, asked),
  };
  server.route({
    ...route,
    url: PATH,
    config: { takesFiles: 'multipart' },
    async handler(request, reply) {
      if (isPage(request))
        return sendPlayground(await (playground ??= renderPlayground(playgroundToken)), request, reply);
      if (wantsStream(request)) return listen(request, reply);
      // Files have bounds of their own: how long they take is up to the line.
      const ms = isMultipart(request) ? FILES_MS : isChange(request) ? CHANGE_MS : operationMs;
      const given = await inTime(async () => answer.call(server, request, reply), known(asked, request).ending, ms);
      return given ?? refuse(request, reply, tooLong(ms));
    },
  });
  server.route({ ...route, url: STREAM_PATH, handler: listen });
  return {
    async stop() {
      streams.stop();
      await feed.stop();
      await apollo.stop();
    },
  };
}

const forever = new AbortController().signal;

/** Who asks is settled before a body is read, and what is asked before any of it is validated. */
function beforeAnswer(
  server: FastifyInstance,
  schema: GraphQLSchema,
  { authenticate, limits = null, introspection = 'members' }: ApiOptions,
  asked: WeakMap<FastifyRequest, Asked>,
) {
  const gate = createGate(server, authenticate, limits);
  return {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      if (isPage(request)) return undefined;
      const passed = await gate.pass(request);
      if ('caller' in passed) asked.set(request, { caller: passed.caller, ending: new AbortController() });
      else if (passed.objection !== UNAUTHENTICATED || introspection === 'members')
        return refuse(request, reply, passed.objection);
      return undefined;
    },
    preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
      if (isPage(request)) return undefined;
      const sent = request.method === 'GET' ? request.query : request.body;
      const objection = objectionTo(sent) ?? (isUnheard(request, sent) ? NEEDS_STREAM : null);
      if (objection) return refuse(request, reply, objection);
      if (asked.has(request)) return undefined;
      const schemaOnly = await answerIntrospection(schema, sent);
      return schemaOnly ? sendResult(request, reply, schemaOnly) : refuse(request, reply, UNAUTHENTICATED);
    },
  };
}

const NEEDS_STREAM: Objection = {
  status: 406,
  code: 'STREAM_NEEDED',
  message: 'Subscriptions are answered by server-sent events: ask /graphql/stream with Accept: text/event-stream.',
};

/** A subscription whose sender would not hear its events. */
function isUnheard(request: FastifyRequest, sent: unknown): boolean {
  return !wantsStream(request) && kindOf(sent) === 'subscription';
}

function isChange({ method, body }: FastifyRequest): boolean {
  return method === 'POST' && kindOf(body) === 'mutation';
}

function kindOf(sent: unknown): string | null {
  const read = readRequest(sent);
  return (read && getOperationAST(read.document, read.request.operationName)?.operation) ?? null;
}

function tooLong(ms: number): Objection {
  return {
    status: 503,
    code: 'OPERATION_TIMEOUT',
    message: `It took longer than ${ms / 1000} s and was given up: ask for less. What it was to change may have changed: look before you repeat it.`,
  };
}

/** Null where it took too long; reads of the operation begin nothing more then. */
async function inTime<T>(work: () => Promise<T>, ending: AbortController, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      ending.abort();
      resolve(null);
    }, ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function known(asked: WeakMap<FastifyRequest, Asked>, request: FastifyRequest): Asked {
  const found = asked.get(request);
  if (!found) throw new Error('A request got past the gate without a caller');
  return found;
}

function wantsStream({ headers, routeOptions }: FastifyRequest): boolean {
  return headers.accept === 'text/event-stream' || routeOptions.url === STREAM_PATH;
}

function isMultipart({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('multipart/') ?? false;
}

/** Programs ask for JSON, or for anything. */
function isPage({ method, headers, routeOptions }: FastifyRequest): boolean {
  return method === 'GET' && routeOptions.url === PATH && (headers.accept?.includes('text/html') ?? false);
}

function sendPlayground({ html, contentSecurityPolicy }: Playground, request: FastifyRequest, reply: FastifyReply) {
  const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  void reply.headers({ 'content-security-policy': contentSecurityPolicy, vary: 'accept, accept-encoding' });
  if (gzip) void reply.header('content-encoding', 'gzip');
  return reply.type('text/html; charset=utf-8').send(gzip ? html : gunzipSync(html));
}
