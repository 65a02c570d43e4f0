import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../ports.js';
import type { Readiness } from '../reads/readiness.js';
import { StartError } from '../start-error.js';
import { isStoreAway, STORE_AWAY } from '../usecases/store-away.js';
import { turnAway } from './edge.js';
import { registerFrontDoor, registerHealth } from './health.js';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A request has to be here in full by then; slow senders would hold connections for nothing. */
const REQUEST_TIMEOUT_MS = 30_000;
/** One that brings a file, over a telephone's line. */
const FILE_TIMEOUT_MS = 3_600_000;
/** How long requests under way may take once the server closes. */
const CLOSE_GRACE_MS = 3_000;

/** What every answer carries unless its route says otherwise: nothing is framed, sniffed, cached or sent as a referrer. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes files, as they are or in a multipart request, and looks after silent senders itself. */
    readonly takesFiles?: true | 'multipart';
  }
}

export interface ServerOptions {
  readonly log: Log;
  readonly readiness: () => Promise<Readiness>;
  /**
   * The sandbox has its own page at `/`, and answers only requests that name a loopback host: any website could reach a server on
   * loopback through a name of its own that resolves to 127.0.0.1, and read the token on its page.
   */
  readonly sandbox: boolean;
  /** Addresses or networks of proxies whose word about the caller's address counts. */
  readonly trustedProxies?: readonly string[];
  /** People reach it by https: their browsers are told to come no other way. */
  readonly isSecure?: boolean;
}

const SECURE_ONLY = { 'strict-transport-security': 'max-age=31536000' };

/** The one HTTP server; rooms register their routes on it. It does not listen yet. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { log, readiness, sandbox, trustedProxies = [], isSecure = false } = options;
  const always = { ...HEADERS, ...(isSecure && SECURE_ONLY) };
  const server = Fastify({
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: FILE_TIMEOUT_MS,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => void refuse(reply.headers(always), request, error.statusCode ?? 400),
  });
  server.server.headersTimeout = REQUEST_TIMEOUT_MS;
  server.addHook('onRequest', async (request, reply) => {
    if (!bringsFiles(request)) endWhereSlow(request);
    reply.headers({ ...always, 'x-request-id': request.id });
    if (sandbox && !comesFromLoopback(request)) {
      return reply.code(403).send({ error: 'The sandbox answers only to its own address on this machine.' });
    }
    return undefined;
  });
  server.addHook('onResponse', async (request, reply) => {
    const { id, method, routeOptions } = request;
    // The route, not the address: query strings hold codes and signatures.
    const fields = { request: id, method, route: routeOptions.url, status: reply.statusCode };
    log.debug({ ...fields, ms: Math.round(reply.elapsedTime) }, 'Request answered');
  });
  server.setErrorHandler((thrown, request, reply) => {
    if (isStoreAway(thrown)) {
      // That it is away is said by what recurs: not once more by each request.
      log.debug({ request: request.id, err: thrown }, 'A request found the database away');
      return turnAway(reply, STORE_AWAY);
    }
    const status = statusOf(thrown);
    if (status >= 500) log.error({ request: request.id, err: thrown }, 'A request failed by a fault of ours');
    return refuse(reply, request, status);
  });
  server.setNotFoundHandler((request, reply) => refuse(reply, request, 404));
  server.addHook('preClose', async () => {
    setTimeout(() => server.server.closeAllConnections(), CLOSE_GRACE_MS).unref();
  });
  registerHealth(server, readiness);
  if (!sandbox) registerFrontDoor(server);
  return server;
}

function bringsFiles({ routeOptions, headers }: FastifyRequest): boolean {
  const { takesFiles } = routeOptions.config;
  return takesFiles === 'multipart'
    ? /^multipart\/form-data/i.test(headers['content-type'] ?? '')
    : takesFiles === true;
}

function endWhereSlow({ raw }: FastifyRequest): void {
  const timer = setTimeout(() => raw.complete || raw.destroy(), REQUEST_TIMEOUT_MS);
  raw.once('close', () => clearTimeout(timer));
}

/** Begins to answer; returns the address. */
export async function listen(server: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    throw listenError(error, host, port) ?? error;
  }
}

function listenError(error: unknown, host: string, port: number): StartError | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(`Port ${port} is taken by another program: end it, or set PORT to a free one.`, {
        cause: error,
      });
    case 'EACCES':
      return new StartError(`This user may not listen on port ${port}: set PORT to one above 1023.`, { cause: error });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(`This machine has no address ${host}: set HOST to one of its own.`, { cause: error });
    default:
      return null;
  }
}

const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request could not be read: check its address, its headers and its body.',
  404: 'There is nothing at this address.',
  405: 'This address does not take that method.',
  408: 'The request took too long to arrive.',
  413: 'The request is too large.',
  414: 'The address is too long.',
  415: 'This address does not take that content type; application/json is a good guess.',
  503: 'The server is stopping; try again in a moment.',
};

/** The only form of a refusal: a status and a sentence, nothing of what went on inside. */
function refuse(reply: FastifyReply, request: FastifyRequest, status: number): FastifyReply {
  const error =
    SENTENCES[status] ??
    (status < 500
      ? 'The request was refused.'
      : `Something went wrong on our side; the log has the details under request ${request.id}.`);
  return reply.code(status).type('application/json; charset=utf-8').send({ error });
}

function statusOf(thrown: unknown): number {
  if (typeof thrown !== 'object' || thrown === null || !('statusCode' in thrown)) return 500;
  const { statusCode } = thrown;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 600 ? statusCode : 500;
}

function comesFromLoopback({ headers }: FastifyRequest): boolean {
  const { host, origin } = headers;
  if (host === undefined || !isLoopback(`http://${host}`)) return false;
  return origin === undefined || isLoopback(origin);
}

function isLoopback(address: string): boolean {
  const hostname = URL.parse(address)?.hostname ?? '';
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
