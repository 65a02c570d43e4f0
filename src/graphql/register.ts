import { gunzipSync } from 'node:zlib';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SCOPES } from '../domain/access.js';
import type { Log } from '../ports.js';
import type { Desk } from '../usecases/desk.js';
import type { KnownMember } from '../usecases/known-member.js';
import { type ApiContext, makeContext } from './context.js';
import { entrance } from './enter-operation.js';
import { hideInternals, unauthenticated } from './errors.js';
import { limitOperations } from './limits.js';
import { acceptMultipart } from './multipart.js';
import { type Playground, renderPlayground } from './playground.js';
import { buildApiSchema } from './schema.js';

const BODY_LIMIT_BYTES = 256 * 1024;
/** Words of a query; the largest that tools send (introspection) has some 300. */
const TOKENS_MAX = 5_000;

export interface ApiOptions {
  readonly desk: Desk;
  /** Whom a token acts as; null closes the door. */
  readonly authenticate: (token: string) => Promise<KnownMember | null>;
  /** Put into the playground for everybody who opens it: the sandbox's. Null on a real desk. */
  readonly playgroundToken: string | null;
}

/** `/graphql`: the API, and in a browser the playground. */
export async function registerGraphql(
  server: FastifyInstance,
  { desk, authenticate, playgroundToken }: ApiOptions,
): Promise<{ stop(): Promise<void> }> {
  const apollo = createApollo(desk.log);
  await apollo.start();
  const answer = fastifyApolloHandler(apollo, {
    context: async (request, reply): Promise<ApiContext> => {
      const token = bearerOf(request);
      const member = token === null ? null : await authenticate(token);
      if (!member) {
        void reply.header('www-authenticate', 'Bearer');
        throw unauthenticated();
      }
      return makeContext(desk, member, { role: member.role, scopes: SCOPES });
    },
  });
  let playground: Promise<Playground> | null = null;
  server.get('/graphql', async function (request, reply) {
    if (!isBrowser(request)) return answer.call(this, request, reply);
    return sendPlayground(await (playground ??= renderPlayground(playgroundToken)), request, reply);
  });
  acceptMultipart(server, desk);
  server.post('/graphql', { bodyLimit: BODY_LIMIT_BYTES, config: { takesFiles: 'multipart' } }, answer);
  return { stop: () => apollo.stop() };
}

export function createApollo(log: Log): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    schema: buildApiSchema(),
    validationRules: [limitOperations],
    parseOptions: { maxTokens: TOKENS_MAX },
    formatError: hideInternals(log),
    includeStacktraceInErrorResponses: false,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    // Its own handlers would cut our shutdown short.
    stopOnTerminationSignals: false,
    logger: loggerFor(log),
    // Whatever is in the environment, nothing is reported to anybody.
    plugins: [
      entrance(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

function loggerFor(log: Log) {
  return {
    debug: (message?: unknown) => log.debug({}, String(message)),
    info: (message?: unknown) => log.info({}, String(message)),
    warn: (message?: unknown) => log.warn({}, String(message)),
    error: (message?: unknown) => log.error({}, String(message)),
  };
}

function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Programs ask for JSON, or for anything. */
function isBrowser({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

function sendPlayground({ html, contentSecurityPolicy }: Playground, request: FastifyRequest, reply: FastifyReply) {
  const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  void reply.headers({ 'content-security-policy': contentSecurityPolicy, vary: 'accept, accept-encoding' });
  if (gzip) void reply.header('content-encoding', 'gzip');
  return reply.type('text/html; charset=utf-8').send(gzip ? html : gunzipSync(html));
}
