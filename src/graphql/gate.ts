import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../usecases/authenticate-token.js';
import { type Objection, UNAUTHENTICATED } from './answers.js';

/** What a request brings along to say for whom it asks. */
export interface Credentials {
  readonly token: string | null;
  /** For the session of a browser. */
  readonly headers: FastifyRequest['headers'];
}

/** Null closes the door. */
export type Authenticate = (credentials: Credentials) => Promise<Caller | null>;

/** Requests a minute. */
export interface ApiLimits {
  readonly perToken: number;
  /** From one address without anything that is valid. */
  readonly perAddress: number;
}

/** Generous for people and scripts, and a bound for what runs wild. */
export const API_LIMITS: ApiLimits = { perToken: 600, perAddress: 120 };

export interface Gate {
  /** Who asks, or why nobody is let in. Whoever is valid is never held up by others at the same address. */
  pass(request: FastifyRequest): Promise<{ caller: Caller } | { objection: Objection }>;
}

const MINUTE_MS = 60_000;

/** With limits the server has `@fastify/rate-limit` already. They are counted in each process for itself. */
export function createGate(server: FastifyInstance, authenticate: Authenticate, limits: ApiLimits | null): Gate {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const window = { timeWindow: MINUTE_MS };
  const ofToken = limits && {
    check: server.createRateLimit({
      ...window,
      max: limits.perToken,
      keyGenerator: (request) => `token ${callers.get(request)?.key}`,
    }),
  };
  const ofAddress = limits && {
    check: server.createRateLimit({
      ...window,
      max: limits.perAddress,
      keyGenerator: ({ ip }) => `address ${normalizeIP(ip)}`,
    }),
  };
  return {
    async pass(request) {
      const caller = await authenticate(credentialsOf(request));
      if (caller) callers.set(request, caller);
      const counted = await (caller ? ofToken : ofAddress)?.check(request);
      if (counted && !counted.isAllowed && counted.isExceeded) return { objection: tooMany(counted.ttlInSeconds) };
      return caller ? { caller } : { objection: UNAUTHENTICATED };
    },
  };
}

export function credentialsOf({ headers }: FastifyRequest): Credentials {
  const token = /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
  return { token, headers };
}

function tooMany(retryAfterS: number): Objection {
  return {
    status: 429,
    code: 'RATE_LIMITED',
    message: `Too many requests: ask again in ${retryAfterS} s.`,
    retryAfterS,
  };
}
