import { setTimeout as sleep } from 'node:timers/promises';
import { Deferred } from '../../src/sandbox/telegram/deferred.js';
import type { Stand } from './desk-child.js';

/** Every call that a runner awaits has three moments; `during` is a little after it was begun, with its answer still to come. */
export const PHASES = ['before', 'during', 'after'] as const;
type Phase = (typeof PHASES)[number];

export interface Points {
  /** `target` with each of its methods, which must all be asynchronous, passing its three points. */
  watch<T extends object>(target: T, named: (method: string, args: readonly unknown[]) => string): T;
}

export interface Surroundings {
  readonly stand: Stand | null;
  /** Told of every call before it is made: `mark#2` is the second of its name. */
  called(call: string): Promise<void>;
  /** It stands there now. Returns when it may go on, if ever. */
  stands(act: Stand['act']): Promise<void>;
  /** Everybody else stands where they should, or waits here too. */
  others(): Promise<void>;
}

/** Points are named `mark#2:after`: the second call of that name, its answer received. Something happens at the one that is asked for. */
export function makePoints({ stand, called, stands, others }: Surroundings): Points {
  const counts = new Map<string, number>();

  async function pass(call: string, phase: Phase): Promise<void> {
    if (stand?.at === `${call}:${phase}`) await stands(stand.act);
  }

  async function through(name: string, begin: () => Promise<unknown>): Promise<unknown> {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const call = `${name}#${count}`;
    await called(call);
    await pass(call, 'before');
    const isHere = stand?.at === `${call}:during`;
    // A request that hangs may wait for the others; what asks Postgres is answered too soon for that.
    if (isHere && name !== 'request') await others();
    const running = begin();
    if (isHere) {
      // Its failure is thrown below.
      running.catch(() => undefined);
      await sleep(stand.duringMs ?? 3);
      await pass(call, 'during');
    }
    const answer = await running;
    await pass(call, 'after');
    return answer;
  }

  return {
    watch: (target, named) =>
      new Proxy(target, {
        get(inner, key) {
          const method: unknown = Reflect.get(inner, key, inner);
          if (typeof method !== 'function') return method;
          return (...args: unknown[]) =>
            through(named(String(key), args), async () => Reflect.apply(method, inner, args));
        },
      }),
  };
}

export interface Gathering {
  /** Returns when it is over, if there is anything after it. */
  arrive(): Promise<void>;
  /** Returns when only those who wait here are missing. */
  others(): Promise<void>;
}

/** When all of `expected` have arrived, or the first of those that waited for the others, `end` happens to all at once. */
export function gather(expected: number, end: () => Promise<void>): Gathering {
  const on = new Deferred<void>();
  const over = new Deferred<void>();
  let arrived = 0;
  let waiting = 0;
  let ended = false;
  const look = (): void => {
    if (arrived + waiting < expected || ended) return;
    if (waiting > 0 && arrived + waiting === expected) return on.resolve();
    ended = true;
    void end().then(over.resolve);
  };
  return {
    arrive() {
      arrived += 1;
      look();
      return over.promise;
    },
    others() {
      waiting += 1;
      look();
      return on.promise;
    },
  };
}
