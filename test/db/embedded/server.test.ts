import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbedded, type EmbeddedServer } from '../../../src/db/embedded/server.js';
import { cleanUp, makeDirectory, query, silent } from './server-process.js';

let dir: string;
let server: EmbeddedServer;

beforeAll(async () => {
  dir = join(await makeDirectory(), 'postgres');
  server = await startEmbedded({ dir, log: silent });
});

afterAll(async () => {
  await server.stop();
  await cleanUp();
});

it('makes a database once, also when asked several times at once', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => server.ensureDatabase('Чернетки "x"')));
  expect(answers.toSorted()).toEqual(['created', 'existed', 'existed', 'existed']);
  expect(await server.ensureDatabase('Чернетки "x"')).toBe('existed');
  expect(await query(server.url('Чернетки "x"'), 'SELECT current_database() AS name')).toEqual([
    { name: 'Чернетки "x"' },
  ]);
});

it('keeps what it says it has written, sorts and compares Unicode, and listens on loopback only', async () => {
  const names = [
    'fsync',
    'full_page_writes',
    'synchronous_commit',
    'listen_addresses',
    'unix_socket_directories',
    'server_encoding',
    'jit',
  ];
  const asked = names.map((name) => `current_setting('${name}') AS ${name}`).join(', ');
  expect(await query(server.url('postgres'), `SELECT ${asked}`)).toEqual([
    {
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      server_encoding: 'UTF8',
      jit: 'off',
    },
  ]);
  expect(await query(server.url('postgres'), `SELECT upper('їжак') AS upper, 'ЇЖАК' ILIKE 'їжак' AS same`)).toEqual([
    { upper: 'ЇЖАК', same: true },
  ]);
});

it('lets nobody in without the password', async () => {
  const url = new URL(server.url('postgres'));
  url.password = 'guessed';
  const client = new Client({ connectionString: url.href });
  await expect(client.connect()).rejects.toThrow('password authentication failed');
});

it('keeps the password in one file that only its user can read', async () => {
  const { password } = new URL(server.url('postgres'));
  expect(password.length).toBeGreaterThanOrEqual(32);
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const holders: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(password)) holders.push(path);
  }
  expect(holders).toEqual([join(dir, 'cluster/password')]);
  expect((await stat(join(dir, 'cluster/password'))).mode & 0o777).toBe(0o600);
  expect((await stat(dir)).mode & 0o777).toBe(0o700);
});

it.runIf(process.platform === 'linux')(
  'gives the server no password in its arguments and nothing of our environment',
  async () => {
    const { password } = new URL(server.url('postgres'));
    expect(process.env.VITEST).toBe('true');
    expect(await readFile(`/proc/${server.pid}/environ`, 'utf8')).not.toContain('VITEST');
    expect(await readFile(`/proc/${server.pid}/cmdline`, 'utf8')).not.toContain(password);
  },
);

it("writes neither a failed statement nor its values to the server's log", async () => {
  const url = server.url('postgres');
  await query(url, `CREATE TABLE secrets (token text PRIMARY KEY); INSERT INTO secrets VALUES ('sesame-1')`);
  await expect(query(url, `INSERT INTO secrets VALUES ('sesame-1')`)).rejects.toThrow('duplicate key');
  await expect(query(url, `SELECT 'sesame-2'::int`)).rejects.toThrow('invalid input syntax');
  expect(await readFile(join(dir, 'postgres.log'), 'utf8')).not.toContain('sesame');
});
