import { badInput } from './errors.js';

/** The kinds of things that are paged, so that a cursor of one is not taken for one of another. */
type Paged = 'post' | 'publication' | 'token';

const FIRST_MAX = 100;

/** What a connection is made of. */
export interface Page<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** One more than was asked for tells whether there is a next page. */
export function limitFor(first: number): number {
  if (first < 1 || first > FIRST_MAX) throw badInput(`first must be between 1 and ${FIRST_MAX}.`);
  return first + 1;
}

export function toPage<T>(
  kind: Paged,
  found: readonly T[],
  first: number,
  after: unknown,
  keyOf: (row: T) => string,
): Page<T> {
  const nodes = found.slice(0, first);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(kind, keyOf(node)) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: typeof after === 'string',
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf(kind: Paged, key: string): string {
  return Buffer.from(`${kind}:${key}`).toString('base64url');
}

/** The key in a cursor, or null where there is none. `form` is what such a key looks like. */
export function keyAfter(kind: Paged, after: string | null | undefined, form: RegExp): string | null {
  if (after === null || after === undefined) return null;
  const [found, key = ''] = Buffer.from(after, 'base64url').toString().split(':', 2);
  if (found !== kind || !form.test(key)) throw badInput(`after must be a cursor of an earlier page of ${kind}s.`);
  return key;
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A short number, as large as the column may hold. */
export const NUMBER = /^\d{1,9}$/;
