import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { findOrdinaryUser, isRoot, NOBODY } from '../db/embedded/surroundings.js';
import {
  beforeCleanUp,
  cleanUp,
  makeDirectory,
  makeUsedDirectory,
  postgresOf,
  removeSeed,
  start,
  type Start,
} from './program.js';
import { emptyDatabase, query, TOKEN } from './real-desk.js';

afterEach(cleanUp);
afterAll(removeSeed);

/** It ends by itself with one sentence, exit code 1, no trace, and nothing left behind. Returns the sentence. */
async function refusal(options: Start): Promise<string> {
  const program = await start(options);
  const code = await program.exit(20_000);
  const sentence = program.stderr();
  expect({ code, sentence, lines: sentence.split('\n').length }).toEqual({ code: 1, sentence, lines: 2 });
  expect(sentence).toMatch(/\.\n$/);
  expect(sentence + program.stdout()).not.toMatch(/\bat .*:\d+:\d+|fault of its own/);
  expect(await postgresOf(options.dataDir)).toEqual([]);
  return sentence.trim();
}

describe('DATA_DIR', () => {
  test('in use by another process: it is named', async () => {
    const dataDir = await makeUsedDirectory();
    const first = await start({ dataDir });
    await first.ready();
    const second = await start({ dataDir });
    expect(await second.exit()).toBe(1);
    expect(second.stderr()).toBe(
      `Process ${first.pid} is already using ${join(dataDir, 'sandbox/postgres')}: stop it first, or set DATA_DIR to another directory for this one.\n`,
    );
    expect(first.child.exitCode).toBeNull();
  });

  test('that is a file', async () => {
    const file = join(await makeDirectory(), 'file');
    await writeFile(file, '');
    expect(await refusal({ dataDir: file })).toContain('is not a directory');
  });

  test('where this user may not write', async ({ skip }) => {
    const user = await findOrdinaryUser();
    if (typeof user === 'string') return skip(user);
    const dataDir = await makeDirectory();
    await chmod(dataDir, 0o555);
    expect(await refusal({ dataDir, ...user })).toContain(`This user may not write to ${dataDir}`);
    const env = { DATABASE_URL: await emptyDatabase(), TELEGRAM_BOT_TOKEN: TOKEN };
    expect(await refusal({ dataDir, env, ...user })).toContain(`This user may not write to ${dataDir}`);
  });

  test.runIf(isRoot)('on a disk that is full', async ({ skip }) => {
    const dataDir = await makeDirectory();
    try {
      await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dataDir]);
    } catch {
      return skip('nothing can be mounted here');
    }
    beforeCleanUp(() => promisify(execFile)('umount', ['-l', dataDir]));
    expect(await refusal({ dataDir })).toContain('is full: free some space');
  });

  test('of a newer Copydesk', async () => {
    const url = await emptyDatabase();
    await query(url, `create table mikro_orm_migrations (id serial, name text)`);
    await query(url, `insert into mikro_orm_migrations (name) values ('0001-first'), ('9999-later')`);
    const env = { DATABASE_URL: url, TELEGRAM_BOT_TOKEN: TOKEN };
    expect(await refusal({ dataDir: await makeDirectory(), env })).toContain('9999-later');
  });

  test('of a newer PostgreSQL', async () => {
    const dataDir = await makeUsedDirectory();
    await writeFile(join(dataDir, 'sandbox/postgres/cluster/data/PG_VERSION'), '99\n');
    expect(await refusal({ dataDir })).toContain('was made by PostgreSQL 99');
  });
});

describe('the web address', () => {
  test('whose port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    beforeCleanUp(async () => other.close());
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const dataDir = await makeUsedDirectory();
    expect(await refusal({ dataDir, env: { PORT: String(port) } })).toContain(`Port ${port} is taken`);
  });

  test.each(['203.0.113.7', 'no-such-host.invalid'])('of another machine: %s', async (HOST) => {
    const env = { HOST, TELEGRAM_BOT_TOKEN: TOKEN, DATABASE_URL: await emptyDatabase() };
    expect(await refusal({ dataDir: await makeDirectory(), env })).toContain(`This machine has no address ${HOST}`);
  });

  test.runIf(isRoot)('whose port is only for root', async ({ skip }) => {
    const user = await findOrdinaryUser();
    if (typeof user === 'string') return skip(user);
    const blocked = await promisify(execFile)('sysctl', ['-n', 'net.ipv4.ip_unprivileged_port_start']).catch(
      () => null,
    );
    if (Number(blocked?.stdout ?? 1024) < 1000) return skip('here every user may listen on every port');
    const dataDir = await makeDirectory();
    await chmod(dataDir, 0o777);
    const env = { PORT: '999', TELEGRAM_BOT_TOKEN: TOKEN, DATABASE_URL: await emptyDatabase() };
    expect(await refusal({ dataDir, env, uid: NOBODY })).toContain('This user may not listen on port 999');
  });
});

test('a malformed configuration, all of it at once', async () => {
  const env = { PORT: 'eighty', LOG_LEVEL: 'loud', ROLES: 'butler', DATABASE_URL: 'mysql://u:hunter2@x/y' };
  const sentence = await refusal({ dataDir: await makeDirectory(), env });
  for (const name of [...Object.keys(env), 'TELEGRAM_BOT_TOKEN']) expect(sentence).toContain(name);
  expect(sentence).not.toContain('hunter2');
});

describe('DATABASE_URL', () => {
  async function refused(change: (url: URL) => void): Promise<string> {
    const url = new URL(inject('postgres').adminUrl);
    change(url);
    const env = { DATABASE_URL: url.href, TELEGRAM_BOT_TOKEN: TOKEN };
    const sentence = await refusal({ dataDir: await makeDirectory(), env });
    expect(sentence).not.toContain(url.password);
    return sentence;
  }

  test('where nothing listens', async () => {
    const sentence = await refused((url) => (url.port = '9'));
    expect(sentence).toContain('PostgreSQL at 127.0.0.1:9 cannot be used');
    expect(sentence).toContain('DATABASE_URL');
  });

  test('whose server never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    beforeCleanUp(async () => silent.close());
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await refused((url) => (url.port = String(port)))).toContain('cannot be used');
  });

  test('with a wrong password', async () => {
    expect(await refused((url) => (url.password = 'wrong'))).toContain('refused the user or the password');
  });

  test('of a database that is not there', async () => {
    expect(await refused((url) => (url.pathname = '/nowhere'))).toContain('has no database nowhere');
  });

  test('of a user that may not make tables', async () => {
    const url = new URL(await emptyDatabase());
    await query(url.href, `create role reader_${url.pathname.slice(1)} login password 'reader'`);
    beforeCleanUp(() => query(inject('postgres').adminUrl, `drop role reader_${url.pathname.slice(1)}`));
    const sentence = await refused((it) => {
      it.pathname = url.pathname;
      it.username = `reader_${url.pathname.slice(1)}`;
      it.password = 'reader';
    });
    expect(sentence).toContain('may not make tables');
  });

  test('of a database that holds something else', async () => {
    const url = await emptyDatabase();
    await query(url, 'create table client (id int)');
    expect(await refused((it) => (it.pathname = new URL(url).pathname))).toContain('tables of another program');
  });
});
