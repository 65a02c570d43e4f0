import { sql } from 'kysely';
import type { Vault } from '../ports.js';
import { StartError } from '../start-error.js';
import type { Sql } from './sql.js';

/** A column of which values are sealed. A test holds the list against every place that seals. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key. */
  readonly id: string;
  /** Where only one row of the table is. */
  readonly only?: string;
  readonly purposeOf: (id: string) => string;
}

export const PROBE = { key: 'vault_probe', purpose: 'probe' } as const;

/** In the order in which they are sealed anew: the probe last, so that until then the old key is asked for at each start. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'social_account', column: 'credentials', id: 'id', purposeOf: (id) => id },
  { table: 'installation', column: 'value', id: 'key', only: PROBE.key, purposeOf: () => PROBE.purpose },
];

/** How many values each key has sealed, by its id, where the schema has come so far. */
export async function countByKey(db: Sql): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const sealed of SEALED_COLUMNS) {
    if (!(await has(db, sealed))) continue;
    const { rows } = await sql<{ key: string; count: number }>`
      select split_part(${sql.ref(sealed.column)}, '.', 2) as key, count(*)::int as count from ${sql.table(sealed.table)}
      where ${sql.ref(sealed.column)} is not null and ${rowsOf(sealed)} group by 1`.execute(db);
    for (const { key, count } of rows) counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return counts;
}

const BATCH = 100;

/**
 * Seals anew, with the key that seals now, what others have sealed; returns how many. Row by row by compare-and-set: what changes
 * meanwhile is left to whoever changed it, and an interruption leaves nothing half-done.
 */
export async function sealAnew(db: Sql, vault: Vault): Promise<number> {
  let count = 0;
  for (const sealed of SEALED_COLUMNS) {
    if (!(await has(db, sealed))) continue;
    const { table, column, id } = sealed;
    for (let after = ''; ;) {
      const { rows } = await sql<{ id: string; value: string }>`
        select ${sql.ref(id)}::text as id, ${sql.ref(column)} as value from ${sql.table(table)}
        where ${sql.ref(id)}::text > ${after} and ${rowsOf(sealed)}
          and split_part(${sql.ref(column)}, '.', 2) <> ${vault.keyIds()[0]}
        order by 1 limit ${BATCH}`.execute(db);
      for (const row of rows) if (await replace(db, vault, sealed, row)) count += 1;
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
    }
  }
  return count;
}

async function replace(
  db: Sql,
  vault: Vault,
  { table, column, id, purposeOf }: SealedColumn,
  row: { readonly id: string; readonly value: string },
): Promise<boolean> {
  const purpose = purposeOf(row.id);
  const anew = vault.seal(opened(), purpose);
  const { rows } = await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${anew}
    where ${sql.ref(id)}::text = ${row.id} and ${sql.ref(column)} = ${row.value} returning 1 as done`.execute(db);
  return rows.length > 0;

  function opened(): string {
    try {
      return vault.open(row.value, purpose);
    } catch (cause) {
      const sentence = `What is sealed in ${table}.${column} of ${row.id} is damaged: connect that account again, then run this again.`;
      throw new StartError(sentence, { cause });
    }
  }
}

function rowsOf({ id, only }: SealedColumn) {
  return only === undefined ? sql`true` : sql`${sql.ref(id)} = ${only}`;
}

async function has(db: Sql, { table, column }: SealedColumn): Promise<boolean> {
  const { rows } = await sql`select from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and column_name = ${column}`.execute(db);
  return rows.length > 0;
}
