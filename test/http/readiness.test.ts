import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { createOrm, MIGRATIONS } from '../../src/db/orm.js';
import { readiness } from '../../src/reads/readiness.js';
import { systemClock, systemIds } from '../../src/system.js';
import { type OpenDatabase, openTestDatabase } from '../support/database.js';
import { quietLog } from '../support/log.js';
import { makeScene } from '../support/rows.js';

const MINUTE_MS = 60_000;

/** A probe, as the heartbeat makes it and a worker sends it. */
async function probe({ sql: db }: OpenDatabase): Promise<Date> {
  const now = systemClock.now();
  const id = systemIds.uuid();
  await sql`insert into delivery (id, kind, state, due_at, give_up_at, created_at, updated_at)
    values (${id}, 'probe', 'scheduled', ${now}, ${now}, ${now}, ${now})`.execute(db);
  const store = new DeliveryStore(db, MINUTE_MS);
  const claimed = await store.claim(id, now);
  const mark = claimed && (await store.markCommitting(claimed, now));
  if (mark?.kind !== 'marked') throw new Error('the probe was not marked');
  await store.settle(mark.claimed, { type: 'publish', receipt: { kind: 'published' } }, now);
  return now;
}

test('it is ready while the last probe through the whole path is at most two minutes old', async () => {
  await using database = await openTestDatabase();
  const at = await probe(database);
  const after = (ms: number) => readiness(database.sql, new Date(at.getTime() + ms));
  expect(await after(2 * MINUTE_MS)).toMatchObject({ ready: true, parts: { heartbeat: { ok: true, required: true } } });
  expect(await after(2 * MINUTE_MS + 1)).toMatchObject({
    ready: false,
    parts: {
      postgres: { ok: true },
      migrations: { ok: true },
      heartbeat: { ok: false, detail: 'The last probe went through 120 s ago.' },
    },
  });
  await probe(database);
  expect(await after(0)).toMatchObject({ ready: true });
});

test('a probe that has not gone through yet does not count', async () => {
  await using database = await openTestDatabase();
  await sql`insert into delivery (kind, state, due_at, give_up_at, created_at, updated_at)
    values ('probe', 'scheduled', now(), now(), now(), now())`.execute(database.sql);
  expect(await readiness(database.sql, systemClock.now())).toMatchObject({
    ready: false,
    parts: { heartbeat: { ok: false, detail: 'No probe has gone through yet.' } },
  });
});

test('a missing migration is named and makes it unready', async () => {
  await using database = await openTestDatabase();
  await probe(database);
  await sql`delete from mikro_orm_migrations`.execute(database.sql);
  const names = MIGRATIONS.map(({ name }) => name).join(', ');
  const named = { migrations: { ok: false, required: true, detail: `Not applied yet: ${names}.` } };
  expect(await readiness(database.sql, systemClock.now())).toMatchObject({ ready: false, parts: named });
  await sql`drop table mikro_orm_migrations`.execute(database.sql);
  expect(await readiness(database.sql, systemClock.now())).toMatchObject({ ready: false, parts: named });
});

test('without Postgres it is unready, and says nothing of where Postgres should be', async () => {
  const orm = await createOrm('postgresql://somebody:password@127.0.0.1:9/desk', quietLog);
  const found = await readiness(orm.em.fork().getKysely(), systemClock.now(), { telegram: { up: true } });
  await orm.close(true);
  expect(found).toMatchObject({ ready: false, parts: { postgres: { ok: false }, telegram: { ok: true } } });
  expect(JSON.stringify(found)).not.toMatch(/127\.0\.0\.1|somebody|password/);
});

test('Telegram or the alarm away, or a freeze, is named and leaves it ready', async () => {
  await using database = await openTestDatabase();
  const { clientId } = await makeScene(database.sql);
  await sql`update client set frozen_at = now() where id = ${clientId}`.execute(database.sql);
  await probe(database);
  const since = new Date('2030-01-01T00:00:00Z');
  const found = await readiness(database.sql, systemClock.now(), {
    telegram: { up: false },
    alarm: { up: false, since },
  });
  expect(found).toMatchObject({
    ready: true,
    parts: {
      telegram: { ok: false, required: false, detail: 'Away.' },
      alarm: { ok: false, required: false, detail: 'Away since 2030-01-01T00:00:00.000Z.' },
      leaving: { ok: false, required: false, detail: 'Clients frozen: 1.' },
    },
  });
});
