import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { startEmbedded } from '../../src/db/embedded/server.js';
import { type InstallationKind, migrate } from '../../src/db/migrate.js';
import { createOrm } from '../../src/db/orm.js';
import { openPrepared, type Run } from '../../src/db/prepared.js';
import type { Sql } from '../../src/db/sql.js';
import { quietLog } from '../support/log.js';

export interface BenchDatabase extends AsyncDisposable {
  readonly url: string;
  readonly sql: Sql;
  readonly orm: MikroORM;
  /** As the product's store runs its statements. */
  readonly run: Run;
}

/** The embedded server as it is shipped, durable, in a fresh directory below this one. */
export async function openBenchDatabase(dir: string, kind: InstallationKind = 'sandbox'): Promise<BenchDatabase> {
  const server = await startEmbedded({ dir: await mkdtemp(join(dir, 'database-')), log: quietLog });
  await server.ensureDatabase('bench');
  const url = server.url('bench');
  const orm = await createOrm(url, quietLog);
  await migrate(orm, kind);
  const prepared = await openPrepared(orm, quietLog);
  return {
    url,
    orm,
    run: prepared.run,
    sql: orm.em.fork().getKysely(),
    async [Symbol.asyncDispose]() {
      await prepared.close();
      await orm.close(true);
      await server.stop();
    },
  };
}
