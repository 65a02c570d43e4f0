import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { findOrdinaryUser, isRoot } from '../db/embedded/surroundings.js';
import { beforeCleanUp, cleanUp, makeDirectory, makeUsedDirectory, postgresOf, start, type Start } from './program.js';
import { query } from '../support/empty-database.js';
import { emptyDatabase, TOKEN } from './real-desk.js';

afterEach(cleanUp);

/** It ends by itself with one sentence, exit code 1, no trace, and nothing left behind. Returns the sentence. */
async function refusal(options: Start): Promise<string> {
  const program = await start(options);
  const code = await program.exit();
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

  test('of another machine', async () => {
    const env = { HOST: '203.0.113.7', TELEGRAM_BOT_TOKEN: TOKEN, DATABASE_URL: await emptyDatabase() };
    expect(await refusal({ dataDir: await makeDirectory(), env })).toContain('This machine has no address 203.0.113.7');
  });
});

test('a malformed configuration, all of it at once', async () => {
  const env = { PORT: 'eighty', LOG_LEVEL: 'loud', ROLES: 'butler', DATABASE_URL: 'mysql://u:hunter2@x/y' };
  const sentence = await refusal({ dataDir: await makeDirectory(), env });
  for (const name of [...Object.keys(env), 'TELEGRAM_BOT_TOKEN']) expect(sentence).toContain(name);
  expect(sentence).not.toContain('hunter2');
});

test('a database that cannot be reached', async () => {
  const env = { TELEGRAM_BOT_TOKEN: TOKEN, DATABASE_URL: 'postgresql://desk:hunter2@127.0.0.1:9/desk' };
  const sentence = await refusal({ dataDir: await makeDirectory(), env });
  expect(sentence).toContain('PostgreSQL at 127.0.0.1:9 cannot be used');
  expect(sentence).toContain('DATABASE_URL');
  expect(sentence).not.toContain('hunter2');
});
