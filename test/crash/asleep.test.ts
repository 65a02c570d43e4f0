import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { resolveUnknown } from '../../src/usecases/resolve-unknown.js';
import { until } from '../support/until.js';
import type { DeskChild } from './desk-child.js';
import { openStage, type Stage, type StagedPost } from './stage.js';

/** Time enough to fall asleep where it should, on a busy machine. */
const LEASE_MS = 4_000;

describe.concurrent('a worker that slept past its lease, while another swept', () => {
  test('before the mark: the other sends it, and it does not', async () => {
    await using stage = await openStage();
    const { post, sleeper } = await asleepAt(stage, 'claimDue#1:after');
    stage.start();
    await until('the other sent it', async () => (await stage.firstState(post)) === 'published');
    await wakes(sleeper);
    expect(sleeper.calls()).not.toContain('request#1');
    expect(await picture(stage, post)).toEqual({ state: 'published', attempts: ['known'], live: 1 });
  });

  test('while it marked: it sends nothing, and the row says so', async () => {
    await using stage = await openStage();
    const { post, sleeper } = await asleepAt(stage, 'mark#1:during');
    stage.start();
    await until('it was taken back', async () => ['unknown', 'published'].includes(await stage.firstState(post)));
    await wakes(sleeper);
    expect(sleeper.calls()).not.toContain('request#1');
    // By whether Postgres heard of the mark.
    const marked = { state: 'failed', attempts: ['refused'], live: 0 };
    expect([marked, { state: 'published', attempts: ['known'], live: 1 }]).toContainEqual(await picture(stage, post));
  });

  test('between mark and request: it sends nothing, and says so', async () => {
    await using stage = await openStage();
    const { post, sleeper } = await asleepAt(stage, 'mark#1:after');
    stage.start();
    await until('it was taken back', async () => (await stage.firstState(post)) === 'unknown');
    await wakes(sleeper);
    expect(sleeper.calls()).not.toContain('request#1');
    expect(await picture(stage, post)).toEqual({ state: 'failed', attempts: ['refused'], live: 0 });
  });

  test('between mark and request, while a person had it sent again: it sends nothing', async () => {
    await using stage = await openStage();
    const { post, sleeper } = await asleepAt(stage, 'mark#1:after');
    stage.start();
    await until('it was taken back', async () => (await stage.firstState(post)) === 'unknown');
    await sendAgain(stage, post);
    await until('it is live', async () => (await stage.firstState(post)) === 'published');
    await wakes(sleeper);
    expect(sleeper.calls()).not.toContain('request#1');
    expect(await picture(stage, post)).toEqual({ state: 'published', attempts: ['refused', 'known'], live: 1 });
  });

  test('while its request was under way: it went out once, and the row does not deny it', async () => {
    await using stage = await openStage();
    const { post, sleeper } = await asleepAt(stage, 'request#1:during', 100);
    stage.start();
    await until('it was taken back', async () => (await stage.firstState(post)) === 'unknown');
    await wakes(sleeper);
    const { state, live } = await picture(stage, post);
    expect(live).toBe(1);
    // Whether it hears the answer first, or that it is too late for it.
    expect(['published', 'unknown']).toContain(state);
    expect(await stage.people.requests()).toHaveLength(state === 'published' ? 1 : 2);
  });

  test('with the answer in its hands: what it knows counts', async () => {
    await using stage = await openStage();
    const { post, sleeper } = await asleepAt(stage, 'settle#1:before');
    stage.start();
    await until('it was taken back', async () => (await stage.firstState(post)) === 'unknown');
    await wakes(sleeper);
    expect(await picture(stage, post)).toEqual({ state: 'published', attempts: ['known'], live: 1 });
  });

  test('with the answer in its hands, while it is sent again by a person and that worker dies: what it knows counts', async () => {
    await using stage = await openStage();
    const { post, sleeper } = await asleepAt(stage, 'settle#1:before');
    const other = stage.start();
    await until('it was taken back', async () => (await stage.firstState(post)) === 'unknown');
    await other.kill();
    await sendAgain(stage, post);
    const second = stage.start({
      leaseMs: LEASE_MS,
      sweepEveryMs: null,
      stand: { at: 'settle#1:before', act: 'hold' },
    });
    await second.stands();
    await wakes(sleeper);
    expect(await picture(stage, post)).toEqual({ state: 'publishing', attempts: ['open', 'open'], live: 2 });
    await second.kill();
    stage.start();
    await until('nobody holds it', async () => (await stage.rows(post))[0]?.lease === null);
    await until('it is published', async () => (await stage.firstState(post)) === 'published');
    expect(await picture(stage, post)).toEqual({ state: 'published', attempts: ['known', 'open'], live: 2 });
  });
});

async function asleepAt(stage: Stage, at: string, duringMs = 3): Promise<{ post: StagedPost; sleeper: DeskChild }> {
  const post = await stage.addPost('text');
  const sleeper = stage.start({
    leaseMs: LEASE_MS,
    concurrency: 1,
    lookEveryMs: 60_000,
    sweepEveryMs: null,
    stand: { at, act: 'stop', duringMs },
  });
  await sleeper.stands();
  await until('its lease has lapsed', async () => {
    const { rows } = await sql<{ lapsed: boolean }>`
      select lease is null or lease_until < now() as lapsed from delivery where id = ${post.parts[0]?.id}`.execute(
      stage.db.sql,
    );
    return rows[0]?.lapsed === true;
  });
  return { post, sleeper };
}

/** It goes on with what it was doing, and looks for more when it is through. */
async function wakes(sleeper: DeskChild): Promise<void> {
  const looked = sleeper.calls().filter((call) => call.startsWith('claimDue')).length;
  sleeper.wake();
  await until('it looks for more', () => sleeper.calls().filter((call) => call.startsWith('claimDue')).length > looked);
}

async function picture(stage: Stage, post: StagedPost) {
  const [row] = await stage.rows(post);
  const [live] = await stage.timesLive(post);
  return { state: row?.state, attempts: row?.attempts, live };
}

async function sendAgain(stage: Stage, post: StagedPost): Promise<void> {
  const [row] = await stage.rows(post);
  const request = { deliveryId: row?.id ?? '', version: row?.version ?? 0, memberId: post.editorId };
  await resolveUnknown(stage.desk, request, { is: 'not_there' });
}
