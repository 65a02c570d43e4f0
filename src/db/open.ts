import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Log } from '../ports.js';
import { StartError } from '../start-error.js';
import { startEmbedded } from './embedded/server.js';
import { type InstallationKind, migrate } from './migrate.js';
import { createOrm } from './orm.js';

export interface Database {
  readonly orm: MikroORM;
  /** Where Agenda keeps its alarms when there is no MongoDB: another database of the same server, never ours. */
  readonly alarmUrl: string;
  close(): Promise<void>;
}

interface Options {
  /** Null: the embedded server in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly kind: InstallationKind;
  readonly log: Log;
}

/** Opens the domain's database, migrated and of the right kind; starts the embedded server where no other is named. */
export async function openDatabase({ databaseUrl, dataDir, kind, log }: Options): Promise<Database> {
  const embedded = databaseUrl === null ? await startEmbedded({ dir: join(dataDir, 'postgres'), log }) : null;
  try {
    await embedded?.ensureDatabase('copydesk');
    const url = embedded?.url('copydesk') ?? databaseUrl ?? '';
    const orm = await createOrm(url, log);
    const close = async () => {
      await orm.close(true);
      await embedded?.stop();
    };
    try {
      await reach(orm);
      await migrate(orm, kind);
    } catch (error) {
      await orm.close(true);
      throw error;
    }
    return { orm, alarmUrl: alarmUrlBeside(url), close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function reach(orm: MikroORM): Promise<void> {
  try {
    await orm.connect();
    await sql`select 1`.execute(orm.em.fork().getKysely());
  } catch (cause) {
    const message =
      'The database at DATABASE_URL cannot be reached: check the address, the password, and that the server runs.';
    throw new StartError(message, { cause });
  }
}

function alarmUrlBeside(url: string): string {
  const beside = new URL(url);
  beside.pathname = `${beside.pathname}_agenda`;
  return beside.href;
}
