import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type InstagramDesk, openInstagramDesk } from '../support/instagram-desk.js';

const MINUTE_MS = 60_000;

let it: InstagramDesk;
beforeAll(async () => {
  it = await openInstagramDesk();
});
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(() => it.setting.world.faults.clear());

test('what was prepared and is spoilt is dropped: the next try begins anew', async () => {
  const id = await it.photo(await it.scene(), 'spoilt once');
  it.setting.world.faults.add({ kind: 'processing_failed', subcode: 2_207_001, times: 1 });
  expect(await it.run(id)).toMatchObject({ state: 'scheduled', tries: 1, failure: { kind: 'outage' } });
  expect(await checkpointOf(id)).toBeNull();
  it.clock.pass(2 * MINUTE_MS);
  expect(await it.run(id)).toMatchObject({ state: 'published', attempts: ['known'] });
});

test('an exhausted quota waits without a try, and keeps what was prepared', async () => {
  const id = await it.photo(await it.scene(), 'quota');
  const fault = { kind: 'refuse', on: ['publish'], code: 9, subcode: 2_207_042, status: 403 } as const;
  it.setting.world.faults.add({ ...fault, on: ['publish'], message: 'x', isTransient: false, times: 1 });
  expect(await it.run(id)).toMatchObject({ state: 'waiting', tries: 0, attempts: ['refused'] });
  const made = it.setting.world.store.all('containers').length;
  it.clock.pass(60 * MINUTE_MS);
  expect(await it.run(id)).toMatchObject({ state: 'published', tries: 0 });
  expect(it.setting.world.store.all('containers')).toHaveLength(made);
});

test('the journal keeps what each attempt was about to publish', async () => {
  const id = await it.photo(await it.scene(), 'journal');
  await it.run(id);
  const { rows } = await sql<{ checkpoint: unknown }>`select checkpoint from attempt where delivery_id = ${id}`.execute(
    it.db.sql,
  );
  expect(rows).toEqual([{ checkpoint: await checkpointOf(id) }]);
});

async function checkpointOf(id: string): Promise<unknown> {
  const { rows } = await sql<{ checkpoint: unknown }>`select checkpoint from delivery where id = ${id}`.execute(
    it.db.sql,
  );
  return rows[0]?.checkpoint;
}
