import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { holdLate } from '../../src/db/take-back.js';
import type { Fault } from '../../src/sandbox/instagram/faults.js';
import { type InstagramDesk, openInstagramDesk } from '../support/instagram-desk.js';

const MINUTE_MS = 60_000;

let it: InstagramDesk;
beforeAll(async () => {
  it = await openInstagramDesk();
});
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(() => it.setting.world.faults.clear());

test('a limit of an account keeps the rest of it waiting without a try, and no other account', async () => {
  const scene = await it.scene();
  const [first, second] = [await it.photo(scene, 'limited'), await it.photo(scene, 'behind it')];
  it.setting.world.faults.add({ ...refuse(80_002), waitMinutes: 10 });
  expect(await it.run(first)).toMatchObject({ state: 'waiting', tries: 0, failure: { kind: 'rate_limit' } });
  expect(await it.store.claim(second, it.clock.now())).toBeNull();
  const other = await it.scene();
  expect(await it.run(await it.photo(other, 'of another account'))).toMatchObject({ state: 'published' });
  it.clock.pass(10 * MINUTE_MS);
  expect(await it.run(first)).toMatchObject({ state: 'published', tries: 0 });
  expect(await it.run(second)).toMatchObject({ state: 'published', tries: 0 });
});

test('what is late while its account is limited is asked about only after the limit', async () => {
  const scene = await it.scene();
  const [first, second] = [await it.photo(scene, 'long limit'), await it.photo(scene, 'late by it')];
  it.setting.world.faults.add({ ...refuse(80_002), waitMinutes: 45 });
  await it.run(first);
  it.clock.pass(40 * MINUTE_MS);
  await holdLate(it.db.sql, it.clock.now());
  expect(await it.rowOf(second)).toMatchObject({ state: 'scheduled' });
  it.clock.pass(5 * MINUTE_MS);
  await holdLate(it.db.sql, it.clock.now());
  expect(await it.rowOf(second)).toMatchObject({ state: 'held' });
  expect(await it.run(first)).toMatchObject({ state: 'published' });
});

test('a limit of the app keeps all its accounts waiting', async () => {
  const [scene, other] = [await it.scene(), await it.scene()];
  const [first, second] = [await it.photo(scene, 'app limit'), await it.photo(other, 'another account')];
  it.setting.world.faults.add({ ...refuse(4), waitMinutes: 10 });
  expect(await it.run(first)).toMatchObject({ state: 'waiting' });
  expect(await it.run(second)).toMatchObject({ state: 'scheduled', attempts: [] });
  it.clock.pass(10 * MINUTE_MS);
  expect(await it.run(second)).toMatchObject({ state: 'published' });
});

function refuse(code: number): Extract<Fault, { kind: 'refuse' }> {
  return { kind: 'refuse', on: ['publish'], code, status: 400, message: 'x', isTransient: false, times: 1 };
}
