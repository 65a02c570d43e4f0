import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Log, Vault } from '../ports.js';
import { driverAddress } from './address.js';
import { startEmbedded } from './embedded/server.js';
import { type InstallationKind, migrate } from './migrate.js';
import { createOrm } from './orm.js';
import { reach } from './reach.js';

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
  readonly vault: Vault;
  readonly log: Log;
  readonly signal?: AbortSignal;
}

export const EMBEDDED_DATABASE = 'copydesk';

export function embeddedDir(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/** Opens the domain's database, migrated and of the right kind; starts the embedded server where no other is named. */
export async function openDatabase({ databaseUrl, dataDir, kind, vault, log, signal }: Options): Promise<Database> {
  await using opened = new AsyncDisposableStack();
  const url = databaseUrl === null ? await openEmbedded() : await driverAddress(databaseUrl);
  if (databaseUrl !== null) await reach(url);
  const orm = await createOrm(url, log);
  opened.defer(() => orm.close(true));
  await migrate(orm, kind, vault);
  const closing = opened.move();
  return { orm, alarmUrl: alarmUrlBeside(url), close: () => closing.disposeAsync() };

  async function openEmbedded(): Promise<string> {
    const embedded = await startEmbedded({ dir: embeddedDir(dataDir), log, ...(signal && { signal }) });
    opened.defer(() => embedded.stop());
    signal?.throwIfAborted();
    await embedded.ensureDatabase(EMBEDDED_DATABASE);
    return embedded.url(EMBEDDED_DATABASE);
  }
}

function alarmUrlBeside(url: string): string {
  const beside = new URL(url);
  beside.pathname = `${beside.pathname}_agenda`;
  return beside.href;
}
