import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineJob, type JobSpec } from '../../jobs/define.js';
import { jobs } from '../../jobs/index.js';

const payload = z.strictObject({ id: z.string() });
const base: JobSpec<typeof payload> = {
  name: 'any',
  data: payload,
  run: async () => undefined,
  concurrency: 5,
  lockLimit: 10,
  lockLifetimeMs: 30_000,
};

it.each<Partial<JobSpec<typeof payload>>>([
  { concurrency: 0 },
  { concurrency: 1.5 },
  { lockLimit: 0 },
  { lockLimit: 4 },
  { lockLimit: 1_000 },
  { lockLimit: Number.POSITIVE_INFINITY },
  { lockLifetimeMs: 10 },
  { lockLifetimeMs: 600_000 },
  { everyMs: 0 },
  { everyMs: Number.NaN },
  { everyMs: 2 ** 32 },
])('refuses %o', (wrong) => {
  expect(() => defineJob({ ...base, ...wrong })).toThrow(RangeError);
});

it('gives the job what the schema made of the payload', async () => {
  const seen: unknown[] = [];
  const job = defineJob({ ...base, run: async (data) => void seen.push(data) });
  await job.run({ id: 'a' });
  await expect(job.run({ id: 'a', text: 'words' })).rejects.toThrow('payload refused');
  expect(seen).toEqual([{ id: 'a' }]);
});

it('knows a job that delivers and a job that tidies every day', async () => {
  const done: string[] = [];
  const all = jobs({
    deliver: async (id) => void done.push(`delivered ${id}`),
    tidy: async () => void done.push('tidied'),
  });
  expect(all.map(({ name, everyMs }) => [name, everyMs])).toEqual([
    ['deliver', null],
    ['tidy', 86_400_000],
  ]);
  await all[0]?.run({ id: 'a' });
  await all[1]?.run({});
  expect(done).toEqual(['delivered a', 'tidied']);
});
