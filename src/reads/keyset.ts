import { type RawBuilder, sql } from 'kysely';

/** How a value of a sort is written in a key. Others would be refused by PostgreSQL, and are refused before. */
const FORMS = {
  integer: (text: string) => /^\d{1,9}$/.test(text),
  bigint: (text: string) => /^\d{1,18}$/.test(text),
  uuid: (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  timestamptz: isMoment,
  text: (text: string) => text.length <= 1000,
} as const;

interface SortColumn {
  readonly by: RawBuilder<unknown>;
  readonly type: keyof typeof FORMS;
}

/**
 * An order in which a list is paged. Its columns together are different for every row, so that a row's key says where it stands: pages are
 * cut by comparing with the key of the row before, and what comes in elsewhere does not shift them.
 */
export interface Sort {
  readonly columns: readonly [SortColumn] | readonly [SortColumn, SortColumn];
  readonly descending?: boolean;
}

export interface PageRequest {
  readonly sort: Sort;
  readonly limit: number;
  /** The key of the row before the page; null for the first one. */
  readonly after: string | null;
}

/** A row and where it stands. */
export type Keyed<T> = T & { readonly key: string };

const BETWEEN = '|';

/** With all digits of moments, which dates of JavaScript have not. */
export function keyColumn({ columns }: Sort) {
  return sql`concat_ws(${BETWEEN}::text, ${sql.join(columns.map(({ by }) => sql`(${by})::text`))}) as key`;
}

export function isBeyond({ sort, after }: Pick<PageRequest, 'sort' | 'after'>) {
  if (after === null) return sql<boolean>`true`;
  const values = valuesOf(sort, after);
  const place = sql.join(sort.columns.map(({ type }, i) => sql`${values[i]}::${sql.raw(type)}`));
  const columns = sql.join(sort.columns.map(({ by }) => by));
  return sql<boolean>`(${columns}) ${sql.raw(sort.descending ? '<' : '>')} (${place})`;
}

export function inOrder({ columns, descending = false }: Sort) {
  return sql.join(columns.map(({ by }) => (descending ? sql`${by} desc` : by)));
}

/** Whether it could be the key of a row in this order. */
export function fitsSort(sort: Sort, key: string): boolean {
  const values = valuesOf(sort, key);
  return values.length === sort.columns.length && sort.columns.every(({ type }, i) => FORMS[type](values[i] ?? ''));
}

/** Only the last value has no separator in it: the first may be a name. */
function valuesOf({ columns }: Sort, key: string): readonly string[] {
  const at = key.lastIndexOf(BETWEEN);
  return columns.length === 1 ? [key] : at === -1 ? [] : [key.slice(0, at), key.slice(at + BETWEEN.length)];
}

function isMoment(text: string): boolean {
  if (text === 'infinity') return true;
  const [, day] =
    /^(\d{4}-\d\d-\d\d) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/.exec(text) ??
    [];
  if (day === undefined) return false;
  const noon = new Date(`${day}T12:00:00Z`);
  return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(day) && !day.startsWith('0000');
}
