import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createOrm } from '../../src/db/orm.js';
import { startProxy } from '../support/cuttable-proxy.js';
import { quietLog } from '../support/log.js';
import { createTestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

const POOL = 20;

test('connections that break within transactions are replaced, all of them, and closing does not wait for them', async () => {
  const db = await createTestDatabase();
  const url = new URL(db.url);
  const network = await startProxy(Number(url.port), url.hostname);
  url.hostname = '127.0.0.1';
  url.port = String(network.port);
  const orm = await createOrm(url.href, quietLog);
  let open = 0;
  const transactions = Array.from({ length: POOL }, () =>
    orm.em.fork().transactional(async (em) => {
      const { rows } = await sql`select 1 as one`.execute(em.getKysely());
      open += rows.length;
      await sql`select pg_sleep(30)`.execute(em.getKysely());
    }),
  );
  const ended = Promise.allSettled(transactions);
  await until('all are open', () => open === POOL);
  await network.cut();
  expect(new Set((await ended).map(({ status }) => status))).toEqual(new Set(['rejected']));
  await network.restore();
  const { rows } = await sql`select 1 as one`.execute(orm.em.fork().getKysely());
  expect(rows).toEqual([{ one: 1 }]);
  await orm.close(true);
  await network.close();
  await db.drop();
});
