import { sql } from 'kysely';
import { join } from 'node:path';
import { afterEach, expect, inject, onTestFinished, test } from 'vitest';
import { startEmbedded } from '../../src/db/embedded/server.js';
import { markMoved } from '../../src/db/embedded/moved.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { migrate } from '../../src/db/migrate.js';
import { createOrm } from '../../src/db/orm.js';
import { openPrepared } from '../../src/db/prepared.js';
import { moveDesk } from '../../src/scripts/move-desk.js';
import { sweep } from '../../src/usecases/sweep.js';
import { openDeskParts } from '../support/desk-parts.js';
import { createEmptyDatabase, query } from '../support/empty-database.js';
import { openHandWorker } from '../support/hand-worker.js';
import { quietLog } from '../support/log.js';
import { startPostgres15 } from '../support/postgres-15.js';
import { makeApproved } from '../support/rows.js';
import { openToyNetwork } from '../support/toy-network.js';
import { testVault } from '../support/vault.js';
import { cleanUp, makeDirectory } from '../main/program.js';

afterEach(cleanUp);

const unmarked = { remove: async () => undefined };

/** A real desk with a post that is due, on a database of this run. */
async function workingDesk() {
  const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });
  const it = await openDeskParts([toy.platform]);
  onTestFinished(() => it[Symbol.asyncDispose]());
  await sql`update installation set value = 'real' where key = 'kind'`.execute(it.db.sql);
  await migrate(it.db.orm, 'real', testVault);
  const { postId } = await makeApproved(it.db.sql, it.scene, {
    dueAt: new Date(),
    texts: [`it's "due", \\N\n\ttoday`, 'two'],
  });
  return { it, toy, postId };
}

test.for(['PostgreSQL 18', 'PostgreSQL 15'] as const)(
  'a desk moved to %s goes on there, every row as it was',
  async (name, { skip }) => {
    const { it, toy } = await workingDesk();
    const server = name === 'PostgreSQL 15' ? await startPostgres15() : { adminUrl: inject('postgres').adminUrl };
    if (typeof server === 'string') return skip(server);
    if (Symbol.asyncDispose in server) onTestFinished(() => server[Symbol.asyncDispose]());
    const target = await createEmptyDatabase(server.adminUrl);
    onTestFinished(target.drop);
    const orm = await createOrm(target.url, quietLog);
    onTestFinished(() => orm.close(true));
    const rows = await moveDesk(it.db.orm, orm, { vault: testVault, markMoved: async () => unmarked });
    expect(rows).toBeGreaterThan(10);
    for (const table of ['post', 'revision', 'delivery', 'approval', 'installation', 'event']) {
      const all = `select to_jsonb(t) as row from ${table} t order by t::text`;
      expect(await query(target.url, all)).toEqual(await query(it.db.url, all));
    }
    const desk = { ...it.desk, orm };
    await migrate(orm, 'real', testVault);
    const prepared = await openPrepared(orm, quietLog);
    onTestFinished(() => prepared.close());
    await sweep(desk);
    const store = new DeliveryStore(orm.em.fork().getKysely(), 60_000, prepared.run);
    await openHandWorker(desk, store).workAt(new Date(Date.now() + 1_000));
    expect(toy.log).toEqual([`send it's "due", \\N\n\ttoday`, 'send two']);
    const { number } =
      (
        await query(
          target.url,
          `insert into post (id, client_id, author_id, state, content, zone, created_at, updated_at)
    select gen_random_uuid(), client_id, author_id, 'draft', content, zone, now(), now() from post returning number`,
        )
      )[0] ?? {};
    expect(number).toBe(2);
  },
);

test('a move that fails leaves the new database empty and the old desk free to start', async () => {
  const { it } = await workingDesk();
  const target = await createEmptyDatabase();
  onTestFinished(target.drop);
  const orm = await createOrm(target.url, quietLog);
  onTestFinished(() => orm.close(true));
  const marks: string[] = [];
  const seal = async () => {
    marks.push('made');
    await query(
      target.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    return { remove: async () => void marks.push('removed') };
  };
  await expect(moveDesk(it.db.orm, orm, { vault: testVault, markMoved: seal })).rejects.toThrow(
    /terminat|connection error/,
  );
  expect(marks).toEqual(['made', 'removed']);
  expect(await query(target.url, `select relname from pg_class where relname = 'client'`)).toEqual([]);
});

test('an embedded desk that has moved does not start, and says where it is', async () => {
  const dir = join(await makeDirectory(), 'postgres');
  const server = await startEmbedded({ dir, log: quietLog, durable: false });
  await server.stop();
  const { remove } = await markMoved(dir, { to: 'db.example.org', at: new Date() });
  await expect(startEmbedded({ dir, log: quietLog, durable: false })).rejects.toThrow(
    /was moved to db.example.org .*DATABASE_URL/,
  );
  await remove();
  await (await startEmbedded({ dir, log: quietLog, durable: false })).stop();
});
