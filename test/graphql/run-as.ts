import { execute, type ExecutionResult, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { type Access, SCOPES } from '../../src/domain/access.js';
import { ChangeFeed } from '../../src/graphql/change-feed.js';
import { type ApiContext, contextFor } from '../../src/graphql/context.js';
import { enterOperation } from '../../src/graphql/enter-operation.js';
import { buildApiSchema } from '../../src/graphql/schema.js';
import type { Role } from '../../src/domain/post.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import type { KnownMember } from '../../src/usecases/known-member.js';

export const schema: GraphQLSchema = buildApiSchema();

export interface Caller {
  readonly memberId: string;
  readonly clientId: string;
  readonly role: Role;
  /** It is a token for this client that asks. */
  readonly byToken?: boolean;
}

/** The API without its edge: enters and executes an operation for this member, however large it is. */
export async function runAs(
  desk: Desk,
  { memberId, clientId, role, byToken = false }: Caller,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const member = { memberId, telegramId: '1', name: 'caller', language: null, zone: null, clientId, role };
  try {
    const context = contextOf(desk, member, { role, scopes: SCOPES, ...(byToken && { clientId }) });
    const contextValue = await enterOperation({ schema, document, operationName: null, variables }, context);
    return await execute({ schema, document, contextValue, variableValues: variables });
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return { errors: [thrown] };
    throw thrown;
  }
}

/** What the edge makes of a request of this member. */
export function contextOf(desk: Desk, member: KnownMember, access: Access): ApiContext {
  const feed = new ChangeFeed({ ...desk, db: () => sqlOutside(desk), everyMs: 500 });
  return contextFor(
    { desk, feed, readiness: () => Promise.resolve({ ready: true, parts: {} }) },
    { member, access, key: 'test' },
    new AbortController().signal,
  );
}
