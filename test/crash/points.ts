import { setTimeout as sleep } from 'node:timers/promises';
import type { FromChild, Stand } from './desk-child.js';

/** Every call that the runner awaits has three moments; `during` is a little after it was begun, with its answer still to come. */
export const PHASES = ['before', 'during', 'after'] as const;
export type Phase = (typeof PHASES)[number];

export interface Points {
  /** `target` with each of its methods, which must all be asynchronous, passing its three points. */
  watch<T extends object>(target: T, named: (method: string, args: readonly unknown[]) => string): T;
}

/** Points are named `mark#2:after`: the second call of that name, its answer received. Something happens at the one that is asked for. */
export function makePoints(
  stand: Stand | null,
  tell: (message: FromChild) => Promise<void>,
  go: () => Promise<void>,
): Points {
  const counts = new Map<string, number>();

  async function pass(call: string, phase: Phase): Promise<void> {
    if (stand?.at !== `${call}:${phase}`) return;
    await tell({ at: stand.at });
    if (stand.act === 'hold') return go();
    process.kill(process.pid, stand.act === 'kill' ? 'SIGKILL' : 'SIGSTOP');
  }

  async function through(name: string, begin: () => Promise<unknown>): Promise<unknown> {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const call = `${name}#${count}`;
    await tell({ call });
    await pass(call, 'before');
    const running = begin();
    if (stand?.at === `${call}:during`) {
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
