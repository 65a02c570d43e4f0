import type { Claimed } from '../db/claimed.js';
import { untraced, type Wake } from '../ports.js';
import { runDelivery, type RunDeps } from './run-delivery.js';
import { runRemoval } from './run-removal.js';
import { watchTrouble } from './trouble.js';

export interface WorkerLimits {
  /** Rows under way at once. */
  readonly concurrency: number;
  /** How often to look for due rows, rung or not. */
  readonly everyMs: number;
  /** False in a process that leaves the work to others. */
  readonly works: boolean;
}

export interface Worker {
  /** An alarm rang for this row: it is taken if it is due. */
  ring(id: string): Promise<void>;
  /** Something is due now: look at once. */
  nudge(): void;
  start(): void;
  /** Takes nothing new and waits for what is under way, at most so long; what is left lapses. */
  drain(timeoutMs: number): Promise<void>;
}

export interface WorkerDeps extends Omit<RunDeps, 'settled'> {
  /** Each retry and each wait is also an alarm at its time. */
  readonly wake: Wake;
}

/** Claims what is due, rung or not, and runs it. Any number of workers may do so on one database. */
export function createWorker(deps: WorkerDeps, limits: WorkerLimits): Worker {
  const underWay = new Set<Promise<void>>();
  const claiming = new Set<Promise<void>>();
  let stopped = !limits.works;
  let looking: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  const trouble = watchTrouble(
    deps.log,
    {},
    { failed: 'Could not look for what is due', well: 'What is due can be looked for again' },
  );
  const runDeps: RunDeps = {
    ...deps,
    settled(claimed, event, due) {
      if (due.length > 0) nudge();
      if (event.type === 'retry') deps.wake.ring(claimed.id, event.at);
      if (event.type === 'wait') deps.wake.ring(claimed.id, event.until);
    },
  };

  function start(claimed: Claimed, since: Date): void {
    const act = claimed.row.state === 'removing' ? runRemoval : runDelivery;
    const run = traced(claimed, since, () => act(runDeps, claimed))
      .catch((err: unknown) => deps.log.error({ delivery: claimed.id, err }, 'A delivery was dropped by its worker'))
      .finally(() => {
        underWay.delete(run);
        // In batches: a claim for every freed place would cost more than the work.
        if (underWay.size === limits.concurrency >> 1) nudge();
      });
    underWay.add(run);
  }

  /** As a part of the tap that let it go, wherever that was. */
  function traced({ id, kind, trace, part, row }: Claimed, since: Date, work: () => Promise<void>): Promise<void> {
    const { tracer = untraced } = deps;
    // A settle that looks for more work would else seem to have done what it found.
    if (trace === null) return tracer.apart(work);
    const facts = { 'copydesk.delivery': id, kind, platform: part?.platform ?? '', tries: row.tries };
    const whole = () => {
      tracer.past('claim', since, {});
      return work();
    };
    return tracer.span('delivery', facts, whole, trace);
  }

  async function look(): Promise<void> {
    for (;;) {
      again = false;
      const free = limits.concurrency - underWay.size;
      if (free <= 0) return;
      const since = deps.clock.now();
      const claimed = await deps.store.claimDue(free, since);
      for (const one of claimed) start(one, since);
      if (stopped || (claimed.length < free && !again)) return;
    }
  }

  async function take(id: string): Promise<void> {
    const since = deps.clock.now();
    const claimed = await deps.store.claim(id, since);
    if (claimed) start(claimed, since);
  }

  function nudge(): void {
    if (stopped) return;
    again = true;
    looking ??= look()
      .then(trouble.well)
      .catch(trouble.failed)
      .finally(() => {
        looking = null;
      });
  }

  return {
    nudge,
    async ring(id) {
      if (stopped || underWay.size >= limits.concurrency) return;
      // The sweep finds what a ring could not take.
      const claim = take(id)
        .catch(trouble.failed)
        .finally(() => claiming.delete(claim));
      claiming.add(claim);
      await claim;
    },
    start() {
      timer = setInterval(nudge, limits.everyMs);
      nudge();
    },
    async drain(timeoutMs) {
      stopped = true;
      clearInterval(timer);
      // What is being claimed at this moment will be under way.
      await Promise.allSettled([looking, ...claiming]);
      await Promise.race([Promise.all(underWay), deps.clock.sleep(timeoutMs)]);
    },
  };
}
