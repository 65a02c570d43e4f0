import { getNamedType, GraphQLError, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAtLeast, SCOPES, type Scope } from '../../src/domain/access.js';
import { type Role, ROLES } from '../../src/domain/post.js';
import { OPERATION_ACCESS, TYPE_ACCESS } from '../../src/graphql/access.js';
import { checkAccess } from '../../src/graphql/check-access.js';
import { createApollo } from '../../src/graphql/apollo.js';
import { quietLog } from '../support/log.js';
import { type Api, openApi } from './api.js';
import { contextOf, schema } from './run-as.js';
import { objectTypes, operationOf, rootTypes, type Step, waysTo } from './selections.js';

const roots = rootTypes(schema);
const isRoot = ({ parent }: Step) => roots.includes(parent);
const ways = waysTo(schema);

describe('the table', () => {
  test('has a line for every type of the schema, and for nothing else', () => {
    const types = objectTypes(schema).filter((type) => !roots.includes(type));
    expect(Object.keys(TYPE_ACCESS).toSorted()).toEqual(types.map(({ name }) => name).toSorted());
  });

  test('names only fields that there are', () => {
    const named = Object.entries(TYPE_ACCESS).flatMap(([name, { fields = {} }]) =>
      Object.keys(fields).map((field) => [name, field] as const),
    );
    const unknown = named.filter(([name, field]) => {
      const type = schema.getType(name);
      return !isObjectType(type) || !(field in type.getFields());
    });
    expect(unknown).toEqual([]);
  });

  test.each(['Query', 'Mutation', 'Subscription'] as const)('has a line for every %s, and for nothing else', (kind) => {
    const type = schema.getType(kind);
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    expect(Object.keys(OPERATION_ACCESS[kind]).toSorted()).toEqual(fields.toSorted());
  });
});

/** What the table says of one step, read as a person would read it. */
function saysTable({ parent, field }: Step): { roles: Role[]; scopes: Scope[] } {
  const below = getNamedType(field.type);
  const result = isObjectType(below) ? [TYPE_ACCESS[below.name]?.role ?? 'admin'] : [];
  if (parent.name === 'Query' || parent.name === 'Mutation' || parent.name === 'Subscription') {
    const line = OPERATION_ACCESS[parent.name][field.name];
    return { roles: [line?.role ?? 'admin', ...result], scopes: line ? [line.scope] : [] };
  }
  const type = TYPE_ACCESS[parent.name];
  return { roles: [type?.role ?? 'admin', type?.fields?.[field.name] ?? 'author', ...result], scopes: [] };
}

const everyField: Step[] = objectTypes(schema).flatMap((parent) =>
  Object.values(parent.getFields()).map((field) => ({ parent, field })),
);
const callers = ROLES.flatMap((role) =>
  [[], ...SCOPES.map((scope) => [scope]), SCOPES].map((scopes) => ({ role, scopes: scopes as readonly Scope[] })),
);

test.each(everyField.map((step) => [`${step.parent.name}.${step.field.name}`, step] as const))(
  '%s answers whom the table says, and nobody else',
  (name, step) => {
    const way = isRoot(step) ? [step] : [...(ways.get(step.parent.name) ?? []), step];
    expect(way[0] && isRoot(way[0])).toBe(true);
    const operation = parse(operationOf(schema, way));
    const said = way.map((one) => ({ one: `${one.parent.name}.${one.field.name}`, ...saysTable(one) }));
    for (const { role, scopes } of callers) {
      const refused = said
        .filter(({ roles, scopes: needed }) => {
          return roles.some((least) => !isAtLeast(role, least)) || needed.some((scope) => !scopes.includes(scope));
        })
        .map(({ one }) => one);
      const named = refusedBy(() => checkAccess(schema, operation, { role, scopes }));
      expect({ name, role, scopes, named }).toEqual({ name, role, scopes, named: refused });
    }
  },
);

/** The fields that the refusal names. */
function refusedBy(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (thrown) {
    if (!(thrown instanceof GraphQLError) || thrown.extensions.code !== 'FORBIDDEN') throw thrown;
    return [...String(thrown).matchAll(/\b(\w+\.\w+) (?:needs|is open to nobody)/g)].map(([, name = '']) => name);
  }
}

test('what hides in fragments, behind other names or under @skip is found', () => {
  const access = { role: 'author', scopes: ['read'] } as const;
  const hidden = [
    '{ ...f } fragment f on Query { a: events(first: 1) { __typename } }',
    'query ($no: Boolean!) { events(first: 1) @skip(if: $no) { __typename } }',
    '{ posts(first: 1) { nodes { ... on Post { events(first: 1) { nodes { what } } } } } }',
  ];
  for (const query of hidden)
    expect(() => checkAccess(schema, parse(query), access)).toThrow(/events needs the role admin/);
});

describe('over the whole server', () => {
  let api: Api;
  const apollo = createApollo(quietLog, schema);
  beforeAll(async () => {
    api = await openApi();
    await apollo.start();
  });
  afterAll(async () => {
    await apollo.stop();
    await api[Symbol.asyncDispose]();
  });

  const operations = everyField.filter(isRoot).filter(({ parent }) => parent.name !== 'Subscription');
  test.each(operations.map((step) => [step.field.name, step] as const))(
    '%s is entered or refused',
    async (_name, step) => {
      const { roles, scopes: needed } = saysTable(step);
      for (const { role, scopes } of callers) {
        const memberId = api.people[role];
        const member = {
          memberId,
          telegramId: '1',
          name: role,
          language: null,
          zone: null,
          clientId: api.clientId,
          role,
        };
        const contextValue = contextOf(api.desk, member, { role, scopes });
        const { body } = await apollo.executeOperation({ query: operationOf(schema, [step]) }, { contextValue });
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const may = roles.every((least) => isAtLeast(role, least)) && needed.every((scope) => scopes.includes(scope));
        const codes = errors.map(({ extensions }) => extensions?.code);
        expect({ role, scopes, refused: codes.includes('FORBIDDEN') }).toEqual({ role, scopes, refused: !may });
        expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
      }
    },
  );
});
