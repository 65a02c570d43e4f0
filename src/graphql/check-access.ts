import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isCompositeType,
  isIntrospectionType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type Access, isAtLeast } from '../domain/access.js';
import { type Need, needOf } from './access.js';
import { forbidden } from './errors.js';

/**
 * Refuses the whole operation where it asks for anything that whoever asks may not, naming each field and what it would need. Fields under
 * `@skip` count, too: what is refused does not hang on a variable. `operation`: the one that runs, with its fragments alone.
 */
export function checkAccess(schema: GraphQLSchema, operation: DocumentNode, access: Access): void {
  const refused = new Map<string, string>();
  const types = new TypeInfo(schema);
  const Field = ({ name }: { readonly name: { readonly value: string } }): void => {
    const parent = types.getParentType();
    // Introspection reads no rows.
    if (!parent || name.value.startsWith('__') || isIntrospectionType(parent)) return;
    const result = getNamedType(types.getType());
    const need = needOf(parent.name, name.value, isCompositeType(result) ? result.name : null);
    const lack = lackOf(need, access);
    if (lack !== null) refused.set(`${parent.name}.${name.value}`, lack);
  };
  visit(operation, visitWithTypeInfo(types, { Field }));
  if (refused.size > 0) throw forbidden([...refused].map(([what, lack]) => `${what} ${lack}`).join(', '));
}

function lackOf(need: Need | null, { role, scopes }: Access): string | null {
  if (!need) return 'is open to nobody';
  const lacks = [
    ...(isAtLeast(role, need.role) ? [] : [`the role ${need.role}`]),
    ...(need.scope === undefined || scopes.includes(need.scope) ? [] : [`a token with the scope ${need.scope}`]),
  ];
  return lacks.length === 0 ? null : `needs ${lacks.join(' and ')}`;
}
