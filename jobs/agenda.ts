import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlarmLook, AlarmState, Clock, Log, Wake } from '../src/ports.js';
import type { Job } from './define.js';
import { makeRings } from './rings.js';
import { openSession } from './session.js';
import type { StoreAddress } from './store.js';
import { type Pace, supervise } from './supervisor.js';
import { within } from './timing.js';

export interface AlarmOptions {
  readonly store: StoreAddress;
  readonly jobs: readonly Job[];
  readonly log: Log;
  readonly clock: Clock;
  /** False: this process only rings; others do the jobs. */
  readonly work: boolean;
  readonly pace?: Partial<Pace>;
}

export interface Alarm extends Wake, AsyncDisposable {
  state(): AlarmState;
  /** What lies in the store; null while it is away. */
  look(): Promise<AlarmLook | null>;
  /**
   * Begins nothing more, waits for what runs, gives back what was locked. Takes little more than `timeoutMs`. Agenda's timers may
   * then keep an idle process alive for half a lock lifetime (30 s at most): end it explicitly.
   */
  drain(timeoutMs: number): Promise<void>;
}

const PACE: Pace = {
  processEveryMs: 500,
  probeEveryMs: 5_000,
  probeTimeoutMs: 3_000,
  retryFromMs: 200,
  retryToMs: 3_000,
};
const DISPOSE_MS = 5_000;

let started = 0;

/** Returns at once; the store may be absent, come, go and lose everything. Nothing of it ends the process. */
export function startAlarm(options: AlarmOptions): Alarm {
  const { log, clock } = options;
  const pace = { ...PACE, ...options.pace };
  started += 1;
  const self = `${hostname()}:${process.pid}:${started}`;
  const tally = { running: 0 };
  let up = false;
  let since = clock.now();
  let lastError: string | null = null;
  let connected = 0;
  let drained: Promise<void> | null = null;

  const supervisor = supervise(
    pace,
    {
      up: () => {
        up = true;
        since = clock.now();
        connected += 1;
        log.info({ store: options.store.kind, connected }, 'the alarm store is there');
        rings.resume();
      },
      down: (reason) => {
        if (up || reason !== lastError) log.warn({ store: options.store.kind, reason }, 'the alarm store is away');
        if (up) since = clock.now();
        up = false;
        lastError = reason;
      },
      doubted: (reason) => log.debug({ reason }, 'the alarm store is looked at'),
      sound: () => rings.resume(),
    },
    (leftover, doubted) =>
      openSession({
        ...options,
        self,
        tally,
        leftover,
        processEveryMs: pace.processEveryMs,
        doubted,
      }),
  );

  const rings = makeRings({
    log,
    sender: () => supervisor.session()?.ring ?? null,
    doubted: supervisor.doubted,
  });

  const drain = async (timeoutMs: number): Promise<void> => {
    const until = performance.now() + timeoutMs;
    const session = supervisor.stop();
    session?.shut();
    const isBusy = (): boolean => tally.running > 0 || (session?.busy() ?? false);
    const resting = async (): Promise<void> => {
      while (isBusy() && performance.now() < until) await sleep(10);
    };
    await Promise.all([resting(), rings.settle(timeoutMs)]);
    if (tally.running > 0) log.warn({ running: tally.running }, 'jobs are left running');
    await session?.close();
    await within(supervisor.over, Math.max(0, until - performance.now()), 'an attempt to connect').catch(() => {});
    up = false;
    since = clock.now();
    lastError = 'drained';
  };

  return {
    ring: (deliveryId, at) => {
      if (drained === null) rings.add(deliveryId, at);
    },
    state: () => ({
      store: options.store.kind,
      up,
      since,
      lastError,
      waiting: rings.waiting(),
      dropped: rings.dropped(),
      connected,
    }),
    look: async () => {
      try {
        return (await supervisor.session()?.look()) ?? null;
      } catch (error) {
        supervisor.doubted(error);
        return null;
      }
    },
    drain: (timeoutMs) => (drained ??= drain(timeoutMs)),
    [Symbol.asyncDispose]: () => (drained ??= drain(DISPOSE_MS)),
  };
}
