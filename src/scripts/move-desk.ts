import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { countersOf, inSnapshot, migrationsOf, readRows, setCounters, tablesOf, writeRows } from '../db/desk-copy.js';
import { fillDatabase } from '../db/fill-database.js';
import type { Sql } from '../db/sql.js';
import type { Vault } from '../ports.js';
import { StartError } from '../start-error.js';

interface Moving {
  readonly vault: Vault;
  /** From then on the old one does not start. */
  markMoved(): Promise<Mark>;
}

/** What can be taken back while nothing has moved yet. */
export interface Mark {
  remove(): Promise<void>;
}

/**
 * Copies a desk that is not at work into an empty database, and marks the old one as moved before the new one counts: two desks with the same rows
 * would publish everything twice. Returns how many rows there are.
 */
export async function moveDesk(from: MikroORM, into: MikroORM, { vault, markMoved }: Moving): Promise<number> {
  const marks: Mark[] = [];
  try {
    return await inSnapshot(from.em.fork().getKysely(), async (source) => {
      let rows = 0;
      await fillDatabase(into, {
        kind: 'real',
        vault,
        migrations: await migrationsOf(source),
        async load(trx) {
          for (const table of await tablesOf(source)) {
            const count = await writeRows(trx, table, readRows(source, table.name));
            await compare(source, trx, table.name);
            rows += count;
          }
          await setCounters(trx, await countersOf(source));
        },
        finish: async () => void marks.push(await markMoved()),
      });
      return rows;
    });
  } catch (error) {
    for (const mark of marks) await mark.remove();
    throw error;
  }
}

async function compare(source: Sql, target: Sql, table: string): Promise<void> {
  const [before, after] = [await countOf(source, table), await countOf(target, table)];
  if (before === after) return;
  throw new StartError(`Of ${table} ${after} of ${before} rows have arrived: nothing was moved. Try again.`);
}

async function countOf(db: Sql, table: string): Promise<string | undefined> {
  const { rows } = await sql<{ count: string }>`select count(*)::text as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count;
}
