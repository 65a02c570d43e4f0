import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import { startAlarm } from '../../jobs/agenda.js';
import { deliverJob } from '../../jobs/deliver.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { Post } from '../../src/db/entities/post.js';
import { openDatabase } from '../../src/db/open.js';
import { openPrepared, type Prepared } from '../../src/db/prepared.js';
import { systemClock } from '../../src/system.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { createPost } from '../../src/usecases/create-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { sweep } from '../../src/usecases/sweep.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { createEmptyDatabase, query } from '../support/empty-database.js';
import { openHandWorker } from '../support/hand-worker.js';
import { quietLog } from '../support/log.js';
import { type PgBouncer, startPgBouncer } from '../support/pgbouncer.js';
import { makeApproved } from '../support/rows.js';
import { openToyNetwork } from '../support/toy-network.js';
import { testVault } from '../support/vault.js';

const LEASE_MS = 60_000;
const NOW = new Date('2026-03-01T12:00:00Z');
const RECEIPT = { kind: 'published', remoteId: '7' } as const;

const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });
let pooler: PgBouncer | string;
let it: DeskParts;
let prepared: Prepared;
let store: DeliveryStore;

beforeAll(async () => {
  pooler = await startPgBouncer(inject('postgres').adminUrl);
  if (typeof pooler === 'string') return;
  it = await openDeskParts([toy.platform], pooler.port);
  prepared = await openPrepared(it.db.orm, quietLog);
  store = new DeliveryStore(it.db.sql, LEASE_MS, prepared.run);
});
beforeEach(({ skip }) => {
  if (typeof pooler === 'string') skip(pooler);
});
afterAll(async () => {
  if (typeof pooler === 'string') return;
  await prepared.close();
  await it[Symbol.asyncDispose]();
  await pooler[Symbol.asyncDispose]();
});

test('processes that start at once make the schema once', async () => {
  const made = await createEmptyDatabase();
  onTestFinished(made.drop);
  const open = () =>
    openDatabase({
      databaseUrl: through(made.url),
      dataDir: '/nowhere',
      kind: 'real',
      vault: testVault,
      log: quietLog,
    });
  const opened = await Promise.all([open(), open(), open()]);
  await Promise.all(opened.map((database) => database.close()));
  expect(await query(made.url, 'select name from mikro_orm_migrations where name = $$0001-first$$')).toHaveLength(1);
});

test('eight workers that contend take each row once, and what each one marks and settles is its own', async () => {
  const ids = await manyParts(64);
  const stores = Array.from({ length: 8 }, () => new DeliveryStore(it.db.sql, LEASE_MS, prepared.run));
  const taken = await Promise.all(stores.flatMap((worker) => [worker.claimDue(8, NOW), worker.claimDue(8, NOW)]));
  const claimed = taken.flat();
  const settled = await Promise.all(
    claimed.map(async (one) => {
      const mark = await store.markCommitting(one, NOW);
      if (mark.kind !== 'marked') throw new Error(mark.kind);
      return store.settle(mark.claimed, { type: 'publish', receipt: RECEIPT }, NOW);
    }),
  );
  expect(claimed.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(settled.every((due) => due !== null)).toBe(true);
  expect(await statesOf(ids)).toEqual(Array.from(ids, () => 'published'));
});

test('a lease that lapsed is fenced off', async () => {
  const [id = ''] = await manyParts(1);
  const first = await store.claim(id, NOW);
  const later = new Date(NOW.getTime() + LEASE_MS + 1);
  await sweep({ ...it.desk, clock: { ...systemClock, now: () => later } });
  const second = await store.claim(id, later);
  if (!first || !second) throw new Error('not claimed');
  expect(await store.markCommitting(first, later)).toEqual({ kind: 'lost' });
  expect((await store.markCommitting(second, later)).kind).toBe('marked');
});

test('nothing of ours stays on the connections that others get', async () => {
  await manyParts(4);
  await Promise.all(Array.from({ length: 8 }, () => store.claimDue(1, NOW)));
  const { rows } = await sql<{ seq: string; names: string }>`select current_setting('enable_seqscan') as seq,
    (select count(*) from pg_prepared_statements)::text as names`.execute(it.db.sql);
  expect(rows).toEqual([{ seq: 'on', names: '0' }]);
});

test('a post goes from draft to live', async () => {
  const { clientId, authorId: memberId } = it.scene;
  const content = { text: 'through the pooler', entities: [], media: [] };
  const wanted = { clientId, memberId, content, source: 'tg:1:1', chatId: '1', language: 'en' };
  const { postId } = await createPost(it.desk, wanted);
  await submitPost(it.desk, { postId, memberId });
  const { revisionId } = await it.db.orm.em.fork().findOneOrFail(Post, postId);
  await approvePost(it.desk, { postId, memberId: it.otherEditorId, revisionId: revisionId ?? '' });
  await openHandWorker(it.desk, store).workAt(new Date(Date.now() + 1_000));
  expect([...toy.live.values()].map(({ text }) => text)).toEqual(['through the pooler']);
});

test('alarms ring', async () => {
  const made = await createEmptyDatabase();
  onTestFinished(made.drop);
  const rung: string[] = [];
  const job = deliverJob(async (id) => void rung.push(id));
  const address = { kind: 'postgres', url: `${through(made.url)}_agenda` } as const;
  const alarms = [true, false].map((work) =>
    startAlarm({ store: address, jobs: [job], log: quietLog, clock: systemClock, work }),
  );
  onTestFinished(async () => void (await Promise.all(alarms.map((alarm) => alarm[Symbol.asyncDispose]()))));
  await expect.poll(() => alarms.map((alarm) => alarm.state().up), { timeout: 15_000 }).toEqual([true, true]);
  const id = '00000000-0000-7000-8000-000000000001';
  alarms[1]?.ring(id, new Date());
  await expect.poll(() => rung, { timeout: 10_000 }).toEqual([id]);
});

function through(url: string): string {
  if (typeof pooler === 'string') throw new Error(pooler);
  return pooler.through(url);
}

async function manyParts(count: number): Promise<string[]> {
  const made = [];
  for (let i = 0; i < count; i++) made.push(await makeApproved(it.db.sql, it.scene, { dueAt: NOW, texts: [`${i}`] }));
  return made.flatMap(({ parts }) => parts);
}

async function statesOf(ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`select state from delivery where id = any(${[...ids]}::uuid[])`.execute(
    it.db.sql,
  );
  return rows.map(({ state }) => state);
}
