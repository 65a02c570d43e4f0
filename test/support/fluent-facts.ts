import { type Message, parse, type Pattern, type SelectExpression, Visitor } from '@fluent/syntax';

export type FactKind = 'number' | 'string | number';

/** The variables of every message of a Fluent source, by key. One that a plural is chosen by is a number. */
export function factsOf(source: string): Map<string, Map<string, FactKind>> {
  const found = new Map<string, Map<string, FactKind>>();
  for (const entry of parse(source, {}).body) {
    if (entry.type === 'Junk') throw new Error(`This is not Fluent: ${entry.content}`);
    if (entry.type === 'Message') found.set(entry.id.name, factsIn(entry));
  }
  return found;
}

function factsIn(message: Message): Map<string, FactKind> {
  const facts = new Map<string, FactKind>();
  const visitor = new (class extends Visitor {})();
  visitor.visitVariableReference = ({ id }) => {
    if (!facts.has(id.name)) facts.set(id.name, 'string | number');
  };
  visitor.visitSelectExpression = (select: SelectExpression) => {
    if (select.selector.type === 'VariableReference') facts.set(select.selector.id.name, 'number');
    visitor.genericVisit(select);
  };
  visitor.visitFunctionReference = (call) => {
    for (const one of call.arguments.positional) {
      if (one.type === 'VariableReference') facts.set(one.id.name, 'number');
    }
  };
  const pattern: Pattern | null = message.value;
  if (pattern) visitor.visit(pattern);
  return new Map([...facts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** `bot/text-keys.ts`: what each text needs, as types. */
export function typesOf(facts: ReadonlyMap<string, ReadonlyMap<string, FactKind>>): string {
  const lines = [...facts].map(([key, needs]) => {
    const fields = [...needs].map(([name, kind]) => `readonly ${name}: ${kind}`);
    const name = /^[a-z]+$/.test(key) ? key : `'${key}'`;
    return `  ${name}: ${fields.length === 0 ? 'null' : `{ ${fields.join('; ')} }`};`;
  });
  return [
    '/** What each text of `locales/en.ftl` needs. Generated: `npx vitest run test/bot/texts.test.ts -u` writes it anew. */',
    'export interface TextFacts {',
    ...lines,
    '}',
    '',
  ].join('\n');
}
