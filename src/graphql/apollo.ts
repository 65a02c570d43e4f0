import { ApolloServer, type GraphQLRequestContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../ports.js';
import type { ApiContext } from './context.js';
import { entrance } from './enter-operation.js';
import { hideInternals } from './errors.js';
import { TOKENS_MAX } from './hostile.js';
import { limitOperations } from './limits.js';

export function createApollo(log: Log, schema: GraphQLSchema): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    schema,
    validationRules: [limitOperations],
    parseOptions: { maxTokens: TOKENS_MAX },
    formatError: hideInternals(log),
    includeStacktraceInErrorResponses: false,
    // Nobody gets this far without a token.
    introspection: true,
    // A page of another site cannot set any of these without asking first, and is told no.
    csrfPrevention: { requestHeaders: ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'] },
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
      { requestDidStart: async () => ({ willSendResponse: answerOldClients }) },
    ],
  });
}

/** What the request itself is to blame for. */
const ASKED_BADLY: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/** Whoever asks for plain JSON, as before there was a type for answers of GraphQL, is told by the answer and not by its status. */
async function answerOldClients({ request, response }: GraphQLRequestContext<ApiContext>): Promise<void> {
  const accept = request.http?.headers.get('accept') ?? '';
  if (!accept.includes('application/json') || accept.includes('graphql-response+json')) return;
  const { body, http } = response;
  if (http.status !== 400 || body?.kind !== 'single') return;
  if (body.singleResult.errors?.every(({ extensions }) => ASKED_BADLY.has(extensions?.code))) http.status = 200;
}

function loggerFor(log: Log) {
  return {
    debug: (message?: unknown) => log.debug({}, String(message)),
    info: (message?: unknown) => log.info({}, String(message)),
    warn: (message?: unknown) => log.warn({}, String(message)),
    error: (message?: unknown) => log.error({}, String(message)),
  };
}
