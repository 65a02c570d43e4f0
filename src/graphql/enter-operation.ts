import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { lesser } from '../domain/access.js';
import { roleIn } from '../reads/viewer.js';
import { checkAccess } from './check-access.js';
import type { ApiContext } from './context.js';
import { badInput, forbidden } from './errors.js';
import { UUID } from './paging.js';

/** A valid document, and which of its operations is to run. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Before anything is read: for which client the operation acts, and whether whoever asks may all of it. Returns the context for exactly that
 * client.
 */
export async function enterOperation(asked: Asked, context: ApiContext): Promise<ApiContext> {
  const operations = separateOperations(asked.document);
  const operation = asked.operationName ? operations[asked.operationName] : Object.values(operations)[0];
  if (!operation) return context;
  const entered = await chooseClient(clientsNamed(asked, operation), context);
  checkAccess(asked.schema, operation, entered.access);
  return entered;
}

export function entrance(): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ schema, document, operationName, request: { variables }, contextValue }) {
          const entered = await enterOperation({ schema, document, operationName, variables }, contextValue);
          Object.assign(contextValue, entered);
        },
      }),
  };
}

async function chooseClient(named: ReadonlySet<unknown>, context: ApiContext): Promise<ApiContext> {
  const { desk, member, access, db } = context;
  if (named.size > 1) throw badInput('One operation is about one client: give the same clientId everywhere.');
  const [clientId = member.clientId] = named;
  if (clientId === member.clientId) return context;
  const isOpen = typeof clientId === 'string' && UUID.test(clientId) && (access.clientId ?? clientId) === clientId;
  const role = isOpen ? await roleIn(db, member.memberId, clientId) : null;
  if (!isOpen || role === null) throw forbidden('you are no member of this client, or your token is for another one');
  const acting = { ...member, clientId, role };
  return context.as(acting, { ...access, role: lesser(role, desk.roleAtMost) });
}

/** What root fields give as `clientId`, as an argument or in their input. */
function clientsNamed({ schema, variables }: Asked, operation: DocumentNode): ReadonlySet<unknown> {
  const named = new Set<unknown>();
  const given = coerced(schema, operation, variables ?? {});
  const types = new TypeInfo(schema);
  visit(
    operation,
    visitWithTypeInfo(types, {
      Field({ arguments: args = [] }) {
        const parent = types.getParentType();
        if (!parent || !isRoot(schema, parent.name)) return;
        for (const { name, value } of args) {
          const read: unknown = valueFromASTUntyped(value, given);
          const clientId: unknown = name.value === 'clientId' ? read : name.value === 'input' ? clientIn(read) : null;
          if (clientId !== null && clientId !== undefined) named.add(clientId);
        }
      },
    }),
  );
  return named;
}

function clientIn(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'clientId' in input ? input.clientId : null;
}

function isRoot(schema: GraphQLSchema, name: string): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some(
    (root) => root?.name === name,
  );
}

/** With their defaults. What does not fit is the execution's to refuse. */
function coerced(schema: GraphQLSchema, operation: DocumentNode, variables: Readonly<Record<string, unknown>>) {
  const definition = operation.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  return getVariableValues(schema, definition?.variableDefinitions ?? [], variables).coerced ?? {};
}
