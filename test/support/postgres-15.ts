import { chmod, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findFreePort } from '../../src/db/embedded/port.js';
import { run } from '../../src/db/embedded/processes.js';
import { query } from './empty-database.js';
import { until } from './until.js';

const PASSWORD = 'of-a-test-only';

export interface OlderServer extends AsyncDisposable {
  readonly adminUrl: string;
}

/** The oldest PostgreSQL that is supported, where the machine has it; or why not. */
export async function startPostgres15(): Promise<OlderServer | string> {
  const bin = '/usr/lib/postgresql/15/bin';
  if ((await stat(join(bin, 'initdb')).catch(() => null)) === null) return `there is no PostgreSQL 15 in ${bin}`;
  const user = process.getuid?.() === 0 ? await owner() : null;
  if (typeof user === 'string') return user;
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-postgres-15-'));
  await chmod(dir, 0o700);
  await writeFile(join(dir, 'password'), PASSWORD);
  if (user) for (const path of [dir, join(dir, 'password')]) await chown(path, user.uid, user.gid);
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  const data = join(dir, 'data');
  const make = [
    '-D',
    data,
    '-U',
    'copydesk',
    '-E',
    'UTF8',
    '-A',
    'scram-sha-256',
    '--no-sync',
    `--pwfile=${join(dir, 'password')}`,
  ];
  const made = await run(join(bin, 'initdb'), make, { ...user, env, cwd: '/' });
  if (made.code !== 0) throw new Error(made.stderr);
  const port = await findFreePort();
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-c', 'unix_socket_directories=', '-F'], {
    ...user,
    env,
    cwd: '/',
    stdio: 'ignore',
  });
  const adminUrl = `postgresql://copydesk:${PASSWORD}@127.0.0.1:${port}/postgres`;
  await until('PostgreSQL 15 runs', () =>
    query(adminUrl, 'select 1').then(
      () => true,
      () => child.exitCode !== null,
    ),
  );
  return {
    adminUrl,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** It refuses to run as root. */
async function owner(): Promise<{ uid: number; gid: number } | string> {
  const found = await stat('/var/lib/postgresql').catch(() => null);
  return found && found.uid > 0 ? { uid: found.uid, gid: found.gid } : 'there is no user who could run PostgreSQL 15';
}
