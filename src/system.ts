import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Ids } from './ports.js';

/** The machine's clock; the only caller of `new Date()`. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    sleep(ms, undefined, { signal }).catch((thrown: unknown) => {
      if (!signal?.aborted) throw thrown;
    }),
};

/** The machine's randomness. */
export const systemIds: Ids = {
  uuid: () => uuidV7(Date.now()),
  secret: (bytes) => randomBytes(bytes).toString('base64url'),
  random: () => Math.random(),
};

/** A random UUID whose first 48 bits are the time, so that rows made together lie together. */
function uuidV7(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const random = randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}
