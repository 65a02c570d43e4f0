import { execute, type ExecutionResult, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { SCOPES } from '../../src/domain/access.js';
import { makeContext } from '../../src/graphql/context.js';
import { enterOperation } from '../../src/graphql/enter-operation.js';
import { buildApiSchema } from '../../src/graphql/schema.js';
import type { Role } from '../../src/domain/post.js';
import type { Desk } from '../../src/usecases/desk.js';

export const schema: GraphQLSchema = buildApiSchema();

export interface Caller {
  readonly memberId: string;
  readonly clientId: string;
  readonly role: Role;
}

/** The API without its edge: enters and executes an operation for this member, however large it is. */
export async function runAs(
  desk: Desk,
  { memberId, clientId, role }: Caller,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const member = { memberId, telegramId: '1', name: 'caller', language: null, zone: null, clientId, role };
  try {
    const context = makeContext(desk, member, { role, scopes: SCOPES });
    const contextValue = await enterOperation({ schema, document, operationName: null, variables }, context);
    return await execute({ schema, document, contextValue, variableValues: variables });
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return { errors: [thrown] };
    throw thrown;
  }
}
