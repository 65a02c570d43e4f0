import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { signalTo } from '../../src/db/embedded/processes.js';
import { until } from '../support/until.js';
import { cleanUp, databaseUrlOf, makeDirectory, postgresOf, postmasterOf, start } from './program.js';

afterEach(cleanUp);

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(`${url}/readyz`)).status;
}

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends everything, with exit code 0 and without a word to stderr',
    async (signal) => {
      const dataDir = await makeDirectory();
      const program = await start({ dataDir });
      await program.ready();
      expect(await postgresOf(dataDir)).not.toEqual([]);
      program.child.kill(signal);
      expect(await program.exit(10_000)).toBe(0);
      expect(await postgresOf(dataDir)).toEqual([]);
      expect(program.stderr()).toBe('');
      expect(program.stdout()).toContain('Copydesk stopped');
    },
  );

  test('to the whole group, twice, ends it all the same', async () => {
    const dataDir = await makeDirectory();
    const program = await start({ dataDir });
    await program.ready();
    process.kill(-program.pid, 'SIGINT');
    await sleep(5);
    process.kill(-program.pid, 'SIGINT');
    expect(await program.exit(10_000)).toBe(0);
    expect(await postgresOf(dataDir)).toEqual([]);
  });

  test.each([
    ['in the first moment', () => ''],
    ['while the cluster is made', () => 'making the embedded database'],
    ['while tables are made', () => 'the embedded database runs'],
  ])('%s of a start ends it in order, and the next start finds nothing wrong', async (_when, sign) => {
    const dataDir = await makeDirectory();
    const first = await start({ dataDir });
    // Before its own handlers are there, a signal is the system's business.
    const began = sign() === '' ? /lock|making/ : new RegExp(sign());
    await until('it has begun', () => began.test(first.stdout()));
    process.kill(-first.pid, 'SIGINT');
    expect(await first.exit(10_000)).toBe(0);
    expect(first.stderr()).toBe('');
    await until('PostgreSQL is gone', async () => (await postgresOf(dataDir)).length === 0, 10_000);
    const second = await start({ dataDir });
    await second.ready();
  });
});

describe('kill -9', () => {
  test.each(['the program', 'its PostgreSQL', 'both'])('of %s loses nothing', async (victim) => {
    const dataDir = await makeDirectory();
    const first = await start({ dataDir });
    await first.ready();
    await query(await databaseUrlOf(dataDir), `update client set name = 'kept'`);
    const postmaster = await postmasterOf(dataDir);
    if (victim !== 'the program') signalTo(postmaster, 'SIGKILL');
    if (victim !== 'its PostgreSQL') {
      first.child.kill('SIGKILL');
      await first.exit();
      await (await start({ dataDir })).ready();
    } else await until('it is there again', async () => (await postmasterOf(dataDir)) !== postmaster);
    const found = async () => query(await databaseUrlOf(dataDir), 'select name from client').catch(() => []);
    await until('the data are there', async () => (await found())[0]?.name === 'kept');
  });
});

describe('while it runs', () => {
  test('PostgreSQL away makes it unready, until it is there again', async () => {
    const dataDir = await makeDirectory();
    const program = await start({ dataDir });
    const url = await program.ready();
    const postmaster = await postmasterOf(dataDir);
    // Stopped rather than killed, so that it stays away for as long as it is looked at.
    signalTo(postmaster, 'SIGSTOP');
    for (const pid of await postgresOf(dataDir)) if (pid !== postmaster) signalTo(pid, 'SIGKILL');
    await until('it says so', async () => (await statusOf(url)) === 503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    signalTo(postmaster, 'SIGKILL');
    await until('it is ready again', async () => (await statusOf(url)) === 200, 25_000);
    program.child.kill('SIGTERM');
    expect(await program.exit(10_000)).toBe(0);
    expect(program.stderr()).toBe('');
  });

  test('its alarms lost with their database leave it ready, named, and come back', async () => {
    const dataDir = await makeDirectory();
    const program = await start({ dataDir });
    const url = await program.ready();
    const parts = async () => JSON.stringify(await (await fetch(`${url}/readyz`)).json());
    await until('alarms are there', async () => /"alarm":\{"ok":true/.test(await parts()));
    const admin = await databaseUrlOf(dataDir, 'postgres');
    // A name in its place keeps it away for as long as it is looked at.
    await query(admin, 'drop database copydesk_agenda with (force)');
    await query(admin, 'create database copydesk_agenda allow_connections false');
    await until('it is named', async () => /"alarm":\{"ok":false/.test(await parts()));
    expect(await statusOf(url)).toBe(200);
    await query(admin, 'drop database copydesk_agenda with (force)');
    await until('it is back', async () => /"alarm":\{"ok":true/.test(await parts()));
    expect(program.child.exitCode).toBeNull();
  });
});
