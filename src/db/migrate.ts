import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import type { Vault } from '../ports.js';
import { StartError } from '../start-error.js';
import { migrateBeside } from './migrate-beside.js';
import { MIGRATIONS } from './orm.js';
import type { Sql } from './sql.js';
import { keepProbe, refuseOtherKey } from './vault-probe.js';

/** Any number only we use: processes that start at once migrate one after the other. */
const MIGRATION_LOCK = 0xc0de;

/** What an installation is, for life: decided when its database is made. */
export type InstallationKind = 'sandbox' | 'real';

/**
 * Brings the schema up to date, one process at a time, and marks a new database as what it is. Refuses a database of the other kind,
 * one that a newer version has migrated, and one whose secrets this key does not open, before anything in it is changed.
 */
export async function migrate(orm: MikroORM, kind: InstallationKind, vault?: Vault): Promise<void> {
  const db: Sql = orm.em.fork().getKysely();
  // A lock of the transaction and not of the session, which behind a pooler is nobody's.
  await db.transaction().execute(async (locked) => {
    await lockMigrations(locked);
    try {
      await refuseNewer(db);
      if (await has(db, 'installation')) {
        await refuseOther(db, kind);
        if (vault) await refuseOtherKey(db, vault);
      }
      await migrateBeside(orm);
      await sql`insert into installation (key, value) values ('kind', ${kind}) on conflict do nothing`.execute(db);
      if (vault) await keepProbe(db, vault);
    } catch (error) {
      throw databaseStartError(error) ?? error;
    }
  });
}

/** Until this transaction ends, nobody else changes the schema. */
export async function lockMigrations(trx: Sql): Promise<void> {
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(trx);
}

async function refuseNewer(db: Sql): Promise<void> {
  if (!(await has(db, 'mikro_orm_migrations'))) return;
  const { rows } = await sql<{ name: string }>`select name from mikro_orm_migrations`.execute(db);
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const newer = rows.find(({ name }) => !known.has(name));
  if (!newer) return;
  throw new StartError(
    `This database was made by a newer version of Copydesk (it has the migration ${newer.name}): start that version, or a newer one.`,
  );
}

/**
 * A database without a mark is nobody's only while there is no client in it, as when its very first start was killed half-way; with one,
 * it is a real desk's.
 */
export async function refuseOther(db: Sql, kind: InstallationKind): Promise<void> {
  const { rows } = await sql<{ kind: string | null }>`select coalesce(
    (select value from installation where key = 'kind'),
    case when exists (select from client) then 'real' end) as kind`.execute(db);
  const found = rows[0]?.kind ?? kind;
  if (found === kind) return;
  throw new StartError(
    kind === 'sandbox'
      ? 'This database belongs to a real desk, which never starts without TELEGRAM_BOT_TOKEN: set it, or point DATA_DIR at an empty directory to try the sandbox.'
      : 'This database belongs to a sandbox, which never starts with TELEGRAM_BOT_TOKEN: point DATABASE_URL (or, without it, DATA_DIR) at an empty one for a real desk.',
  );
}

async function has(db: Sql, table: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(db);
  return rows[0]?.there ?? false;
}

/** What is wrong with the database rather than with us; null for anything else. */
export function databaseStartError(error: unknown): StartError | null {
  const cause = error instanceof Error && error.cause instanceof DatabaseError ? error.cause : error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (cause instanceof DatabaseError ? cause.code : code) {
    case '42501':
      return new StartError(
        'The user in DATABASE_URL may not make tables in its database: make that user the owner of the database.',
        { cause: error },
      );
    case '25006':
      return new StartError('The database at DATABASE_URL is read-only: name the server that takes changes.', {
        cause: error,
      });
    case '42P07':
      return new StartError(
        'The database at DATABASE_URL holds the tables of another program: give Copydesk an empty one.',
        { cause: error },
      );
    default:
      return null;
  }
}
