import { z } from 'zod';
import { defineJob, type Job } from './define.js';

export const DELIVER = 'deliver';

/**
 * Rings for one delivery. Agenda calls at least once, sometimes twice at the same moment, and again after every crash without
 * counting it; so `deliver` must begin by claiming the row. The claim is what makes doubles harmless, and the tries counted in
 * the row are what stops a delivery that kills the process: here it would come back for ever.
 */
export function deliverJob(deliver: (id: string) => Promise<void>): Job {
  return defineJob({
    name: DELIVER,
    data: z.strictObject({ id: z.string().min(1) }),
    run: ({ id }) => deliver(id),
    concurrency: 10,
    lockLimit: 20,
    lockLifetimeMs: 30_000,
  });
}
