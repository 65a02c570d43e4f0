import { spawn } from 'node:child_process';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { serverProcesses, waitUntil } from '../../../src/db/embedded/processes.js';
import { startEmbedded } from '../../../src/db/embedded/server.js';
import {
  removeSeed,
  cleanUp,
  makeDirectory,
  makeStoppedServer,
  query,
  queryInTime,
  silent,
  startProcess,
} from './server-process.js';

afterEach(cleanUp);
afterAll(removeSeed);

const dataDirOf = (dir: string): string => join(dir, 'cluster/data');

/** Has a connection count for ever; it does not notice that its server died. The answer says how it ended. */
async function makeBusy(url: string): Promise<() => Promise<unknown>> {
  const counting = query(url, 'SELECT count(*) FROM generate_series(1, 1e12)').catch(() => 'cut off');
  const asked = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%1e12%' AND pid <> pg_backend_pid()`;
  expect(await waitUntil(5_000, async () => (await query(url, asked)).length > 0)).toBe(true);
  return () => counting;
}

describe('when only our process dies', () => {
  it('stops the server that a killed owner left, and keeps what was committed', async () => {
    const dir = await makeStoppedServer();
    const first = startProcess(dir);
    const { pid, url } = await first.ready();
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.kill();
    expect(await serverProcesses(dataDirOf(dir))).toContain(pid);

    const second = await startEmbedded({ dir, log: silent });
    expect(await query(second.url('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    expect(await serverProcesses(dataDirOf(dir))).toEqual([]);
  });

  it('is not reached by the Ctrl-C that ends our process group', async () => {
    const dir = await makeStoppedServer();
    const owner = startProcess(dir);
    const { url } = await owner.ready();
    process.kill(-(owner.child.pid ?? 0), 'SIGINT');
    await owner.exit();
    await delay(300);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('shuts down with a process that ends by an uncaught exception', async () => {
    const dir = await makeStoppedServer();
    const owner = startProcess(dir);
    await owner.ready();
    owner.send('throw');
    expect(await owner.exit()).toBe(1);
    expect(await waitUntil(5_000, async () => (await serverProcesses(dataDirOf(dir))).length === 0)).toBe(true);
    expect(await readFile(join(dir, 'postgres.log'), 'utf8')).toContain('database system is shut down');
  });
});

describe('when the server dies', () => {
  it('is started again on the same port with everything committed, and says so', async () => {
    const dir = await makeStoppedServer();
    const owner = startProcess(dir);
    const { pid, url } = await owner.ready();
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(pid, 'SIGKILL');
    expect(await owner.next()).toEqual({ exit: { code: null, signal: 'SIGKILL' } });
    expect(await queryInTime(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(owner.log()).toContain('the embedded database ended by itself');
    owner.send('stop');
    expect(await owner.next()).toEqual({ stopped: true });
    expect(await owner.exit()).toBe(0);
    expect(await serverProcesses(dataDirOf(dir))).toEqual([]);
  });

  it('is started again although a busy connection outlived it', async () => {
    const dir = await makeStoppedServer();
    const server = await startEmbedded({ dir, log: silent });
    const url = server.url('postgres');
    const busy = await makeBusy(url);
    const before = server.pid;
    process.kill(before ?? 0, 'SIGKILL');
    expect(await waitUntil(20_000, () => server.pid !== null && server.pid !== before)).toBe(true);
    expect(await queryInTime(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await busy()).toBe('cut off');
    await server.stop();
    expect(await serverProcesses(dataDirOf(dir))).toEqual([]);
  });

  it('is tried again and again while it cannot be started', async () => {
    const dir = await makeStoppedServer();
    const server = await startEmbedded({ dir, log: silent });
    const before = server.pid;
    await rename(join(dir, 'cluster'), join(dir, 'away'));
    process.kill(before ?? 0, 'SIGKILL');
    await delay(1_000);
    expect(server.pid).toBeNull();
    await rename(join(dir, 'away'), join(dir, 'cluster'));
    expect(await queryInTime(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('is not started again when stopped in that very moment', async () => {
    const dir = await makeStoppedServer();
    const server = await startEmbedded({ dir, log: silent });
    const down = new Promise((resolve) => server.onExit(resolve));
    const busy = await makeBusy(server.url('postgres'));
    process.kill(server.pid ?? 0, 'SIGKILL');
    await down;
    await server.stop();
    expect(await busy()).toBe('cut off');
    await delay(300);
    expect(server.pid).toBeNull();
    expect(await serverProcesses(dataDirOf(dir))).toEqual([]);
  });
});

describe('when both die', () => {
  it('recovers, although the number of the dead server belongs to another process by now', async () => {
    const dir = await makeStoppedServer();
    const owner = startProcess(dir);
    const { pid, url } = await owner.ready();
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await owner.kill();
    process.kill(pid, 'SIGKILL');
    expect(await waitUntil(5_000, async () => (await serverProcesses(dataDirOf(dir))).length === 0)).toBe(true);
    const bystander = spawn('sleep', ['60']);
    const file = join(dataDirOf(dir), 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [bystander.pid, ...lines.slice(1)].join('\n'));

    const server = await startEmbedded({ dir, log: silent });
    expect(await query(server.url('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill();
    await server.stop();
  });

  it('begins anew when the very first start was killed half-way', async () => {
    const dir = join(await makeDirectory(), 'postgres');
    const owner = startProcess(dir);
    const halfMade = async (): Promise<boolean> =>
      (await readdir(dir, { recursive: true }).catch(() => [])).some((name) => name.endsWith('data/pg_wal'));
    expect(await waitUntil(20_000, halfMade)).toBe(true);
    process.kill(-(owner.child.pid ?? 0), 'SIGKILL'); // initdb too
    await owner.exit();
    expect((await readdir(dir)).some((name) => name.startsWith('unfinished-'))).toBe(true);

    const server = await startEmbedded({ dir, log: silent });
    expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect((await readdir(dir)).some((name) => name.startsWith('unfinished-'))).toBe(false);
  });
});

describe('stop', () => {
  it('ends within its time although connections are open and busy', async () => {
    const dir = await makeStoppedServer();
    const server = await startEmbedded({ dir, log: silent });
    const client = new Client({ connectionString: server.url('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    const asleep = client.query('SELECT pg_sleep(600)').catch(() => 'cut off');
    await Promise.all([server.stop(), server.stop()]);
    expect(await asleep).toBe('cut off');
    expect(await serverProcesses(dataDirOf(dir))).toEqual([]);
  });

  it('ends a server that does not answer at all', async () => {
    const dir = await makeStoppedServer();
    const server = await startEmbedded({ dir, log: silent });
    process.kill(server.pid ?? 0, 'SIGSTOP');
    await server.stop();
    expect(await serverProcesses(dataDirOf(dir))).toEqual([]);
  });
});
