import type { Claimed } from '../../src/db/claimed.js';
import type { DeliveryStore } from '../../src/db/delivery-store.js';
import { createDispatch } from '../../src/usecases/dispatch.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { runDelivery, type RunDeps } from '../../src/usecases/run-delivery.js';
import { runRemoval } from '../../src/usecases/run-removal.js';
import type { Notices, Tally } from '../../src/ports.js';
import { systemIds } from '../../src/system.js';
import { quietLog } from './log.js';

const SILENT: Notices = { request: async () => null, send: async () => ({ kind: 'published' }) };

/** A worker that works when it is told to. */
export interface HandWorker {
  /** Sends whatever of the desk is due at `now` and may leave, until nothing is left, notices aside. */
  workAt(now: Date): Promise<void>;
  run(claimed: Claimed): Promise<void>;
}

/** Notices go nowhere unless a bot is given to say them. */
export function openHandWorker(desk: Desk, store: DeliveryStore, notices: Notices = SILENT, tally?: Tally): HandWorker {
  const dispatch = createDispatch({ ...desk, sql: sqlOutside(desk), notices });
  const { clock } = desk;
  const deps: RunDeps = {
    store,
    dispatch,
    clock,
    ids: systemIds,
    log: quietLog,
    leaseMs: 60_000,
    settled: () => undefined,
    ...(tally && { tally }),
  };
  const run = (claimed: Claimed) => (claimed.row.state === 'removing' ? runRemoval : runDelivery)(deps, claimed);
  return {
    run,
    async workAt(now) {
      for (;;) {
        const claimed = await store.claimDue(50, now);
        if (claimed.length === 0) return;
        for (const one of claimed) await run(one);
      }
    },
  };
}
