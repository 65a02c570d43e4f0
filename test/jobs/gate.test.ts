import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeGate } from '../../jobs/gate.js';
import { openStore } from '../../jobs/open-store.js';
import type { JobStore } from '../../jobs/store.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let store: JobStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore('postgres', {
    url: database.url,
    self: 'test',
    listen: false,
    heard: () => undefined,
    doubted: () => undefined,
  });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

it('gives back what Agenda asked for just before it was stopped, and nothing whose run had begun', async () => {
  const { repository } = store;
  const failures: unknown[] = [];
  const due = new Date(0);
  for (const id of ['begun', 'late']) {
    await repository.saveJob({ name: 'any', type: 'normal', priority: 0, nextRunAt: due, data: { id } }, undefined);
  }
  const gate = makeGate(repository, {
    failed: (error) => failures.push(error),
    taken: () => undefined,
    removed: () => undefined,
  });
  const take = () => gate.repository.getNextJobToRun('any', new Date(), due, undefined, undefined);

  const begun = await take();
  if (begun === undefined) throw new Error('nothing was taken');
  await gate.repository.saveJobState({ ...begun, lockedAt: new Date(), nextRunAt: null }, undefined);

  const asking = take();
  gate.shut();
  expect(await asking).toBeUndefined();
  expect(await take()).toBeUndefined();
  expect(gate.held.size).toBe(2);

  await gate.giveBack(gate.held);
  const { jobs } = await repository.queryJobs({ name: 'any' });
  const locked = jobs.map(({ data, lockedAt }) => [data, lockedAt !== undefined]);
  expect(locked).toEqual(
    expect.arrayContaining([
      [{ id: 'begun' }, true],
      [{ id: 'late' }, false],
    ]),
  );
  expect(failures).toEqual([]);
});
