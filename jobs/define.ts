import type { z } from 'zod';

/** What a job is made of. Times are milliseconds. */
export interface JobSpec<Payload extends z.ZodType> {
  readonly name: string;
  /** Keep it to `{ id }`: a date becomes text on one store and stays a date on the other. */
  readonly data: Payload;
  run(data: z.output<Payload>): Promise<void>;
  readonly concurrency: number;
  /** How many rows one process may hold; near the concurrency, or it starves the other processes. */
  readonly lockLimit: number;
  /** How long a crashed process keeps its rows, and twice as long as each finished job leaves a timer behind. */
  readonly lockLifetimeMs: number;
  /** Present on a recurring job. A number and not an expression: Agenda runs what it cannot read at once, or never. */
  readonly everyMs?: number;
}

/** A job whose payload type is closed over: `run` takes what the store held and parses it first. */
export interface Job extends Pick<JobSpec<z.ZodType>, 'name' | 'concurrency' | 'lockLimit' | 'lockLifetimeMs'> {
  readonly everyMs: number | null;
  run(payload: unknown): Promise<void>;
}

const SHORTEST_EVERY_MS = 100;
const LONGEST_EVERY_MS = 31 * 24 * 60 * 60 * 1000;
const SHORTEST_LIFETIME_MS = 500;
const LONGEST_LIFETIME_MS = 60_000;

export function defineJob<Payload extends z.ZodType>(spec: JobSpec<Payload>): Job {
  const { name, concurrency, lockLimit, lockLifetimeMs, everyMs = null } = spec;
  mustBe(name, 'concurrency', concurrency, 1, 100);
  mustBe(name, 'lockLimit', lockLimit, concurrency, concurrency * 4);
  mustBe(name, 'lockLifetimeMs', lockLifetimeMs, SHORTEST_LIFETIME_MS, LONGEST_LIFETIME_MS);
  if (everyMs !== null) mustBe(name, 'everyMs', everyMs, SHORTEST_EVERY_MS, LONGEST_EVERY_MS);
  return {
    name,
    concurrency,
    lockLimit,
    lockLifetimeMs,
    everyMs,
    run: async (payload) => {
      const read = spec.data.safeParse(payload);
      if (!read.success)
        throw new Error(`payload refused: ${read.error.issues.map(({ message }) => message).join('; ')}`);
      await spec.run(read.data);
    },
  };
}

function mustBe(job: string, field: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`job "${job}": ${field} must be a whole number from ${least} to ${most}, not ${value}`);
}
