import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import type { Log } from '../ports.js';
import { isStoreAway, STORE_AWAY } from '../usecases/store-away.js';

/** What the member or the token may not: `what` names each thing and what it would need. */
export function forbidden(what: string): GraphQLError {
  return new GraphQLError(`Not allowed: ${what}.`, { extensions: { code: 'FORBIDDEN', http: { status: 403 } } });
}

/** An argument that the schema lets through and we do not. */
export function badInput(sentence: string): GraphQLError {
  return new GraphQLError(sentence, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** PostgreSQL's word for a statement over its time, and ours for one that did not begin because its operation had been given up. */
const TOO_LONG = z.union([z.object({ code: z.literal('57014') }), z.object({ name: z.literal('AbortError') })]);

/** What went wrong inside stays inside: it goes to the log, and its place in the answer says only that. */
export function hideInternals(log: Log) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { message, locations, path, extensions } = formatted;
    const code = extensions?.code;
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
    }
    const err = causeOf(thrown);
    if (isStoreAway(err)) {
      log.debug({ err }, 'A GraphQL field found the database away');
      return { message: STORE_AWAY, ...(path && { path }), extensions: { code: 'UNAVAILABLE' } };
    }
    if (TOO_LONG.safeParse(err).success) {
      const sentence = 'It took the database too long and was given up: ask for fewer, or narrow the filter.';
      return { message: sentence, ...(path && { path }), extensions: { code: 'OPERATION_TIMEOUT' } };
    }
    log.error({ err, path: path?.join('.') }, 'A GraphQL field failed by a fault of ours');
    return {
      message: 'Something went wrong on our side; the log has the details.',
      ...(path && { path }),
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}

/** GraphQL wraps what a resolver threw. */
function causeOf(thrown: unknown): unknown {
  return thrown instanceof GraphQLError && thrown.originalError ? thrown.originalError : thrown;
}
