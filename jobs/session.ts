import { setTimeout as sleep } from 'node:timers/promises';
import type { JobId } from 'agenda';
import type { Clock, Log } from '../src/ports.js';
import type { Job } from './define.js';
import { DELIVER } from './deliver.js';
import { type Gate, makeGate } from './gate.js';
import type { Ring } from './rings.js';
import { type JobStore, openStore, type StoreAddress } from './store.js';
import { oneAtATime, within } from './timing.js';
import { startWorker, type Tally, type Worker } from './worker.js';

/** The alarm clock over one connection, from its opening to its loss or the end of the process. */
export interface Session {
  ring(ring: Ring): Promise<void>;
  probe(): Promise<void>;
  /** Waits for what runs, gives back what is held, closes. */
  stop(timeoutMs: number): Promise<void>;
  /** The store is gone: nothing is waited for. The rows still locked for us, to be given back by the next session. */
  abandon(): readonly JobId[];
}

export interface SessionOptions {
  readonly store: StoreAddress;
  readonly jobs: readonly Job[];
  readonly log: Log;
  readonly clock: Clock;
  readonly work: boolean;
  readonly self: string;
  readonly tally: Tally;
  readonly processEveryMs: number;
  /** What the session before this one held when its store was lost. */
  readonly leftover: readonly JobId[];
  doubted(error: unknown): void;
}

/** Rows are given back and connections closed within this much of a drain that is over its time. */
const LEAVE_MS = 500;

export async function openSession(options: SessionOptions): Promise<Session> {
  const { clock, processEveryMs, doubted, self, leftover } = options;
  let worker: Worker | null = null;
  const store = await openStore(options.store.kind, {
    url: options.store.url,
    self,
    listen: options.work,
    heard: (name) => worker?.wake(name),
    doubted,
  });
  const gate = makeGate(store.repository, {
    failed: doubted,
    removed: () => setImmediate(() => worker?.wake(DELIVER)),
  });
  try {
    await gate.giveBack(leftover);
    if (options.work) worker = await startWorker({ ...options, gate, failed: doubted });
  } catch (error) {
    leave(gate, worker, store);
    throw error;
  }

  const announce = oneAtATime(() => store.announce(DELIVER).catch(doubted));
  return {
    ring: async ({ id, at }) => {
      // Not through `agenda.schedule`: it runs what it cannot read as a date at once, and waits for the queue to be filled.
      await store.repository.saveJob(
        { name: DELIVER, type: 'normal', priority: 0, nextRunAt: at, data: { id } },
        { lastModifiedBy: self },
      );
      if (at.getTime() - clock.now().getTime() > processEveryMs) return;
      worker?.wake(DELIVER);
      announce();
    },
    probe: async () => {
      await store.probe();
      await worker?.mendRecurring();
    },
    stop: async (timeoutMs) => {
      const until = performance.now() + timeoutMs;
      gate.shut();
      await within(worker?.stop() ?? Promise.resolve(), timeoutMs, 'stopping Agenda').catch(doubted);
      while ((options.tally.running > 0 || gate.busy()) && performance.now() < until) await sleep(10);
      await within(gate.giveBack(gate.held), LEAVE_MS, 'giving jobs back').catch(doubted);
      await within(store.close(), LEAVE_MS, 'closing the alarm store').catch(doubted);
    },
    abandon: () => {
      leave(gate, worker, store);
      return [...gate.held];
    },
  };
}

/** Every error here is about a connection that is being thrown away. */
function leave(gate: Gate, worker: Worker | null, store: JobStore): void {
  gate.shut();
  worker?.stop().catch(() => {});
  store.close().catch(() => {});
}
