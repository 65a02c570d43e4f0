import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that happens elsewhere; after `withinMs` the test has failed. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await sleep(20);
  }
}
