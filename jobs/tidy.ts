import { z } from 'zod';
import { defineJob, type Job } from './define.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes what is old, once a day counted from its last run: a desk that is switched off at night is tidied all the same. */
export function tidyJob(tidy: () => Promise<void>): Job {
  return defineJob({
    name: 'tidy',
    data: z.strictObject({}),
    run: tidy,
    concurrency: 1,
    lockLimit: 1,
    lockLifetimeMs: 60_000,
    everyMs: DAY_MS,
  });
}
