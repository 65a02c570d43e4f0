import { type DocumentNode, GraphQLError, Kind, Lexer, parse, Source, TokenKind, visit } from 'graphql';
import { z } from 'zod';
import type { Objection } from './answers.js';

/** Words of a query; the largest that tools send (introspection) has some 300. */
export const TOKENS_MAX = 5_000;
/** Brackets within brackets; the parser goes down as deep as the sender wants. */
const NESTING_MAX = 50;
/** Comparing fields with each other, as validation does, takes the square of their number. */
const FIELDS_MAX = 1_000;
const FIELDS_OF_LEVEL_MAX = 100;
const ALIASES_MAX = 50;
const DIRECTIVES_MAX = 50;
const FRAGMENTS_MAX = 50;
const VARIABLES_DEPTH_MAX = 10;
const VARIABLES_VALUES_MAX = 5_000;

/** One request, as it was sent; what is of another form is Apollo's to refuse. */
const REQUEST = z.object({
  query: z.string(),
  variables: z.unknown().optional(),
  operationName: z.string().nullish(),
});
export type ApiRequest = z.infer<typeof REQUEST>;

/** A request whose query could be read, or null. */
export function readRequest(sent: unknown): { request: ApiRequest; document: DocumentNode } | null {
  const read = REQUEST.safeParse(sent);
  if (!read.success || isTooNested(read.data.query)) return null;
  try {
    return { request: read.data, document: parse(read.data.query, { maxTokens: TOKENS_MAX, noLocation: true }) };
  } catch {
    return null;
  }
}

/** What is wrong with the shape of what was sent, before any of it is validated. */
export function objectionTo(sent: unknown): Objection | null {
  if (Array.isArray(sent)) return tooMuch('Send one operation per request: batches are refused.', 'BATCH_REFUSED');
  const shape = REQUEST.safeParse(sent);
  if (shape.success && isTooNested(shape.data.query))
    return tooMuch(`The query is nested more than ${NESTING_MAX} deep.`, 'OPERATION_TOO_LARGE');
  const read = readRequest(sent);
  if (!read) return null;
  const complaint = complaintAbout(read.document) ?? complaintAboutValues(read.request.variables);
  return complaint === null ? null : tooMuch(complaint, 'OPERATION_TOO_LARGE');
}

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Word by word, since the parser would run out of stack. What is not even words is the parser's to refuse. */
function isTooNested(query: string): boolean {
  const lexer = new Lexer(new Source(query));
  let depth = 0;
  try {
    for (let i = 0; i < TOKENS_MAX; i++) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) return false;
      if (OPENING.has(kind)) depth += 1;
      if (CLOSING.has(kind)) depth -= 1;
      if (depth > NESTING_MAX) return true;
    }
  } catch (thrown) {
    if (!(thrown instanceof GraphQLError)) throw thrown;
  }
  return false;
}

function tooMuch(message: string, code: string): Objection {
  return { status: 400, code, message };
}

function complaintAbout(document: DocumentNode): string | null {
  const counts = { fields: 0, aliases: 0, directives: 0, fragments: 0 };
  let widest = 0;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD) {
        counts.fields += 1;
        if (node.alias) counts.aliases += 1;
      }
      if (node.kind === Kind.DIRECTIVE) counts.directives += 1;
      if (node.kind === Kind.FRAGMENT_DEFINITION) counts.fragments += 1;
      if (node.kind === Kind.SELECTION_SET) widest = Math.max(widest, node.selections.length);
    },
  });
  const over = [
    ['fields', counts.fields, FIELDS_MAX],
    ['aliases', counts.aliases, ALIASES_MAX],
    ['directives', counts.directives, DIRECTIVES_MAX],
    ['fragments', counts.fragments, FRAGMENTS_MAX],
    ['fields on one level', widest, FIELDS_OF_LEVEL_MAX],
  ] as const;
  const found = over.find(([, count, max]) => count > max);
  return found ? `The query has ${found[1]} ${found[0]}; ${found[2]} are allowed.` : null;
}

/** Level by level and not by recursion: how deep they are is the sender's choice. */
function complaintAboutValues(variables: unknown): string | null {
  let level: unknown[] = [variables];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > VARIABLES_DEPTH_MAX) return `The variables are more than ${VARIABLES_DEPTH_MAX} levels deep.`;
    values += level.length;
    if (values > VARIABLES_VALUES_MAX) return `The variables hold more than ${VARIABLES_VALUES_MAX} values.`;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return null;
}
