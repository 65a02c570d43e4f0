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
import { type ApiParts, contextFor } from './context.js';
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

/** The results of a subscription until `signal` aborts, or why there are none. */
export async function subscribe(
  parts: Subscribing,
  caller: Caller,
  signal: AbortSignal,
  sent: unknown,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const params = PARAMS.safeParse(sent);
  if (!params.success) return complaint('Send the subscription as query, operationName and variables.');
  const { query, operationName, variables } = params.data;
  const document = readDocument(parts.schema, query);
  if ('errors' in document) return document;
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
    return complaint('Only subscriptions are answered by a stream: send queries and mutations to /graphql.');
  }
  const operation = { schema: parts.schema, document, operationName, variableValues: variables };
  const clean = cleanWith(parts);
  // What is loaded is remembered for as long as its context lives: each event has its own.
  const contextValue = () => contextFor(parts, caller, signal);
  const events = await createSourceEventStream({ ...operation, contextValue: contextValue() });
  if (!(Symbol.asyncIterator in events)) return clean(events);
  return (async function* () {
    for await (const rootValue of events) {
      yield clean(await execute({ ...operation, rootValue, contextValue: contextValue() }));
    }
  })();
}

function readDocument(schema: GraphQLSchema, query: string): DocumentNode | { errors: readonly GraphQLError[] } {
  try {
    const document = parse(query, { maxTokens: TOKENS_MAX });
    const errors = validate(schema, document, [...specifiedRules, limitOperations]);
    return errors.length > 0 ? { errors } : document;
  } catch (thrown) {
    return { errors: [thrown instanceof GraphQLError ? thrown : new GraphQLError('The query could not be read.')] };
  }
}

function complaint(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })] };
}

function cleanWith({ desk }: ApiParts) {
  const format = hideInternals(desk.log);
  return (result: ExecutionResult): ExecutionResult => {
    const errors = result.errors?.map((error) => {
      const { message, path, extensions } = format(error.toJSON(), error);
      return new GraphQLError(message, { path, ...(extensions && { extensions }) });
    });
    return { ...result, ...(errors && { errors }) };
  };
}
