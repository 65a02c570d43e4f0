import { fitsSort, type Keyed, type PageRequest, type Sort } from '../reads/keyset.js';
import { badInput } from './errors.js';

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

/** Which page is asked for. */
export interface Asked {
  readonly first: number;
  readonly after?: string | null;
}

/** A list, by a name that no other has, in one of its orders. */
export interface PagedList {
  readonly list: string;
  /** The name of the order, where there are several. */
  readonly by?: string;
  readonly sort: Sort;
}

/** Reads one more than was asked for, which tells whether there is a next page. */
export async function pageOf<T>(
  list: PagedList,
  { first, after }: Asked,
  read: (page: PageRequest) => Promise<readonly Keyed<T>[]>,
): Promise<Page<T>> {
  if (first < 1 || first > FIRST_MAX) throw badInput(`first must be between 1 and ${FIRST_MAX}.`);
  const found = await read({ sort: list.sort, limit: first + 1, after: keyAfter(list, after) });
  const nodes = found.slice(0, first);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(list, node.key) }));
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

function nameOf({ list, by = 'only' }: PagedList): string {
  return `${list}.${by}`;
}

function cursorOf(list: PagedList, key: string): string {
  return Buffer.from(`${nameOf(list)}:${key}`).toString('base64url');
}

/** A cursor names its list and order, so that it is not taken for one of another. */
function keyAfter(list: PagedList, after: string | null | undefined): string | null {
  if (after === null || after === undefined) return null;
  const text = Buffer.from(after, 'base64url').toString();
  const name = `${nameOf(list)}:`;
  const key = text.slice(name.length);
  if (!text.startsWith(name) || !fitsSort(list.sort, key)) {
    throw badInput('after must be a cursor of an earlier page of this very list, in the same order.');
  }
  return key;
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id by which a list is narrowed; null where none is given. */
export function idIn(name: string, id: string | null | undefined): string | null {
  if (id === null || id === undefined) return null;
  if (!UUID.test(id)) throw badInput(`${name} is not an id.`);
  return id;
}
