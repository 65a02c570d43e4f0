import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { StartError } from '../start-error.js';
import { MIGRATIONS } from './orm.js';
import type { Sql } from './sql.js';

/** Any number only we use: processes that start at once migrate one after the other. */
const MIGRATION_LOCK = 0xc0de;

/** What an installation is, for life: decided when its database is made. */
export type InstallationKind = 'sandbox' | 'real';

/**
 * Brings the schema up to date, one process at a time, and marks a new database as what it is. Refuses a database of the other kind,
 * and one that a newer version has migrated.
 */
export async function migrate(orm: MikroORM, kind: InstallationKind): Promise<void> {
  const db: Sql = orm.em.fork().getKysely();
  await db.connection().execute(async (locked) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(locked);
    try {
      await refuseNewer(db);
      await orm.migrator.up();
      await mark(db, kind);
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(locked);
    }
  });
}

async function refuseNewer(db: Sql): Promise<void> {
  const { rows: tables } = await sql`select 1 from pg_tables where tablename = 'mikro_orm_migrations'`.execute(db);
  if (tables.length === 0) return;
  const { rows } = await sql<{ name: string }>`select name from mikro_orm_migrations`.execute(db);
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const newer = rows.find(({ name }) => !known.has(name));
  if (!newer) return;
  throw new StartError(
    `This database was made by a newer version of Copydesk (it has the migration ${newer.name}): start that version, or a newer one.`,
  );
}

async function mark(db: Sql, kind: InstallationKind): Promise<void> {
  await sql`insert into installation (key, value) values ('kind', ${kind}) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ value: string }>`select value from installation where key = 'kind'`.execute(db);
  const found = rows[0]?.value;
  if (found === kind) return;
  throw new StartError(
    kind === 'sandbox'
      ? 'This database belongs to a real desk: set TELEGRAM_BOT_TOKEN to go on with it, or point DATA_DIR at an empty directory to try the sandbox.'
      : 'This database belongs to a sandbox: remove TELEGRAM_BOT_TOKEN to go on with it, or point DATABASE_URL (or DATA_DIR) at an empty one for a real desk.',
  );
}
