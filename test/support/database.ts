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

/** A migrated database of its own, open. */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const { url, drop } = await createTestDatabase();
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
