import { execFile } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { buildProgram } from '../support/built.js';
import { query } from '../support/empty-database.js';
import { until } from '../support/until.js';
import { copy } from '../db/embedded/server-process.js';
import { isRoot } from '../db/embedded/surroundings.js';
import {
  beforeCleanUp,
  cleanUp,
  databaseUrlOf,
  makeDirectory,
  makeUsedDirectory,
  postgresOf,
  start,
} from './program.js';

afterEach(cleanUp);

/** A program in which something goes wrong when it is told to. */
async function startFaulty(dataDir: string) {
  const faults = `process.on('SIGUSR2', () => { throw new Error('thrown on request') });
    process.on('SIGWINCH', () => void Promise.reject(new Error('rejected on request')));`;
  const { main } = await buildProgram();
  const faulty = `data:text/javascript,${encodeURIComponent(faults)}`;
  return start({ dataDir, command: [process.execPath, '--import', faulty, main] });
}

test('an exception that nobody caught is logged, and ends everything in order with exit code 1', async () => {
  const dataDir = await makeUsedDirectory();
  const program = await startFaulty(dataDir);
  await program.ready();
  program.child.kill('SIGUSR2');
  expect(await program.exit()).toBe(1);
  expect(program.stderr()).toBe('Copydesk stopped because of a fault of its own: thrown on request\n');
  expect(program.stdout()).toMatch(/"stack":"Error: thrown on request[^\n]*Nobody caught this/);
  expect(await postgresOf(dataDir)).toEqual([]);
});

test('a promise that was forgotten is logged, and everything goes on', async () => {
  const dataDir = await makeUsedDirectory();
  const program = await startFaulty(dataDir);
  const url = await program.ready();
  program.child.kill('SIGWINCH');
  await until('it is logged', () => /rejected on request[^\n]*A promise was forgotten/.test(program.stdout()));
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  program.child.kill('SIGTERM');
  expect(await program.exit()).toBe(0);
});

test.runIf(isRoot)(
  'a disk that gets full loses nothing, is said in the log, and everything goes on when there is space',
  async ({ skip }) => {
    const dataDir = await makeDirectory();
    try {
      await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', dataDir]);
    } catch {
      return skip('nothing can be mounted here');
    }
    beforeCleanUp(() => promisify(execFile)('umount', ['-l', dataDir]));
    await copy(join(await makeUsedDirectory(), 'sandbox'), join(dataDir, 'sandbox'));
    const program = await start({ dataDir });
    const url = await program.ready();
    await query(await databaseUrlOf(dataDir), `update client set name = 'kept'`);

    const { bavail, bsize } = await statfs(dataDir);
    await writeFile(join(dataDir, 'ballast'), Buffer.alloc(bavail * bsize)).catch(() => undefined); // others take some of it meanwhile
    // Writes the server's journal alone, and without space for that the server gives up.
    const write = `select pg_logical_emit_message(false, 'test', repeat('x', 1000000)) from generate_series(1, 200)`;
    await expect(query(await databaseUrlOf(dataDir), write)).rejects.toThrow(/terminated|No space left/);
    await until('it says so', async () => (await fetch(`${url}/readyz`)).status === 503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await until('the log says why', () => program.stdout().includes('No space left on device'));
    await rm(join(dataDir, 'ballast'));

    await until('it is ready again', async () => (await fetch(`${url}/readyz`)).status === 200, 60_000);
    expect(await query(await databaseUrlOf(dataDir), 'select name from client')).toEqual([{ name: 'kept' }]);
    program.child.kill('SIGTERM');
    expect(await program.exit()).toBe(0);
  },
);
