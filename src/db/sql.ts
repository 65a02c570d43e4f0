import type { Kysely } from 'kysely';

/** A connection, or the transaction of an entity manager (`em.getKysely()`). Statements are written in SQL. */
// The store speaks SQL, so no table types are given to the query builder.
export type Sql = Kysely<Record<string, Record<string, unknown>>>;

/** MikroORM leaves `timestamptz` as text. */
export function toDate(text: string): Date {
  return new Date(text);
}

export function toDateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
