import { type Alarm, startAlarm } from '../jobs/agenda.js';
import { jobs } from '../jobs/index.js';
import type { Config } from './config.js';
import { DeliveryStore } from './db/delivery-store.js';
import { createMetricCounters, type MetricCounters } from './db/metric-counters.js';
import type { Run } from './db/prepared.js';
import { every } from './every.js';
import type { Notices, SendPace, Wake } from './ports.js';
import { type Desk, sqlOutside } from './usecases/desk.js';
import { createDispatch } from './usecases/dispatch.js';
import { followChat } from './usecases/follow-chat.js';
import { beat } from './usecases/heartbeat.js';
import { lookAfter } from './usecases/look-after.js';
import { refreshAccounts } from './usecases/refresh-accounts.js';
import { sweep } from './usecases/sweep.js';
import { tidy } from './usecases/tidy.js';
import { createWorker, type Worker } from './usecases/worker.js';

/** How fast the desk works; tests hurry it. */
export interface WorkPace {
  readonly leaseMs: number;
  readonly lookEveryMs: number;
  readonly sweepEveryMs: number;
  readonly beatEveryMs: number;
  readonly refreshEveryMs: number;
  /** How often what was counted is written down. */
  readonly countEveryMs: number;
  readonly concurrency: number;
  /** Of everything that is under way when the desk is told to stop. */
  readonly drainMs: number;
}

export interface WorkWiring {
  readonly desk: Desk;
  readonly notices: Notices;
  readonly pace: WorkPace;
  readonly sendPace: SendPace;
  /** Where the alarm keeps its jobs when no MongoDB is configured. */
  readonly alarmUrl: string;
  readonly run: Run;
  /** What is to be closed with the desk. */
  readonly opened: AsyncDisposableStack;
}

/** What every process has of the work: it rings; one with the role `worker` also hears and does it. */
export interface Work extends Wake {
  readonly alarm: Pick<Alarm, 'state' | 'look'>;
  readonly tally: MetricCounters;
}

export async function openWork(config: Config, wiring: WorkWiring): Promise<Work> {
  const { desk, notices, pace, sendPace, alarmUrl, run, opened } = wiring;
  const { clock, ids, log, wake, tracer } = desk;
  const { leaseMs, concurrency, lookEveryMs: everyMs } = pace;
  const works = config.roles.includes('worker');
  const db = sqlOutside(desk);
  const tally = openTally(wiring);
  const store = new DeliveryStore(db, leaseMs, run);
  const pacing = { pace: sendPace, clock, follow: (from: string, to: string) => followChat(desk, from, to) };
  const dispatch = createDispatch({ ...desk, sql: db, notices, pacing });
  const worker = createWorker(
    { store, dispatch, wake, clock, ids, log, leaseMs, tally, ...(tracer && { tracer }) },
    { concurrency, everyMs, works },
  );
  const alarm = startAlarm({
    store: config.mongodbUrl ? { kind: 'mongodb', url: config.mongodbUrl } : { kind: 'postgres', url: alarmUrl },
    jobs: jobs({ deliver: (id) => worker.ring(id), tidy: () => tidy(desk) }),
    log,
    clock,
    work: works,
  });
  opened.defer(async () => {
    await Promise.all([worker.drain(pace.drainMs), alarm.drain(pace.drainMs)]);
  });
  if (works) startTimers(wiring, worker);
  return {
    alarm,
    tally,
    ring(id, at) {
      alarm.ring(id, at);
      if (at <= clock.now()) worker.nudge();
    },
  };
}

/** What is counted from here on is written down now and then, and at the end. */
function openTally({ desk, pace, opened }: WorkWiring): MetricCounters {
  const { log } = desk;
  const tally = createMetricCounters();
  const write = () => tally.write(sqlOutside(desk));
  const written = every({ work: 'count', ms: pace.countEveryMs }, log, write);
  opened.defer(async () => {
    await written();
    await write().catch((err: unknown) => log.warn({ err }, 'What was counted last is lost'));
  });
  return tally;
}

/** What the worker does by its own clock, rung or not. */
function startTimers({ desk, pace, opened }: WorkWiring, worker: Worker): void {
  const { log } = desk;
  worker.start();
  opened.defer(
    every({ work: 'sweep', ms: pace.sweepEveryMs }, log, async () => (await sweep(desk)) > 0 && worker.nudge()),
  );
  const ending = new AbortController();
  const looked = every({ work: 'look-after', ms: pace.lookEveryMs }, log, () => lookAfter(desk, ending.signal));
  const refreshed = every({ work: 'refresh-accounts', ms: pace.refreshEveryMs }, log, () =>
    refreshAccounts(desk, ending.signal),
  );
  opened.defer(async () => {
    ending.abort();
    await Promise.all([looked(), refreshed()]);
  });
  opened.defer(every({ work: 'heartbeat', ms: pace.beatEveryMs }, log, () => beat(desk)));
}
