import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { startProxy } from '../support/cuttable-proxy.js';
import { createTestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { openStage, type Stage, type StagedPost } from './stage.js';

const LEASE_MS = 4_000;
/** Where the workers of one process are when Postgres goes away, each with a post of its own. */
const PLACES = ['settle#1:before', 'mark#1:before', 'mark#1:during', 'saveCheckpoint#1:before'] as const;

describe.concurrent('Postgres is away', { timeout: 120_000 }, () => {
  test('shorter than a lease: what was sent is published by its receipt, what was not goes out when it is back', async () => {
    await using stage = await openStage();
    const { posts, alive } = await cutOff(stage, { forMs: 1_000, othersSweep: false });
    const known = { state: 'published', attempts: ['known'], live: 1, sent: 1 };
    expect(await picturesOf(stage, posts)).toEqual([
      known,
      known,
      // Its mark was written and only the answer lost: the attempt never left.
      { ...known, attempts: ['refused', 'known'] },
      known,
    ]);
    expect(alive).toBe(true);
    const receipts = await sql<{ receipt: unknown }>`
      select receipt from delivery where id = ${posts[0]?.parts[0]?.id}`.execute(stage.db.sql);
    expect(receipts.rows).toMatchObject([{ receipt: { kind: 'published', remoteId: '1' } }]);
  });

  test('longer than a lease, while another sweeps: the receipt counts all the same, and nothing goes out twice', async () => {
    await using stage = await openStage();
    const { posts, alive } = await cutOff(stage, { forMs: LEASE_MS + 1_500, othersSweep: true });
    const known = { state: 'published', attempts: ['known'], live: 1, sent: 1 };
    expect(await picturesOf(stage, posts)).toEqual([
      known,
      known,
      // Taken back as unknown, and then its worker could say that it had sent nothing.
      { state: 'failed', attempts: ['refused'], live: 0, sent: 0 },
      known,
    ]);
    expect(alive).toBe(true);
  });
});

/** Cuts the workers of one process off Postgres, for so long, and waits until each has said what it had to say. */
async function cutOff(stage: Stage, { forMs, othersSweep }: { forMs: number; othersSweep: boolean }) {
  const url = new URL(stage.db.url);
  const network = await startProxy(Number(url.port), url.hostname);
  await using _closing = { [Symbol.asyncDispose]: () => network.close() };
  url.hostname = '127.0.0.1';
  url.port = String(network.port);
  const posts = await Promise.all(PLACES.map(() => stage.addPost('text')));
  const [, , marking] = posts;
  if (!marking) throw new Error('there is no post to mark');
  const lock = await stage.hinderMarks(marking);
  const worker = stage.start({
    databaseUrl: url.href,
    leaseMs: LEASE_MS,
    concurrency: 1,
    runners: PLACES.map((at, i) => ({
      only: posts[i]?.parts.map(({ id }) => id) ?? [],
      prepares: at.startsWith('saveCheckpoint'),
      stand: { at, act: 'hold', duringMs: 100 },
    })),
    sweepEveryMs: null,
  });
  await worker.stands();
  await network.cut();
  // Postgres takes the mark, and has nobody to tell.
  await lock[Symbol.asyncDispose]();
  worker.go();
  if (othersSweep) stage.start();
  await sleep(forMs);
  await network.restore();
  await until('all are at rest', async () => {
    const states = await Promise.all(posts.map((post) => stage.firstState(post)));
    return states.every((state) => state === 'published' || state === 'failed');
  });
  return { posts, alive: worker.alive() };
}

async function picturesOf(stage: Stage, posts: readonly StagedPost[]) {
  return Promise.all(posts.map((post) => stage.picture(post)));
}

test.concurrent(
  "Agenda's database is dropped while posts wait for their time: all go out, none before it",
  async () => {
    const alarms = await createTestDatabase();
    await using stage = await openStage();
    const worker = stage.start({ alarmUrl: alarms.url });
    await until('the alarm clock is up', async () => (await worker.alarm()).alarmUp);
    const dueAt = new Date(Date.now() + 2_000);
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
      // The channel shows whole seconds.
      expect(Date.parse(live[0]?.at ?? '')).toBeGreaterThanOrEqual(Math.floor(dueAt.getTime() / 1000) * 1000);
    }
    expect(worker.alive()).toBe(true);
  },
  120_000,
);
