import type { Log } from './ports.js';
import { watchTrouble } from './usecases/trouble.js';

export interface Recurring {
  /** For the log. */
  readonly work: string;
  readonly ms: number;
}

/** What is rare is tried again sooner where it failed. */
const AGAIN_MS = 5_000;

/** Runs at once and then again and again, never twice at a time; returns what ends it. */
export function every({ work: name, ms }: Recurring, log: Log, work: () => Promise<unknown>): () => Promise<void> {
  const trouble = watchTrouble(
    log,
    { work: name },
    { failed: 'Recurring work failed and will run again', well: 'Recurring work goes well again' },
  );
  let running: Promise<void> | null = null;
  let again: NodeJS.Timeout | undefined;
  let ended = false;
  const run = () => {
    running ??= work()
      .then(() => trouble.well())
      .catch((err: unknown) => {
        trouble.failed(err);
        clearTimeout(again);
        if (ms > AGAIN_MS && !ended) again = setTimeout(run, AGAIN_MS);
      })
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(run, ms);
  run();
  return async () => {
    ended = true;
    clearInterval(timer);
    clearTimeout(again);
    await running;
  };
}
