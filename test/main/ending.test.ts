import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { signalTo } from '../../src/db/embedded/processes.js';
import { until } from '../support/until.js';
import {
  cleanUp,
  databaseUrlOf,
  makeDirectory,
  makeUsedDirectory,
  postgresOf,
  postmasterOf,
  start,
} from './program.js';
import { connectPeople } from '../../src/sandbox/telegram/people-client.js';
import { SANDBOX_PLACES } from '../../src/sandbox/sandbox.js';
import { query } from '../support/empty-database.js';

afterEach(cleanUp);

/** A connection that asks for nothing. */
async function holdConnection(url: string): Promise<AsyncDisposable & { closed(): boolean }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  return {
    closed: () => socket.readableEnded || socket.destroyed,
    [Symbol.asyncDispose]: async () => void socket.destroy(),
  };
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(`${url}/readyz`)).status;
}

describe('a signal', () => {
  test('ends everything, with exit code 0 and without a word to stderr', async () => {
    const dataDir = await makeUsedDirectory();
    const program = await start({ dataDir });
    await program.ready();
    expect(await postgresOf(dataDir)).not.toEqual([]);
    program.child.kill('SIGTERM');
    expect(await program.exit()).toBe(0);
    expect(await postgresOf(dataDir)).toEqual([]);
    expect(program.stderr()).toBe('');
    expect(program.stdout()).toContain('Copydesk stopped');
  });

  test('to the whole group, twice, ends it all the same', async () => {
    const dataDir = await makeUsedDirectory();
    const program = await start({ dataDir });
    await program.ready();
    process.kill(-program.pid, 'SIGINT');
    await sleep(5);
    process.kill(-program.pid, 'SIGINT');
    expect(await program.exit()).toBe(0);
    expect(await postgresOf(dataDir)).toEqual([]);
  });

  test('is not held up by a network that does not answer, nor by a client that holds its connection', async () => {
    const dataDir = await makeUsedDirectory();
    const program = await start({ dataDir });
    const url = await program.ready();
    const people = connectPeople(`${url}/sandbox/telegram`);
    const { bot } = await people.world();
    await people.fault({ kind: 'slow', delayMs: 60_000, times: 10 });
    const author = people.as(SANDBOX_PLACES.author);
    await author.send(bot.id, '/start');
    await using held = await holdConnection(url);
    const asked = async () => (await people.requests()).some(({ outcome }) => 'fault' in outcome);
    await until('the bot waits for an answer', asked);
    program.child.kill('SIGTERM');
    expect(await program.exit()).toBe(0);
    expect(held.closed()).toBe(true);
    expect(await postgresOf(dataDir)).toEqual([]);
  });

  test.each([
    ['the cluster is made', 'making the embedded database'],
    ['tables are made', 'the embedded database runs'],
  ])('while %s ends it in order, and the next start finds nothing wrong', async (_when, sign) => {
    const dataDir = await makeDirectory();
    const first = await start({ dataDir });
    await until('it has begun', () => first.stdout().includes(sign));
    process.kill(-first.pid, 'SIGINT');
    expect(await first.exit()).toBe(0);
    expect(first.stderr()).toBe('');
    expect(first.stdout()).not.toContain('Copydesk is ready');
    expect(await postgresOf(dataDir)).toEqual([]);
    await (await start({ dataDir })).ready();
  });
});

describe('kill -9', () => {
  test.each(['the program', 'its PostgreSQL', 'both'])('of %s loses nothing', async (victim) => {
    const dataDir = await makeUsedDirectory();
    const first = await start({ dataDir });
    await first.ready();
    await query(await databaseUrlOf(dataDir), `update client set name = 'kept'`);
    const postmaster = await postmasterOf(dataDir);
    if (victim !== 'the program') signalTo(postmaster, 'SIGKILL');
    if (victim !== 'its PostgreSQL') {
      first.child.kill('SIGKILL');
      await first.exit();
      await (await start({ dataDir })).ready();
    }
    const now = () => postmasterOf(dataDir).catch(() => postmaster);
    await until('another PostgreSQL is there', async () => (await now()) !== postmaster);
    const names = async () => query(await databaseUrlOf(dataDir), 'select name from client');
    await until('it answers', () =>
      names().then(
        () => true,
        () => false,
      ),
    );
    expect(await names()).toEqual([{ name: 'kept' }]);
  });
});

describe('while it runs', () => {
  test('PostgreSQL away makes it unready, until it is there again', async () => {
    const dataDir = await makeUsedDirectory();
    const program = await start({ dataDir });
    const url = await program.ready();
    const postmaster = await postmasterOf(dataDir);
    // Stopped rather than killed, so that it stays away for as long as it is looked at.
    signalTo(postmaster, 'SIGSTOP');
    for (const pid of await postgresOf(dataDir)) if (pid !== postmaster) signalTo(pid, 'SIGKILL');
    await until('it says so', async () => (await statusOf(url)) === 503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    signalTo(postmaster, 'SIGKILL');
    await until('it is ready again', async () => (await statusOf(url)) === 200, 60_000);
    program.child.kill('SIGTERM');
    expect(await program.exit()).toBe(0);
    expect(program.stderr()).toBe('');
  });

  test('its alarms lost with their database leave it ready, named, and come back', async () => {
    const dataDir = await makeUsedDirectory();
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
