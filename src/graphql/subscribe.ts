import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { z } from 'zod';
import type { Caller } from '../usecases/authenticate-token.js';
import { type ApiContext, type ApiParts, contextFor } from './context.js';
import { type Asked, enterOperation } from './enter-operation.js';
import { hideInternals } from './errors.js';
import { TOKENS_MAX } from './hostile.js';
import { limitOperations } from './limits.js';

const PARAMS = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

export interface Subscribing extends ApiParts {
  readonly schema: GraphQLSchema;
}

/** Whoever listens, on one connection. */
export interface Stream {
  readonly caller: Caller;
  readonly ending: AbortController;
  /** Whether they would be let in the same way now, as who they are by now. */
  mayStill: (caller: Caller) => Promise<boolean>;
}

/** The results of a subscription until the stream ends; where there can be none, one that says why. */
export async function subscribe(
  parts: Subscribing,
  stream: Stream,
  sent: unknown,
): Promise<AsyncGenerator<ExecutionResult>> {
  const params = PARAMS.safeParse(sent);
  if (!params.success) return complaint('Send the subscription as query, operationName and variables.');
  const { query, operationName, variables } = params.data;
  const clean = cleanWith(parts);
  const document = readDocument(parts.schema, query);
  if ('errors' in document) return only(document);
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
    return complaint('Only subscriptions are answered by a stream: send queries and mutations to /graphql.');
  }
  const operation = { schema: parts.schema, document, operationName, variableValues: variables };
  const enterAs = (caller: Caller) =>
    enter({ ...operation, variables }, contextFor(parts, caller, stream.ending.signal));
  const context = await enterAs(stream.caller);
  if ('errors' in context) return only(clean(context));
  stream.mayStill = async (caller) => {
    const now = await enterAs(caller);
    return !('errors' in now) && isSame(now, context);
  };
  const events = await createSourceEventStream({ ...operation, contextValue: context });
  if (!(Symbol.asyncIterator in events)) return only(clean(events));
  return (async function* () {
    for await (const rootValue of events) {
      // What is loaded is remembered for as long as its context lives: each event has its own.
      const contextValue = context.as(context.member, context.access);
      yield clean(await execute({ ...operation, rootValue, contextValue }));
    }
  })();
}

function isSame(one: ApiContext, other: ApiContext): boolean {
  return (
    one.member.clientId === other.member.clientId &&
    one.access.role === other.access.role &&
    String(one.access.scopes) === String(other.access.scopes)
  );
}

async function enter(asked: Asked, context: ApiContext): Promise<ApiContext | { errors: readonly GraphQLError[] }> {
  try {
    return await enterOperation(asked, context);
  } catch (thrown) {
    if (!(thrown instanceof GraphQLError)) throw thrown;
    return { errors: [thrown] };
  }
}

function readDocument(schema: GraphQLSchema, query: string): DocumentNode | { errors: readonly GraphQLError[] } {
  try {
    const document = parse(query, { maxTokens: TOKENS_MAX });
    const errors = validate(schema, document, [...specifiedRules, limitOperations]);
    return errors.length > 0 ? { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) } : document;
  } catch (thrown) {
    if (!(thrown instanceof GraphQLError)) throw thrown;
    return { errors: [coded(thrown, 'GRAPHQL_PARSE_FAILED')] };
  }
}

function coded({ message }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function complaint(message: string): AsyncGenerator<ExecutionResult> {
  return only({ errors: [new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })] });
}

async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

function cleanWith({ desk }: ApiParts) {
  const format = hideInternals(desk.log);
  return (result: ExecutionResult): ExecutionResult => {
    const errors = result.errors?.map((error) => {
      // Without a place in the answer it is about the variables, and nothing of ours was asked yet.
      if (!error.path && !error.originalError && !error.extensions.code) return coded(error, 'BAD_USER_INPUT');
      const { message, path, extensions } = format(error.toJSON(), error);
      return new GraphQLError(message, { path, ...(extensions && { extensions }) });
    });
    return { ...result, ...(errors && { errors }) };
  };
}
