import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Operations that are made from the schema, so that what is added to it is tested without being named. */

export interface Step {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

export function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter(({ name }) => !name.startsWith('__'));
}

export function rootTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) => !!type);
}

/** The fields that lead from a root to each type, the shortest way. */
export function waysTo(schema: GraphQLSchema): ReadonlyMap<string, readonly Step[]> {
  const ways = new Map<string, readonly Step[]>(rootTypes(schema).map(({ name }) => [name, []]));
  const open = rootTypes(schema);
  for (let parent = open.shift(); parent; parent = open.shift()) {
    for (const field of Object.values(parent.getFields())) {
      const type = getNamedType(field.type);
      if (!isObjectType(type) || ways.has(type.name)) continue;
      ways.set(type.name, [...(ways.get(parent.name) ?? []), { parent, field }]);
      open.push(type);
    }
  }
  return ways;
}

/** The operation that goes this way and no further. */
export function operationOf(schema: GraphQLSchema, way: readonly Step[]): string {
  const kind =
    way[0]?.parent === schema.getMutationType()
      ? 'mutation'
      : way[0]?.parent === schema.getSubscriptionType()
        ? 'subscription'
        : 'query';
  const inner = way.toReversed().reduce((below, { field }) => {
    const leaf = isObjectType(getNamedType(field.type)) ? '{ __typename }' : '';
    return `{ ${field.name}${argumentsOf(field)} ${below || leaf} }`;
  }, '');
  return `${kind} ${inner}`;
}

/** Everything of a type, and of what hangs on it, `depth` levels down. */
export function everythingOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    if (!isObjectType(below)) return [`${field.name}${argumentsOf(field)}`];
    return depth === 0 ? [] : [`${field.name}${argumentsOf(field)} ${everythingOf(below, depth - 1)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

/** What has to be given, with values that fit the schema; `given` instead of some of them. */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, string>> = {},
): string {
  const args = field.args.flatMap((arg) => {
    const value = given[arg.name] ?? (isRequiredArgument(arg) ? valueOf(arg) : null);
    return value === null ? [] : [`${arg.name}: ${value}`];
  });
  return args.length === 0 ? '' : `(${args.join(', ')})`;
}

function valueOf({ type }: Pick<GraphQLArgument, 'type'>): string {
  const inner: GraphQLInputType = getNullableType(type);
  if (isListType(inner)) return '[]';
  if (isInputObjectType(inner)) {
    const needed = Object.values(inner.getFields()).filter((one) => isNonNullType(one.type));
    return `{ ${needed.map((one) => `${one.name}: ${valueOf(one)}`).join(', ')} }`;
  }
  if (isEnumType(inner)) return inner.getValues()[0]?.name ?? '';
  const byName: Record<string, string> = {
    Int: '5',
    Float: '1',
    Boolean: 'true',
    ID: '"00000000-0000-7000-8000-000000000000"',
    DateTime: '"2030-01-01T00:00:00Z"',
  };
  return byName[inner.name] ?? '"text"';
}
