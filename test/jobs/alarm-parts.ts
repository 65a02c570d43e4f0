import { setTimeout as sleep } from 'node:timers/promises';
import { type Alarm, startAlarm } from '../../jobs/agenda.js';
import type { Job } from '../../jobs/define.js';
import { deliverJob } from '../../jobs/deliver.js';
import type { StoreAddress } from '../../jobs/store.js';
import type { Pace } from '../../jobs/supervisor.js';
import type { Clock, Log } from '../../src/ports.js';
import { until } from '../support/until.js';

/** Quicker than in earnest, so that tests are. */
export const brisk: Partial<Pace> = { processEveryMs: 200, probeEveryMs: 400, retryFromMs: 50, retryToMs: 300 };

export const realClock: Clock = {
  now: () => new Date(),
  sleep: (ms) => sleep(ms),
};

export function collectingLog(also: (line: string) => void = () => {}): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (fields: object, sentence: string): void => {
      const line = `${level} ${sentence} ${JSON.stringify(fields)}`;
      lines.push(line);
      also(line);
    };
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  };
  return { log, lines };
}

export interface DeskOptions {
  readonly store: StoreAddress;
  readonly work?: boolean;
  readonly pace?: Partial<Pace>;
  readonly deliver?: (id: string) => Promise<void> | void;
  /** Changes to the job `deliver`. */
  readonly job?: Partial<Job>;
  readonly more?: readonly Job[];
}

/** An alarm clock in this process, and what it did. */
export interface Desk extends AsyncDisposable {
  readonly alarm: Alarm;
  readonly calls: readonly { readonly id: string; readonly at: Date }[];
  readonly lines: readonly string[];
  isUp(): Promise<void>;
  called(...ids: readonly string[]): Promise<void>;
}

export function openDesk({ store, work = true, pace, deliver, job, more = [] }: DeskOptions): Desk {
  const calls: { id: string; at: Date }[] = [];
  const { log, lines } = collectingLog();
  const base = deliverJob(async (id) => {
    calls.push({ id, at: new Date() });
    await deliver?.(id);
  });
  const alarm = startAlarm({
    store,
    work,
    log,
    clock: realClock,
    jobs: [{ ...base, ...job }, ...more],
    pace: { ...brisk, ...pace },
  });
  return {
    alarm,
    calls,
    lines,
    isUp: () => until('the store is there', () => alarm.state().up),
    called: (...ids) =>
      until(`called: ${ids.join(' ')}`, () => ids.every((id) => calls.some((call) => call.id === id))),
    [Symbol.asyncDispose]: () => alarm.drain(2_000),
  };
}

export function fromNow(ms: number): Date {
  return new Date(Date.now() + ms);
}
