import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than a slow query of this kind, short enough that a dead network is noticed within ten seconds. */
export const STORE_TIMEOUT_MS = 4_000;

/** Ends a wait before its time. Rung while nobody waits, it ends the next wait. */
export interface Bell {
  ring(): void;
  wait(ms: number): Promise<void>;
}

export function makeBell(): Bell {
  let rung = new AbortController();
  return {
    ring: () => rung.abort(),
    wait: async (ms) => {
      await sleep(ms, undefined, { signal: rung.signal }).catch(() => {});
      if (rung.signal.aborted) rung = new AbortController();
    },
  };
}

/** The answer, or an error when it does not come in time; what comes later is dropped. */
export async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  const ended = new AbortController();
  const late = sleep(ms, undefined, { signal: ended.signal }).then(() => {
    throw new Error(`${what} took longer than ${ms} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => {});
    ended.abort();
  }
}

/** Runs `work` as often as asked, but never twice at once: what is asked meanwhile is one more run after this one. `work` must not throw. */
export function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work();
    } while (again);
    running = false;
  };
  return () => {
    again = true;
    if (!running) void run();
  };
}
