import type { Log } from './ports.js';

/** Runs at once and then again and again, never twice at a time; returns what ends it. */
export function every(ms: number, log: Log, work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const run = () => {
    running ??= work()
      .then(() => undefined)
      .catch((err: unknown) => log.warn({ err }, 'Recurring work failed and will run again'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(run, ms);
  run();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
