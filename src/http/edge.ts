import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface EdgeLimits {
  /** Requests to `/login` of one address in a minute. */
  readonly logins: number;
  /** Of one address in a minute: other requests by a secret that may be a guess, each of which asks Postgres. */
  readonly guesses: number;
  /** Requests that are answered at the same time. */
  readonly underWay: number;
  /** How far the event loop may lag behind, on average over a second. */
  readonly lagMs: number;
}

export const EDGE_LIMITS: EdgeLimits = { logins: 10, guesses: 60, underWay: 200, lagMs: 1_000 };

/** What is never turned away: who asks whether we live, and who hands over what would be lost. */
const ALWAYS: ReadonlySet<string> = new Set([
  '/healthz',
  '/readyz',
  '/metrics',
  '/api/telegram/webhook',
  '/api/instagram/webhook',
  '/api/webhooks/social-media-callback',
]);
const RETRY_AFTER_S = 5;

/** Bounds for all routes: better a few requests are turned away than all of them late. */
export async function registerEdge(server: FastifyInstance, limits: EdgeLimits | null = null): Promise<void> {
  await server.register(rateLimit, { global: false });
  if (!limits) return;
  await server.register(underPressure, {
    maxEventLoopDelay: limits.lagMs,
    pressureHandler: (request, reply) => {
      if (!isAlways(request)) void turnAway(reply);
    },
  });
  boundUnderWay(server, limits.underWay);
  limitTries(server, 'login', limits.logins, isLogin);
  limitTries(server, 'guess', limits.guesses, isGuess);
}

function boundUnderWay(server: FastifyInstance, max: number): void {
  let underWay = 0;
  server.addHook('onRequest', async (request, reply) => {
    // Streams stay open and have bounds of their own.
    if (isAlways(request) || isStream(request)) return undefined;
    if (underWay >= max) return turnAway(reply);
    underWay += 1;
    reply.raw.once('close', () => (underWay -= 1));
    return undefined;
  });
}

/** A secret is long enough not to be guessed; this is for whoever tries all the same. */
function limitTries(
  server: FastifyInstance,
  name: string,
  max: number,
  isOne: (request: FastifyRequest) => boolean,
): void {
  const keyGenerator = ({ ip }: FastifyRequest) => `${name} ${normalizeIP(ip)}`;
  const check = server.createRateLimit({ max, timeWindow: 60_000, keyGenerator });
  server.addHook('onRequest', async (request, reply) => {
    if (!isOne(request)) return undefined;
    const counted = await check(request);
    if (counted.isAllowed || !counted.isExceeded) return undefined;
    const error = `Too many tries: come again in ${counted.ttlInSeconds} s.`;
    return reply.code(429).header('retry-after', counted.ttlInSeconds).send({ error });
  });
}

function isLogin({ routeOptions }: FastifyRequest): boolean {
  return /^\/login(\/|$)/.test(routeOptions.url ?? '');
}

/** Who scrapes without a token is never held up. */
function isGuess({ routeOptions: { url }, headers }: FastifyRequest): boolean {
  return url === '/upload/:token' || (url === '/metrics' && headers.authorization !== undefined);
}

function isAlways({ routeOptions }: FastifyRequest): boolean {
  return ALWAYS.has(routeOptions.url ?? '');
}

function isStream({ headers, routeOptions }: FastifyRequest): boolean {
  return headers.accept === 'text/event-stream' && (routeOptions.url?.startsWith('/graphql') ?? false);
}

const TOO_MUCH = 'The desk has more to do than it can at this moment: try again in a few seconds.';

export function turnAway(reply: FastifyReply, error = TOO_MUCH): FastifyReply {
  return reply.code(503).header('retry-after', RETRY_AFTER_S).send({ error });
}
