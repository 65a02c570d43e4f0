import { execute, type ExecutionResult, type GraphQLSchema, Kind, specifiedRules, validate } from 'graphql';
import { readRequest } from './hostile.js';
import { limitOperations } from './limits.js';

const OPEN_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

/** The answer to a request for nothing but the schema; null for every other. For outsiders, where the desk lets them look. */
export async function answerIntrospection(schema: GraphQLSchema, sent: unknown): Promise<ExecutionResult | null> {
  const read = readRequest(sent);
  if (!read) return null;
  const { document, request } = read;
  const asksOnlySchema = document.definitions.every(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ||
      (definition.kind === Kind.OPERATION_DEFINITION &&
        definition.selectionSet.selections.every(
          (selection) => selection.kind === Kind.FIELD && OPEN_FIELDS.has(selection.name.value),
        )),
  );
  if (!asksOnlySchema || validate(schema, document, [...specifiedRules, limitOperations]).length > 0) return null;
  return execute({ schema, document, operationName: request.operationName });
}
