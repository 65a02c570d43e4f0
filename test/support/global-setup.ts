import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { lockDirectory } from '../../src/db/embedded/lock.js';
import { clearLeftovers } from '../../src/db/embedded/postmaster.js';
import { startEmbedded, type EmbeddedServer } from '../../src/db/embedded/server.js';
import { migrate } from '../../src/db/migrate.js';
import { createOrm } from '../../src/db/orm.js';
import type { Log } from '../../src/ports.js';
import { mongoOfThisRun } from './mongo-servers.js';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly adminUrl: string; readonly template: string };
  }
}

const PREFIX = 'copydesk-test-postgres-';
const TEMPLATE = 'copydesk_template';

const complain = (fields: object, sentence: string): void => console.error(sentence, fields);
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: complain,
  error: complain,
  child: () => log,
};

/** One server for the whole run; the files of tests take databases from it with `createTestDatabase`. */
export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const dir = await mkdtemp(join(tmpdir(), PREFIX));
  const server = await startEmbedded({ dir, log, durable: false });
  try {
    await prepareTemplate(server, migrated);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('postgres', { adminUrl: server.url('postgres'), template: TEMPLATE });
  return async () => {
    console.log(`MongoDB in this run: ${await mongoOfThisRun()}`);
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
}

/** Makes the database that every test database is a copy of. `fill` must close its connections: a template in use cannot be copied. */
async function prepareTemplate(server: EmbeddedServer, fill: (url: string) => Promise<void>): Promise<void> {
  await server.ensureDatabase(TEMPLATE);
  await fill(server.url(TEMPLATE));
}

async function migrated(url: string): Promise<void> {
  const orm = await createOrm(url, log);
  await migrate(orm, 'sandbox');
  await orm.close(true);
}

/** What a run left that was killed: its server may still be there. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const dir = join(tmpdir(), name);
    try {
      // One without a lock is only just being made.
      if (!(await readdir(dir)).some((file) => file.startsWith('lock.'))) continue;
      const lock = await lockDirectory(dir);
      await clearLeftovers(join(dir, 'cluster', 'data'), log);
      await rm(dir, { recursive: true, force: true });
      await lock.release();
    } catch {
      // Another run's, at work now, or another user's.
    }
  }
}
