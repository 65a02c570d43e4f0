import type { JobId, JobRepository } from 'agenda';

/** Agenda's way to its rows, and the only place that knows which of them this process holds. */
export interface Gate {
  readonly repository: JobRepository;
  /** Locked here and not begun. */
  readonly held: ReadonlySet<JobId>;
  /** A held row is being run. */
  begun(id: JobId): void;
  /** True while Agenda still writes about rows it ran. */
  busy(): boolean;
  /** From now on Agenda is given no row. */
  shut(): void;
  /** Unlocks rows that will not be run here. */
  giveBack(ids: Iterable<JobId>): Promise<void>;
}

export interface GateEvents {
  /** A call failed that Agenda makes without waiting for it; unheard, such a rejection ends the process. */
  failed(error: unknown): void;
  /** A row was locked, which may be ahead of its time. */
  taken(name: string, dueAt: Date | null): void;
  /** A finished row was removed, so there is room for the next. */
  removed(): void;
}

/**
 * Agenda locks rows that are due soon ahead of their time, and goes on locking while it stops; its `drain` leaves them locked.
 * So rows are counted where they are taken. The repository is changed in place: it is ours alone.
 */
export function makeGate(repository: JobRepository, events: GateEvents): Gate {
  const held = new Set<JobId>();
  const writing = new Set<Promise<unknown>>();
  let open = true;

  const track = async <T>(work: Promise<T>): Promise<T> => {
    writing.add(work);
    try {
      return await work;
    } finally {
      writing.delete(work);
    }
  };
  const take = repository.getNextJobToRun.bind(repository);
  const unlock = repository.unlockJob.bind(repository);
  const save = repository.saveJobState.bind(repository);
  const remove = repository.removeJobs.bind(repository);
  // Row by row, because `unlockJobs` also unlocks a row whose run had begun, here or in a process that was killed. Such a row
  // has no time any more: unlocked it looks finished, and its ring is lost. Left locked it is run again after a lifetime.
  const giveBack = async (ids: Iterable<JobId>): Promise<void> => {
    const unlocking = [...ids].map(async (_id) => {
      await track(unlock({ _id, name: '', type: 'normal', priority: 0, nextRunAt: null, data: null }));
      held.delete(_id);
    });
    await Promise.all(unlocking);
  };

  repository.getNextJobToRun = async (...question) => {
    if (!open) return undefined;
    const job = await track(take(...question));
    if (job?._id !== undefined) held.add(job._id);
    // The gate may have been shut during the question: it is given back with the others.
    if (job === undefined || !open) return undefined;
    events.taken(job.name, job.nextRunAt);
    return job;
  };
  repository.unlockJobs = async (ids) => giveBack([...held].filter((id) => ids.includes(id))).catch(events.failed);
  repository.unlockJob = async ({ _id }) => {
    if (_id !== undefined && held.has(_id)) await giveBack([_id]).catch(events.failed);
  };
  repository.saveJobState = (...state) => track(save(...state));
  repository.removeJobs = async (options) => {
    const removed = await track(remove(options));
    events.removed();
    return removed;
  };

  return {
    repository,
    held,
    begun: (id) => void held.delete(id),
    busy: () => writing.size > 0,
    shut: () => {
      open = false;
    },
    giveBack,
  };
}
