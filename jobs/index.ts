import type { Job } from './define.js';
import { deliverJob } from './deliver.js';
import { tidyJob } from './tidy.js';

/** What the jobs do; the composition root hands it in. */
export interface Work {
  deliver(id: string): Promise<void>;
  tidy(): Promise<void>;
}

/** Every job of the desk. */
export function jobs(work: Work): readonly Job[] {
  return [deliverJob((id) => work.deliver(id)), tidyJob(() => work.tidy())];
}
