import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { StartError } from '../start-error.js';
import type { Sql } from './sql.js';

/** Shorter than the second after which Postgres ends one of two that wait for each other: it is never the desk that loses. */
const LOCK_MS = 500;
const PAUSE_MS = 250;
const TRIES = 80;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the schema up to date beside a desk that may be at work. While a migration waits for a table, everybody who wants that table
 * waits behind it; so it waits for a moment only, gives up all that it holds, and begins anew. Each is whole or not done.
 */
export async function migrateBeside(orm: MikroORM): Promise<void> {
  for (const { name } of await orm.migrator.getPending()) await tryAgain(name, () => migrateOne(orm, name));
}

async function migrateOne(orm: MikroORM, name: string): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    const trx: Sql = em.getKysely();
    await sql`select set_config('lock_timeout', ${`${LOCK_MS}ms`}, true)`.execute(trx);
    await orm.migrator.up({ migrations: [name], transaction: em.getTransactionContext() });
  });
}

async function tryAgain(name: string, migrate: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await migrate();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE)) throw error;
      if (tries === TRIES) throw busy(name, error);
      await sleep(PAUSE_MS);
    }
  }
}

function busy(name: string, cause: Error): StartError {
  return new StartError(
    `The tables of this database are in use all the time, so that it could not be brought up to date (${name}): look for a transaction that was left open, such as a backup, or stop the other processes of Copydesk, and start again.`,
    { cause },
  );
}
