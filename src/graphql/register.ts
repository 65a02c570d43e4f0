import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Objection, refuse, sendResult, UNAUTHENTICATED } from './answers.js';
import type { ApiOptions } from './api-options.js';
import type { Asked, Engine } from './engine.js';
import { createGate } from './gate.js';
import { acceptMultipart } from './multipart.js';
import type { Playground } from './playground.js';

const PATH = '/graphql';
const STREAM_PATH = `${PATH}/stream`;
const BODY_LIMIT_BYTES = 256 * 1024;
export const OPERATION_MS = 10_000;
const FILES_MS = 3_600_000;
/** What is under way is not given up halfway: a change may fetch media for a minute. */
const CHANGE_MS = 90_000;

/** `/graphql`: the API, in a browser the playground, and, as `/graphql/stream`, its subscriptions. */
export function registerGraphql(server: FastifyInstance, options: ApiOptions): { stop(): Promise<void> } {
  const { desk, playgroundToken, guardPage, operationMs = OPERATION_MS } = options;
  const asked = new WeakMap<FastifyRequest, Asked>();
  let opened: Promise<Engine> | null = null;
  const engine = (): Promise<Engine> =>
    (opened ??= import('./engine.js').then(({ openEngine }) =>
      openEngine(options, (request) => known(asked, request)),
    ));
  let playground: Promise<Playground> | null = null;
  acceptMultipart(server, desk);
  const route = {
    method: ['GET', 'POST'],
    bodyLimit: BODY_LIMIT_BYTES,
    ...beforeAnswer(server, engine, options, asked),
  };
  server.route({
    ...route,
    url: PATH,
    config: { takesFiles: 'multipart' },
    async handler(request, reply) {
      if (isPage(request)) {
        const instead = await guardPage?.(request, reply);
        if (instead) return instead;
        playground ??= import('./playground.js').then(({ renderPlayground }) => renderPlayground(playgroundToken));
        return sendPlayground(await playground, request, reply);
      }
      const { answer, listen, kindOf } = await engine();
      if (wantsStream(request)) return listen(request, reply);
      const isChange = request.method === 'POST' && kindOf(request.body) === 'mutation';
      // Files have bounds of their own: how long they take is up to the line.
      const ms = isMultipart(request) ? FILES_MS : isChange ? CHANGE_MS : operationMs;
      const given = await inTime(async () => answer.call(server, request, reply), known(asked, request).ending, ms);
      return given ?? refuse(request, reply, tooLong(ms));
    },
  });
  server.route({
    ...route,
    url: STREAM_PATH,
    handler: async (request, reply) => (await engine()).listen(request, reply),
  });
  return { stop: async () => (await opened)?.stop() };
}

/** Who asks is settled before a body is read, and what is asked before any of it is validated. */
function beforeAnswer(
  server: FastifyInstance,
  engine: () => Promise<Engine>,
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
      const { objectionTo, kindOf, introspect } = await engine();
      const sent = request.method === 'GET' ? request.query : request.body;
      // Whoever asks for a subscription otherwise would not hear its events.
      const isUnheard = () => !wantsStream(request) && kindOf(sent) === 'subscription';
      const objection = objectionTo(sent) ?? (isUnheard() ? NEEDS_STREAM : null);
      if (objection) return refuse(request, reply, objection);
      if (asked.has(request)) return undefined;
      const schemaOnly = await introspect(sent);
      return schemaOnly ? sendResult(request, reply, schemaOnly) : refuse(request, reply, UNAUTHENTICATED);
    },
  };
}

const NEEDS_STREAM: Objection = {
  status: 406,
  code: 'STREAM_NEEDED',
  message: 'Subscriptions are answered by server-sent events: ask /graphql/stream with Accept: text/event-stream.',
};

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
