import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { Log, StoredUpdate, UpdateStore } from '../src/ports.js';
import { describeError } from './api-errors.js';
import { readUpdate } from './receive-update.js';
import type { UpdateLine } from './update-line.js';

const LOOK_EVERY_MS = 250;
const IN_HAND_MAX = 100;
/** An update that ended so many processes is not tried on another one. */
const TRIES_MAX = 5;

/** Takes stored updates, whichever process stored them, and puts them in line. */
export interface StoredUpdates {
  open(): void;
  /** Looks at once. */
  nudge(): void;
  /** Gives back what is not finished. */
  close(): Promise<void>;
}

interface Parts {
  readonly updates: UpdateStore;
  readonly line: UpdateLine;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How often it looks without being nudged. */
  readonly everyMs?: number;
}

export function takeStored({ updates, line, log, signal, everyMs = LOOK_EVERY_MS }: Parts): StoredUpdates {
  const handled = new Set<number>();
  let nudged = new AbortController();
  let running: Promise<void> | null = null;
  let extendAt = 0;

  function settle(id: number): void {
    handled.add(id);
    nudged.abort();
  }

  function take({ id, body, tries }: StoredUpdate): void {
    if (handled.has(id)) return;
    const update: Update | null = tries > TRIES_MAX ? null : readUpdate(body);
    if (update) return void line.take(update).then((isDone) => isDone && settle(id));
    log.error({ update: id, tries }, 'An update is passed over: nothing could be done with it');
    settle(id);
  }

  async function finish(): Promise<void> {
    const ids = [...handled];
    if (ids.length === 0) return;
    await updates.finish(ids);
    for (const id of ids) handled.delete(id);
  }

  async function look(): Promise<void> {
    await finish();
    if (performance.now() >= extendAt && line.inHand.size > 0) {
      await updates.extend();
      extendAt = performance.now() + updates.leaseMs / 4;
    }
    const room = IN_HAND_MAX - line.inHand.size;
    if (room > 0) for (const stored of await updates.claim(room)) take(stored);
  }

  async function run(): Promise<void> {
    let isAway = false;
    while (!signal.aborted) {
      nudged = new AbortController();
      try {
        await look();
        isAway = false;
      } catch (err) {
        if (!isAway) log.warn({ reason: describeError(err) }, 'Stored updates cannot be taken');
        isAway = true;
      }
      await sleep(everyMs, null, {
        signal: isAway ? signal : AbortSignal.any([signal, nudged.signal]),
      }).catch(() => undefined);
    }
  }

  return {
    open() {
      running ??= run();
    },
    nudge() {
      nudged.abort();
    },
    async close() {
      await running;
      // What fails here is taken again when the lease has lapsed.
      await finish().catch(() => undefined);
      await updates.release().catch(() => undefined);
    },
  };
}
