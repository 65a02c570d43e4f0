import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Claimed } from '../../src/db/claimed.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { applyAt } from '../../src/db/delivery-write.js';
import { holdLate, takeBackLapsed } from '../../src/db/take-back.js';
import type { Failure } from '../../src/domain/failure.js';
import { type OpenDatabase, openTestDatabase } from '../support/database.js';
import { makeApproved, makeScene } from '../support/rows.js';

const LEASE_MS = 60_000;
const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date(NOW.getTime() + LEASE_MS + 1);
const RECEIPT = { kind: 'published', remoteId: '7', url: 'https://t.me/dailybean/7' } as const;
const REFUSED: Failure = { kind: 'invalid', message: 'Bad Request', code: '400' };

let db: OpenDatabase;
let store: DeliveryStore;
beforeAll(async () => {
  db = await openTestDatabase();
  store = new DeliveryStore(db.sql, LEASE_MS);
});
afterAll(() => db[Symbol.asyncDispose]());

describe('claiming', () => {
  test('many workers at once take each row exactly once', async () => {
    const scene = await makeScene(db.sql);
    for (let i = 0; i < 60; i++) await makeApproved(db.sql, scene, { dueAt: NOW, texts: [`post ${i}`] });
    const taken = await Promise.all(Array.from({ length: 12 }, () => store.claimDue(20, NOW)));
    const ids = taken.flat().map(({ id }) => id);
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
  });

  test('a row that is rung twice is taken once', async () => {
    const [id] = await parts(['text']);
    const taken = await Promise.all([store.claim(id, NOW), store.claim(id, NOW), store.claim(id, NOW)]);
    expect(taken.filter((claimed) => claimed !== null)).toHaveLength(1);
  });

  test('brings along what is needed to send it', async () => {
    const [id] = await parts(['hello']);
    const claimed = await claim(id);
    expect(claimed.part).toMatchObject({ name: 'main', platform: 'telegram', target: '-100500', earlier: [] });
    const { rendered, accountId } = claimed.part ?? {};
    expect(rendered?.[accountId ?? '']?.parts[0]?.text).toBe('hello');
  });
});

describe('the lease', () => {
  test('fences a worker whose row was taken back and taken again', async () => {
    const [id] = await parts(['text']);
    const first = await claim(id);
    await takeBackLapsed(db.sql, LATER);
    const second = await claim(id, LATER);
    expect(await store.markCommitting(first, LATER)).toEqual({ kind: 'lost' });
    expect((await store.markCommitting(second, LATER)).kind).toBe('marked');
  });

  test('that lapses before the mark gives the row back, and counts a try', async () => {
    const [id] = await parts(['text']);
    await claim(id);
    await takeBackLapsed(db.sql, LATER);
    expect(await rowOf(id)).toMatchObject({ state: 'scheduled', tries: 1, attempts: [], lease: null });
  });

  test('that lapses before the mark again and again ends in failure, so that a poisoned row does not loop', async () => {
    const [id] = await parts(['text']);
    for (let i = 0; i < 4; i++) {
      await claim(id);
      await takeBackLapsed(db.sql, LATER);
    }
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: { kind: 'bug' } });
  });

  test('that lapses after the mark leaves the row unknown, with its attempt open', async () => {
    const [id] = await parts(['text']);
    await mark(id);
    await takeBackLapsed(db.sql, LATER);
    expect(await rowOf(id)).toMatchObject({ state: 'unknown', attempts: ['open'], committing: null });
  });
});

describe('settling', () => {
  test('publishes, keeps the receipt, and makes the next part due now', async () => {
    const [first, second] = await parts(['one', 'two']);
    expect(await store.claim(second, NOW)).toBeNull();
    const due = await store.settle(await mark(first), { type: 'publish', receipt: RECEIPT }, LATER);
    expect(due).toContain(second);
    expect(await rowOf(first)).toMatchObject({ state: 'published', attempts: ['known'], receipt: RECEIPT });
    expect(await rowOf(second)).toMatchObject({ due_at: LATER });
    expect((await claim(second, LATER)).part?.earlier).toEqual([RECEIPT]);
  });

  test('after the row moved on writes nothing', async () => {
    const [id] = await parts(['text']);
    const marked = await mark(id);
    await takeBackLapsed(db.sql, LATER);
    expect(await store.settle(marked, { type: 'fail', failure: REFUSED }, LATER)).toBeNull();
    expect(await rowOf(id)).toMatchObject({ state: 'unknown', attempts: ['open'] });
  });

  test('a refusal closes the attempt and journals why', async () => {
    const [id] = await parts(['text']);
    await store.settle(await mark(id), { type: 'fail', failure: REFUSED }, NOW);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: ['refused'], failure: REFUSED });
    expect(await attemptsOf(id)).toMatchObject([{ number: 1, failure: REFUSED }]);
  });
});

