import type { MikroORM } from '@mikro-orm/postgresql';
import { createOrm } from '../../src/db/orm.js';
import type { Sql } from '../../src/db/sql.js';
import { quietLog } from './log.js';
import { createTestDatabase } from './postgres.js';

export interface OpenDatabase extends AsyncDisposable {
  readonly url: string;
  readonly orm: MikroORM;
  readonly sql: Sql;
}

/** A migrated database of its own, open; `port`: of a network in front of it. */
export async function openTestDatabase(port?: number): Promise<OpenDatabase> {
  const { url: direct, drop } = await createTestDatabase();
  const url = port === undefined ? direct : throughPort(direct, port);
  const orm = await createOrm(url, quietLog);
  return {
    url,
    orm,
    sql: orm.em.fork().getKysely(),
    async [Symbol.asyncDispose]() {
      await orm.close(true);
      await drop();
    },
  };
}

function throughPort(direct: string, port: number): string {
  const url = new URL(direct);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}
