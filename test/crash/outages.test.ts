import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startProxy } from '../support/cuttable-proxy.js';
import { createTestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { openStage, type Stage, type StagedPost } from './stage.js';

const AWAY_MS = 3_000;
const LEASE_MS = 4_000;

describe.concurrent('Postgres is away for some seconds', () => {
  test.each([
    ['after its lease', LEASE_MS + 1_000],
    ['within its lease', 1_000],
  ])('between request and settle: the receipt is kept, and written %s', async (_name, awayMs) => {
    await using stage = await openStage();
    const { post, network, worker } = await standing(stage, 'settle#1:before');
    await network.cut();
    worker.go();
    // Another one, who can reach it, sweeps meanwhile.
    await using _other = stage.start();
    await sleep(awayMs);
    await network.restore();
    await until('it is published', async () => (await stage.firstState(post)) === 'published');
    expect(await picture(stage, post)).toEqual({ state: 'published', attempts: ['known'], live: 1 });
    const { rows } = await sql<{ receipt: unknown }>`
      select receipt from delivery where id = ${post.parts[0]?.id}`.execute(stage.db.sql);
    expect(rows[0]?.receipt).toMatchObject({ kind: 'published', remoteId: '1' });
    expect(worker.alive()).toBe(true);
  });

  test.each(['mark#1:before', 'mark#1:during', 'saveCheckpoint#1:before'])(
    'at %s: nothing was sent, so the post goes out when it is back',
    async (at) => {
      await using stage = await openStage();
      const { post, network, worker } = await standing(stage, at);
      await network.cut();
      worker.go();
      await sleep(AWAY_MS);
      await network.restore();
      await until('it is published', async () => (await stage.firstState(post)) === 'published', 30_000);
      expect(await stage.timesLive(post)).toEqual([1]);
      expect(worker.alive()).toBe(true);
    },
  );
});

/** Its way to Postgres can be cut; the others' cannot. */
async function standing(stage: Stage, at: string) {
  const url = new URL(stage.db.url);
  const network = await startProxy(Number(url.port), url.hostname);
  onTestFinished(() => network.close());
  url.hostname = '127.0.0.1';
  url.port = String(network.port);
  const post = await stage.addPost('text');
  const worker = stage.start({
    databaseUrl: url.href,
    leaseMs: LEASE_MS,
    runners: [{ only: null, prepares: at.startsWith('saveCheckpoint'), stand: { at, act: 'hold' } }],
  });
  await worker.stands();
  return { post, network, worker };
}

async function picture(stage: Stage, post: StagedPost) {
  const [row] = await stage.rows(post);
  const [live] = await stage.timesLive(post);
  return { state: row?.state, attempts: row?.attempts, live };
}

test("Agenda's database is dropped while posts wait for their time: all go out, none before it", async () => {
  const alarms = await createTestDatabase();
  onTestFinished(() => alarms.drop());
  await using stage = await openStage();
  const worker = stage.start({ alarmUrl: alarms.url });
  await until('the alarm clock is up', async () => (await worker.alarm()).alarmUp);
  const dueAt = new Date(Date.now() + 3_000);
  const posts = await stage.addPosts(10, dueAt);
  worker.ringAt(
    posts.flatMap(({ parts }) => parts.map(({ id }) => id)),
    dueAt,
  );
  await alarms.drop();
  await until('it noticed', async () => !(await worker.alarm()).alarmUp);
  await until('all are published', async () =>
    (await Promise.all(posts.map((post) => stage.firstState(post)))).every((state) => state === 'published'),
  );
  for (const post of posts) {
    const live = await stage.live(post);
    expect(live).toHaveLength(1);
    expect(Date.parse(live[0]?.at ?? '')).toBeGreaterThanOrEqual(Math.floor(dueAt.getTime() / 1000) * 1000);
  }
  expect(worker.alive()).toBe(true);
});
