import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from 'vitest';
import { lockDirectory } from '../../../src/db/embedded/lock.js';
import { StartError } from '../../../src/start-error.js';
import {
  cleanUp,
  findFastParent,
  makeDirectory,
  makeStoppedServer,
  removeSeed,
  startProcess,
} from './server-process.js';

afterEach(cleanUp);
afterAll(removeSeed);

async function ownerIn(dir: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(dir, 'lock.1'), 'utf8'));
}

it('refuses a second process and says which one has the directory', async () => {
  const dir = await makeStoppedServer();
  const first = startProcess(dir);
  await first.ready();
  const second = startProcess(dir);
  expect(await second.refusal()).toBe(
    `Process ${first.child.pid} is already using ${dir}: stop it first, or set DATA_DIR to another directory for this one.`,
  );
  expect(await second.exit()).toBe(1);
});

it('lets exactly one of several processes win that start at once after a killed one', async () => {
  const dir = await makeStoppedServer();
  const killed = startProcess(dir);
  await killed.ready();
  await killed.kill();
  const answers = await Promise.all([1, 2, 3].map(() => startProcess(dir).next()));
  expect(answers.filter((answer) => JSON.stringify(answer).startsWith('{"pid"'))).toHaveLength(1);
  expect(answers.filter((answer) => JSON.stringify(answer).includes('is already using'))).toHaveLength(2);
});

it('lets exactly one of many callers win, whether the lock was never held, released or left by the dead', async () => {
  const dir = await makeDirectory();
  for (const round of ['never held', 'released', 'dead']) {
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => lockDirectory(dir)));
    const won = tries.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    const lost = tries.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []));
    expect({ round, winners: won.length }).toEqual({ round, winners: 1 });
    expect(lost.every((reason) => reason instanceof StartError)).toBe(true);
    expect((await readdir(dir)).filter((name) => name.startsWith('lock'))).toHaveLength(1);
    await won[0]?.release();
    if (round !== 'released') continue;
    const [name = ''] = await readdir(dir);
    await writeFile(join(dir, name), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1', host: 'gone' }));
    await utimes(join(dir, name), 1, 1);
  }
});

it('never has two owners while many take it and give it back', async () => {
  const dir = await makeDirectory('lock', await findFastParent());
  let owners = 0;
  let rounds = 0;
  const most: number[] = [];
  const takeTurns = async (): Promise<void> => {
    for (let tries = 0; tries < 60; tries += 1) {
      const lock = await lockDirectory(dir).catch(() => null);
      if (lock === null) continue;
      owners += 1;
      rounds += 1;
      most.push(owners);
      await setImmediate();
      owners -= 1;
      await lock.release();
    }
  };
  await Promise.all(Array.from({ length: 10 }, takeTurns));
  expect(rounds).toBeGreaterThan(10);
  expect(Math.max(...most)).toBe(1);
});

it('is not misled by a living process that has the number of a dead owner', async () => {
  const dir = await makeDirectory();
  await lockDirectory(dir);
  const owner = await ownerIn(dir);
  await expect(lockDirectory(dir)).rejects.toThrow(`Process ${process.pid} is already using`);
  await writeFile(join(dir, 'lock.1'), JSON.stringify({ ...owner, startedAt: 'earlier' }));
  await (await lockDirectory(dir)).release();
});

it('takes over a lock file that a power cut emptied', async () => {
  const dir = await makeDirectory();
  await writeFile(join(dir, 'lock.7'), '');
  await (await lockDirectory(dir)).release();
  expect(await readdir(dir)).toEqual(['lock.8']);
});

it('refuses while an owner in another container keeps changing its lock, and takes over when it was silent for long', async () => {
  const dir = await makeDirectory();
  const path = join(dir, 'lock.1');
  const elsewhere = JSON.stringify({ pid: 7, startedAt: '1', host: 'another container' });
  await writeFile(path, elsewhere);
  const beats = setInterval(() => void writeFile(path, elsewhere, { flag: 'r+' }), 100);
  await expect(lockDirectory(dir)).rejects.toThrow('Process 7 of another container or machine is already using');
  clearInterval(beats);
  await utimes(path, 1, 1);
  await (await lockDirectory(dir)).release();
});