describe('evidence', () => {
  test('a receipt that comes after the lease lapsed makes the row published', async () => {
    const [id] = await parts(['text']);
    await mark(id);
    await takeBackLapsed(db.sql, LATER);
    await store.learn(id, 'late_answer', { type: 'confirm', attempt: 1, receipt: RECEIPT }, LATER);
    expect(await rowOf(id)).toMatchObject({ state: 'published', attempts: ['known'], receipt: RECEIPT });
  });

  test('about an earlier attempt waits while a later one is under way, and counts when that one failed', async () => {
    const [id] = await parts(['text']);
    const second = await secondAttempt(id);
    await store.learn(id, 'callback', { type: 'confirm', attempt: 1, receipt: RECEIPT }, NOW);
    expect(await rowOf(id)).toMatchObject({ state: 'publishing', attempts: ['open', 'open'] });
    await store.settle(second, { type: 'fail', failure: REFUSED }, NOW);
    expect(await rowOf(id)).toMatchObject({ state: 'published', attempts: ['known', 'refused'], receipt: RECEIPT });
  });

  test('a refusal of one attempt does not fail a row with another one open', async () => {
    const [id] = await parts(['text']);
    await store.settle(await secondAttempt(id), { type: 'fail', failure: REFUSED }, NOW);
    expect(await rowOf(id)).toMatchObject({ state: 'unknown', attempts: ['open', 'refused'] });
  });

  test('told twice counts once', async () => {
    const [id] = await parts(['text']);
    await store.settle(await mark(id), { type: 'publish', receipt: RECEIPT }, NOW);
    const before = await rowOf(id);
    await store.learn(id, 'callback', { type: 'confirm', attempt: 1, receipt: RECEIPT }, NOW);
    expect(await rowOf(id)).toEqual(before);
  });
});

test('a late row is held, and nothing else is', async () => {
  const [late] = await parts(['late'], new Date(NOW.getTime() - 31 * 60_000));
  const [onTime] = await parts(['on time'], new Date(NOW.getTime() - 29 * 60_000));
  await holdLate(db.sql, NOW);
  expect(await rowOf(late)).toMatchObject({ state: 'held' });
  expect(await rowOf(onTime)).toMatchObject({ state: 'scheduled' });
});

test('a tap from an outdated version changes nothing', async () => {
  const [id] = await parts(['text']);
  const { version } = await rowOf(id);
  expect(await applyAt(db.sql, id, version - 1, { type: 'cancel' }, NOW, null)).toBeNull();
  expect(await applyAt(db.sql, id, version, { type: 'cancel' }, NOW, null)).not.toBeNull();
  expect(await applyAt(db.sql, id, version, { type: 'cancel' }, NOW, null)).toBeNull();
});

test('the audit trail cannot be changed', async () => {
  await expect(sql`update event set what = 'x'`.execute(db.sql)).rejects.toThrow(/append-only/);
  await expect(sql`delete from event`.execute(db.sql)).rejects.toThrow(/append-only/);
});

async function parts(texts: string[], dueAt = NOW): Promise<[string, string]> {
  const { parts: ids } = await makeApproved(db.sql, await makeScene(db.sql), { dueAt, texts });
  return [ids[0] ?? '', ids[1] ?? ''];
}

async function claim(id: string, now = NOW): Promise<Claimed> {
  const claimed = await store.claim(id, now);
  if (!claimed) throw new Error('The row could not be claimed');
  return claimed;
}

async function mark(id: string): Promise<Claimed> {
  const marked = await store.markCommitting(await claim(id), NOW);
  if (marked.kind !== 'marked') throw new Error(`The row could not be marked: ${marked.kind}`);
  return marked.claimed;
}

/** The first attempt's answer was lost, and a person had it sent again: the second is under way. */
async function secondAttempt(id: string): Promise<Claimed> {
  await store.settle(await mark(id), { type: 'lose', failure: REFUSED }, NOW);
  const { version } = await rowOf(id);
  await applyAt(db.sql, id, version, { type: 'resend', at: NOW }, NOW, null);
  return mark(id);
}

async function rowOf(id: string) {
  const { rows } = await sql<{ version: number; due_at: string }>`select * from delivery where id = ${id}`.execute(
    db.sql,
  );
  const row = rows[0];
  if (!row) throw new Error('No such row');
  return { ...row, due_at: new Date(row.due_at) };
}

async function attemptsOf(id: string) {
  const { rows } = await sql`select * from attempt where delivery_id = ${id} order by number`.execute(db.sql);
  return rows;
}
