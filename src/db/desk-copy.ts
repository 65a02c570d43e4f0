import { sql } from 'kysely';
import type { Sql } from './sql.js';

/** A table as it is copied. */
export interface CopiedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Where the numbers of an identity column have got to. */
export interface Counter {
  readonly table: string;
  readonly column: string;
  readonly last: string;
  readonly used: boolean;
}

const ROWS_AT_ONCE = 200;

/**
 * Runs `work` in one snapshot of the whole database, in which a desk may go on working. Values are written as every server reads them,
 * whatever it is set to.
 */
export function inSnapshot<T>(db: Sql, work: (trx: Sql) => Promise<T>): Promise<T> {
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return reading.execute(async (trx) => {
    await useCommonFormats(trx);
    return work(trx);
  });
}

export async function useCommonFormats(trx: Sql): Promise<void> {
  for (const setting of [`datestyle = 'ISO'`, `intervalstyle = 'postgres'`, `timezone = 'UTC'`]) {
    await sql.raw(`set local ${setting}`).execute(trx);
  }
}

/** Every table but the list of migrations; what is unlogged is not worth a copy. */
export async function tablesOf(db: Sql): Promise<CopiedTable[]> {
  const { rows } = await sql<CopiedTable>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
      and c.relname <> 'mikro_orm_migrations'
    group by c.relname order by c.relname`.execute(db);
  return rows;
}

export async function migrationsOf(db: Sql): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from mikro_orm_migrations order by name`.execute(db);
  return rows.map(({ name }) => name);
}

export async function countersOf(db: Sql): Promise<Counter[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attidentity <> ''
    order by 1, 2`.execute(db);
  const counters: Counter[] = [];
  for (const { table, column } of rows) {
    const sequence = await sql<{ name: string }>`
      select pg_get_serial_sequence(quote_ident(${table}), ${column}) as name`.execute(db);
    const found = await sql<{ last: string; used: boolean }>`
      select last_value::text as last, is_called as used from ${sql.raw(sequence.rows[0]?.name ?? '')}`.execute(db);
    counters.push({ table, column, last: '1', used: false, ...found.rows[0] });
  }
  return counters;
}

/** Rows as PostgreSQL writes them, some at a time. Only within `inSnapshot`. */
export async function* readRows(trx: Sql, table: string): AsyncGenerator<string[]> {
  await sql`declare copied no scroll cursor for select whole::text as row from ${sql.table(table)} whole`.execute(trx);
  for (;;) {
    const { rows } = await sql.raw<{ row: string }>(`fetch forward ${ROWS_AT_ONCE} from copied`).execute(trx);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await sql`close copied`.execute(trx);
}

/** Writes rows that `readRows` gave, whose columns may stand in another order by now. Returns how many. */
export async function writeRows(
  trx: Sql,
  { name, columns }: CopiedTable,
  batches: AsyncIterable<readonly string[]>,
): Promise<number> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  // Its row type is the one that the rows were read with.
  await sql`create temporary table copied on commit drop as select ${names} from ${sql.table(name)} limit 0`.execute(
    trx,
  );
  let count = 0;
  for await (const rows of batches) {
    await sql`insert into ${sql.table(name)} (${names}) overriding system value
      select (r.whole).* from (select given::pg_temp.copied as whole from unnest(${[...rows]}::text[]) given offset 0) r`.execute(
      trx,
    );
    count += rows.length;
  }
  await sql`drop table pg_temp.copied`.execute(trx);
  return count;
}

export async function setCounters(trx: Sql, counters: readonly Counter[]): Promise<void> {
  for (const { table, column, last, used } of counters) {
    await sql`select setval(pg_get_serial_sequence(quote_ident(${table}), ${column}), ${last}::bigint, ${used})`.execute(
      trx,
    );
  }
}
