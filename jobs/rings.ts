import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../src/ports.js';
import { sentenceOf } from './sentence.js';
import { oneAtATime } from './timing.js';

/** A ring on its way to the store. */
export interface Ring {
  readonly id: string;
  readonly at: Date;
}

type Send = (ring: Ring) => Promise<void>;

interface Waiting extends Ring {
  /** Failed attempts over the connection that is named by its sender. */
  readonly tries: number;
  readonly by: Send | null;
}

export interface Rings {
  add(id: string, at: Date): void;
  /** The store is there, or has answered again after a failure: sends what waits. */
  resume(): void;
  /** Until nothing is on its way, or the time is over. */
  settle(timeoutMs: number): Promise<void>;
  waiting(): number;
  /** Given up since the start. */
  dropped(): number;
}

export interface RingsOptions {
  readonly log: Log;
  /** Saves one ring; the same function as long as the connection is the same, nothing while the store is away. */
  sender(): Send | null;
  doubted(error: unknown): void;
}

const WAITING_LIMIT = 10_000;
const SAVES_AT_ONCE = 4;
const TRIES = 3;

/** Rings in the order of their coming; bounded, because whatever is dropped here is found by the sweep. */
export function makeRings({ log, sender, doubted }: RingsOptions): Rings {
  let queue: Waiting[] = [];
  let sending = 0;
  let dropped = 0;
  let toldFull = false;
  /** After a failure, until the store is known to be sound: a dying connection must not use up the tries. */
  let held = false;

  const retry = (ring: Waiting, send: Send, error: unknown): void => {
    held = true;
    doubted(error);
    const tries = ring.by === send ? ring.tries + 1 : 1;
    if (tries < TRIES) return void queue.push({ ...ring, tries, by: send });
    dropped += 1;
    log.warn({ delivery: ring.id, error: sentenceOf(error) }, 'a ring was given up and left to the sweep');
  };

  const flush = oneAtATime(async () => {
    for (;;) {
      const send = sender();
      if (held || send === null || queue.length === 0) return;
      const batch = queue.splice(0, SAVES_AT_ONCE);
      sending = batch.length;
      const results = await Promise.allSettled(batch.map((ring) => send(ring)));
      sending = 0;
      const failed = batch.flatMap((ring, index) => {
        const result = results[index];
        return result?.status === 'rejected' ? [{ ring, error: result.reason }] : [];
      });
      for (const { ring, error } of failed) retry(ring, send, error);
      if (failed.length === 0) toldFull = false;
    }
  });

  return {
    add: (id, at) => {
      if (Number.isNaN(at.getTime())) {
        log.error({ delivery: id }, 'a ring without a time was left to the sweep');
        return;
      }
      if (queue.length < WAITING_LIMIT) {
        queue.push({ id, at, tries: 0, by: null });
        return flush();
      }
      dropped += 1;
      if (!toldFull) log.warn({ waiting: queue.length }, 'too many rings wait for the alarm store: left to the sweep');
      toldFull = true;
    },
    resume: () => {
      held = false;
      flush();
    },
    settle: async (timeoutMs) => {
      const until = performance.now() + timeoutMs;
      const isMoving = (): boolean => !held && sender() !== null && queue.length + sending > 0;
      while (isMoving() && performance.now() < until) await sleep(10);
      if (queue.length > 0) log.warn({ rings: queue.length }, 'rings are left to the sweep');
      queue = [];
    },
    waiting: () => queue.length,
    dropped: () => dropped,
  };
}
