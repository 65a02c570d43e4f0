import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../src/ports.js';
import { sentenceOf } from './sentence.js';
import { oneAtATime } from './timing.js';

/** A ring on its way to the store. */
export interface Ring {
  readonly id: string;
  readonly at: Date;
  readonly tries: number;
}

export interface Rings {
  add(id: string, at: Date): void;
  /** Sends what waits, if the store is there. */
  flush(): void;
  /** Until nothing is on its way, or the time is over. */
  settle(timeoutMs: number): Promise<void>;
  waiting(): number;
  /** Given up since the start. */
  dropped(): number;
}

export interface RingsOptions {
  readonly log: Log;
  /** Saves one ring, or nothing while the store is away. */
  sender(): ((ring: Ring) => Promise<void>) | null;
  doubted(error: unknown): void;
}

const WAITING_LIMIT = 10_000;
const SAVES_AT_ONCE = 4;
const TRIES = 3;

/** Rings in the order of their coming; bounded, because whatever is dropped here is found by the sweep. */
export function makeRings({ log, sender, doubted }: RingsOptions): Rings {
  let queue: Ring[] = [];
  let sending = 0;
  let dropped = 0;
  let toldFull = false;

  const retry = (ring: Ring, error: unknown): void => {
    doubted(error);
    if (ring.tries + 1 < TRIES) return void queue.push({ ...ring, tries: ring.tries + 1 });
    dropped += 1;
    log.warn({ delivery: ring.id, error: sentenceOf(error) }, 'a ring was given up and left to the sweep');
  };

  const flush = oneAtATime(async () => {
    for (;;) {
      const send = sender();
      if (send === null || queue.length === 0) return;
      const batch = queue.splice(0, SAVES_AT_ONCE);
      sending = batch.length;
      const results = await Promise.allSettled(batch.map(send));
      sending = 0;
      const failed = batch.flatMap((ring, index) => {
        const result = results[index];
        return result?.status === 'rejected' ? [{ ring, error: result.reason }] : [];
      });
      for (const { ring, error } of failed) retry(ring, error);
      // The next probe that succeeds tries again.
      if (failed.length > 0) return;
      toldFull = false;
    }
  });

  return {
    add: (id, at) => {
      if (Number.isNaN(at.getTime())) {
        log.error({ delivery: id }, 'a ring without a time was left to the sweep');
        return;
      }
      if (queue.length < WAITING_LIMIT) {
        queue.push({ id, at, tries: 0 });
        return flush();
      }
      dropped += 1;
      if (!toldFull) log.warn({ waiting: queue.length }, 'too many rings wait for the alarm store: left to the sweep');
      toldFull = true;
    },
    flush,
    settle: async (timeoutMs) => {
      const until = performance.now() + timeoutMs;
      while (sender() !== null && queue.length + sending > 0 && performance.now() < until) await sleep(10);
      if (queue.length > 0) log.warn({ rings: queue.length }, 'rings are left to the sweep');
      queue = [];
    },
    waiting: () => queue.length,
    dropped: () => dropped,
  };
}
