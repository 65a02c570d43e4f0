import { Agenda, InMemoryNotificationChannel, type Job as AgendaJob, toJobId } from 'agenda';
import type { Log } from '../src/ports.js';
import type { Job } from './define.js';
import type { Gate } from './gate.js';
import { sentenceOf } from './sentence.js';
import { oneAtATime } from './timing.js';

export interface Worker {
  /** Looks for due rows now. */
  wake(name: string): void;
  /** Makes the recurring rows that are missing, and removes the second of two made at the same moment. */
  mendRecurring(): Promise<void>;
  /** Begins nothing more; what runs, runs on. */
  stop(): Promise<void>;
}

/** How many jobs run, over all connections there ever were: a job outlives the connection that brought it. */
export interface Tally {
  running: number;
}

export interface WorkerOptions {
  readonly gate: Gate;
  readonly tally: Tally;
  readonly jobs: readonly Job[];
  readonly log: Log;
  readonly self: string;
  readonly processEveryMs: number;
  failed(error: unknown): void;
}

/** Agenda over one connection, as an alarm clock only: it neither retries nor keeps what is done. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { gate, jobs, log, self, tally, failed } = options;
  const channel = new InMemoryNotificationChannel();
  channel.on('error', failed);
  const agenda = new Agenda({
    name: self,
    // Connected already: Agenda's own connecting never ends, and rejects unheard, where there is no server.
    backend: {
      name: 'alarm',
      repository: gate.repository,
      ownsConnection: false,
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
    },
    notificationChannel: channel,
    processEvery: options.processEveryMs,
    maxConcurrency: jobs.reduce((sum, { concurrency }) => sum + concurrency, 0),
    removeOnComplete: true,
  });
  agenda.on('error', failed);

  for (const job of jobs) {
    const { concurrency, lockLimit, lockLifetimeMs: lockLifetime } = job;
    const handle = async (row: AgendaJob): Promise<void> => {
      tally.running += 1;
      const release = keepLocked(row, lockLifetime / 3);
      try {
        if (row.attrs._id !== undefined) gate.begun(row.attrs._id);
        await job.run(row.attrs.data);
      } catch (error) {
        // Swallowed, so that Agenda removes the row: it does not retry, and failed rows would pile up.
        log.error({ job: job.name, error: sentenceOf(error) }, 'a job failed');
      } finally {
        tally.running -= 1;
        await release();
      }
    };
    agenda.define(job.name, handle, { concurrency, lockLimit, lockLifetime, removeOnComplete: true });
  }
  // Before the start, which may run the row at once by the interval it had. A row that is there keeps its time.
  for (const { name, everyMs } of jobs) if (everyMs !== null) await agenda.every(everyMs, name, {});
  await agenda.start();

  const wakers = new Map(jobs.map(({ name }) => [name, oneAtATime(() => look(channel, name))]));
  return {
    wake: (name) => wakers.get(name)?.(),
    mendRecurring: async () => {
      for (const job of jobs) if (job.everyMs !== null) await mend(agenda, job.name, job.everyMs);
    },
    stop: () => agenda.stop(false),
  };
}

/** Agenda fills its queue when told of a job of that name; which one does not matter to it. */
async function look(channel: InMemoryNotificationChannel, jobName: string): Promise<void> {
  if (channel.state !== 'connected') return;
  await channel.publish({ jobId: toJobId(''), jobName, nextRunAt: null, priority: 0, timestamp: new Date(0) });
}

/** Agenda starts a job that outlives its lock a second time: the lock is renewed while we are alive. */
function keepLocked(row: AgendaJob, everyMs: number): () => Promise<void> {
  let touching: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    touching = row.touch().catch(() => {});
  }, everyMs);
  return async () => {
    clearInterval(timer);
    // A renewal that arrives after the release would lock a finished row.
    await touching;
  };
}

async function mend(agenda: Agenda, name: string, everyMs: number): Promise<void> {
  const { jobs } = await agenda.queryJobs({ name });
  if (jobs.length === 0) {
    await agenda.every(everyMs, name, {});
    return;
  }
  const [, ...spare] = jobs.map(({ _id }) => _id).toSorted();
  if (spare.length > 0) await agenda.cancel({ ids: spare });
}
