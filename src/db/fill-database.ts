import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Vault } from '../ports.js';
import { StartError } from '../start-error.js';
import { useCommonFormats } from './desk-copy.js';
import { databaseStartError, type InstallationKind, lockMigrations, refuseOther } from './migrate.js';
import { MIGRATIONS } from './orm.js';
import type { Sql } from './sql.js';
import { keepProbe, refuseOtherKey } from './vault-probe.js';

export interface Filling {
  readonly kind: InstallationKind;
  readonly vault: Vault;
  /** What the schema was made by that the rows come from. */
  readonly migrations: readonly string[];
  load(trx: Sql): Promise<void>;
  /** In the same transaction, once the schema is up to date. */
  finish?(em: EntityManager): Promise<void>;
}

/**
 * Makes a desk in a database that has nothing in it, from the rows of another one; whole or not at all. The schema is first made as it
 * was where they come from, so that later migrations find them and bring them up to date.
 */
export async function fillDatabase(orm: MikroORM, { kind, vault, migrations, load, finish }: Filling): Promise<void> {
  await refuseUnfit(orm, migrations);
  try {
    await orm.em.fork().transactional(async (em) => {
      const trx: Sql = em.getKysely();
      await lockMigrations(trx);
      await refuseFilled(trx);
      await useCommonFormats(trx);
      const transaction = em.getTransactionContext();
      await orm.migrator.up({ migrations: [...migrations], transaction });
      await load(trx);
      // A table with checks that wait cannot be altered.
      await sql`set constraints all immediate`.execute(trx);
      await orm.migrator.up({ transaction });
      await sql`set constraints all deferred`.execute(trx);
      await refuseOther(trx, kind);
      await refuseOtherKey(trx, vault);
      await keepProbe(trx, vault);
      await finish?.(em);
    });
  } catch (error) {
    throw databaseStartError(error) ?? error;
  }
}

/** Before anything is written anywhere. */
export async function refuseUnfit(orm: MikroORM, migrations: readonly string[]): Promise<void> {
  refuseNewer(migrations);
  await refuseFilled(orm.em.fork().getKysely());
}

function refuseNewer(migrations: readonly string[]): void {
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const newer = migrations.find((name) => !known.has(name));
  if (newer === undefined) return;
  throw new StartError(
    `This comes from a newer version of Copydesk (it has the migration ${newer}): use that version, or a newer one.`,
  );
}

/** The list of migrations alone is what an attempt leaves that failed. */
async function refuseFilled(db: Sql): Promise<void> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'mikro_orm_migrations'
    order by relname limit 1`.execute(db);
  const [found] = rows;
  if (!found) return;
  throw new StartError(
    `This needs an empty database, and the one it was given has tables in it (${found.name}): make a new one, and nothing is lost.`,
  );
}
