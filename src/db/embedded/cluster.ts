import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../ports.js';
import { diskStartError, StartError } from '../../start-error.js';
import type { Binaries } from './binaries.js';
import { findFailure } from './log-file.js';
import { giveTree } from './ownership.js';
import { run } from './processes.js';
import type { RunAs } from './run-as.js';

export interface Cluster {
  readonly dataDir: string;
  readonly user: string;
  readonly password: string;
}

export interface Making {
  readonly dir: string;
  readonly durable: boolean;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
}

export const USER = 'copydesk';
const UNFINISHED = 'unfinished-';
const DISK_FAILURES = [
  { words: /No space left on device|Disk quota exceeded/, code: 'ENOSPC' },
  { words: /Permission denied|Read-only file system/, code: 'EACCES' },
];

/** For `pg` and MikroORM; holds the password, so it must not be logged. */
export function addressOf(
  { user, password }: Pick<Cluster, 'user' | 'password'>,
  port: number,
  database: string,
): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}?sslmode=disable`;
}

/** Opens the cluster in `dir/cluster`, making it when there is none. */
export async function openCluster(making: Making, log: Log): Promise<Cluster> {
  const { dir, binaries, runAs } = making;
  const home = join(dir, 'cluster');
  await removeUnfinished(dir);
  let version = await readVersion(home);
  if (version === null) {
    log.info({ dir }, 'making the embedded database');
    await makeCluster(making, home);
    version = binaries.major;
  }
  if (version !== binaries.major) throw otherVersion(dir, version, binaries.major);
  await giveTree(runAs.owner, home);
  return { dataDir: join(home, 'data'), user: USER, password: await readPassword(home) };
}

/**
 * Everything is made under a temporary name and renamed when complete: a cluster is whole or not there.
 * The password is the server's only one and stays in its file, readable by the server's user alone.
 */
async function makeCluster(making: Making, home: string): Promise<void> {
  const { dir, runAs } = making;
  const draft = await mkdtemp(join(dir, UNFINISHED));
  try {
    const passwordFile = join(draft, 'password');
    await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    if (runAs.owner !== null) for (const path of [passwordFile, draft]) await chown(path, runAs.owner, -1);
    await initialise(join(draft, 'data'), passwordFile, making);
    await rename(draft, home);
    await sync(dir);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function initialise(dataDir: string, pwfile: string, making: Making): Promise<void> {
  const { dir, durable, binaries, runAs } = making;
  const { command, args, options } = runAs.command(binaries.initdb, [
    `--pgdata=${dataDir}`,
    `--username=${USER}`,
    `--pwfile=${pwfile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  const { code, stdout, stderr } = await run(command, args, { ...options, env: binaries.env, cwd: '/' });
  if (code !== 0) throw clusterFailure(`${stdout}\n${stderr}`, dir);
}

/** Turns what PostgreSQL's programs wrote when they failed into a sentence. */
export function clusterFailure(text: string, dir: string): StartError {
  const code = DISK_FAILURES.find(({ words }) => words.test(text))?.code;
  return (
    diskStartError(Object.assign(new Error(text), { code }), dir) ??
    new StartError(
      `The embedded PostgreSQL in ${dir} did not start: ${findFailure(text) || 'it gave no reason'}. ` +
        'Its log is postgres.log there; with DATABASE_URL another server can be used.',
    )
  );
}

function otherVersion(dir: string, found: number, ours: number): StartError {
  return found > ours
    ? new StartError(
        `${dir} was made by PostgreSQL ${found}, and this version of Copydesk brings PostgreSQL ${ours}: ` +
          'use the newer Copydesk that made it, or set DATA_DIR to another directory.',
      )
    : new StartError(
        `${dir} was made by PostgreSQL ${found}, and this version of Copydesk brings PostgreSQL ${ours}: ` +
          'move the data with pg_dump and a Copydesk of the older version, or set DATA_DIR to another directory.',
      );
}

async function readVersion(home: string): Promise<number | null> {
  try {
    return Number.parseInt(await readFile(join(home, 'data', 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  if ((await stat(home).catch(() => null)) === null) return null;
  throw damaged(home, 'data/PG_VERSION');
}

async function readPassword(home: string): Promise<string> {
  try {
    return (await readFile(join(home, 'password'), 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw damaged(home, 'password');
    throw error;
  }
}

function damaged(home: string, missing: string): StartError {
  return new StartError(
    `${home} has lost its file ${missing}: restore the whole directory from a backup, or move it away to begin anew.`,
  );
}

/** What a killed process left half-made. Its `initdb` may still be writing for a moment: then the next start removes it. */
async function removeUnfinished(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (name.startsWith(UNFINISHED))
      await rm(join(dir, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function sync(dir: string): Promise<void> {
  if (process.platform === 'win32') return; // a directory cannot be opened there
  const handle = await open(dir);
  await handle.sync().finally(() => handle.close());
}
