import type { JobId } from 'agenda';
import type { AlarmLook, Clock, Log } from '../src/ports.js';
import type { Job } from './define.js';
import { DELIVER } from './deliver.js';
import { makeGate } from './gate.js';
import type { Ring } from './rings.js';
import { openStore } from './open-store.js';
import type { StoreAddress } from './store.js';
import { oneAtATime, within } from './timing.js';
import { startWorker, type Tally, type Worker } from './worker.js';

/** The alarm clock over one connection, from its opening to its loss or the end of the process. */
export interface Session {
  ring(ring: Ring): Promise<void>;
  probe(): Promise<void>;
  look(): Promise<AlarmLook>;
  /** Nothing is begun from now on; what runs, runs on. */
  shut(): void;
  /** True while Agenda still writes about jobs that are done. */
  busy(): boolean;
  /** Gives back what is held and closes, without waiting long for either. */
  close(): Promise<void>;
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

/** A store that does not answer is not waited for. */
const LEAVE_MS = 500;
const TIMER_SLACK_MS = 2;

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
    taken: (name, dueAt) => {
      // Agenda times the row itself, but once only: when that timer is a millisecond early, the row waits for the next look.
      const inMs = (dueAt?.getTime() ?? 0) - clock.now().getTime();
      if (inMs > 0) setTimeout(() => worker?.wake(name), inMs + TIMER_SLACK_MS).unref();
    },
    removed: () => setImmediate(() => worker?.wake(DELIVER)),
  });
  const shut = (): void => {
    gate.shut();
    worker?.stop().catch(doubted);
  };
  try {
    await gate.giveBack(leftover);
    if (options.work) worker = await startWorker({ ...options, gate, failed: doubted });
  } catch (error) {
    shut();
    store.close().catch(doubted);
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
    look: () => store.look(clock.now()),
    shut,
    busy: () => gate.busy(),
    close: async () => {
      await within(gate.giveBack(gate.held), LEAVE_MS, 'giving jobs back').catch(doubted);
      await within(store.close(), LEAVE_MS, 'closing the alarm store').catch(doubted);
    },
    abandon: () => {
      shut();
      store.close().catch(doubted);
      return [...gate.held];
    },
  };
}
