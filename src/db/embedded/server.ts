import { chmod, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, DatabaseError } from 'pg';
import type { Log } from '../../ports.js';
import { diskStartError } from '../../start-error.js';
import { findBinaries } from './binaries.js';
import { addressOf, clusterFailure, openCluster } from './cluster.js';
import { lockDirectory, type DirectoryLock } from './lock.js';
import { keepLogFile } from './log-file.js';
import { refuseMoved } from './moved.js';
import { giveTree } from './ownership.js';
import { LaunchError } from './postmaster.js';
import { chooseRunAs } from './run-as.js';
import { supervise, type ServerExit } from './supervisor.js';

// The second is what PostgreSQL says when two make it at the very same time.
const DUPLICATE_DATABASE: readonly (string | undefined)[] = ['42P04', '23505'];

export interface EmbeddedOptions {
  /** The server's own directory, such as `<DATA_DIR>/postgres`; made when missing, readable by nobody else. */
  readonly dir: string;
  readonly log: Log;
  /** False only for tests: faster, and a crash of the machine may lose the data. */
  readonly durable?: boolean;
  /** Aborted, no server is started any more. */
  readonly signal?: AbortSignal;
}

export interface EmbeddedServer {
  /** The server's process now; null while it is down. */
  readonly pid: number | null;
  /** For `pg` and MikroORM; holds the password, so it must not be logged. Stays the same over restarts of the server. */
  url(database: string): string;
  ensureDatabase(name: string): Promise<'created' | 'existed'>;
  /** Told each time the server ended by itself; it is started again without help. */
  onExit(listener: (exit: ServerExit) => void): void;
  /** Resolves within 10 seconds, when every process of the server is gone. */
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL in `dir`, whatever state an earlier process left it in; rejects with `StartError`. */
export async function startEmbedded({ dir, log, durable = true, signal }: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    await mkdir(dir, { recursive: true });
    await chmod(dir, 0o700);
    const home = await realpath(dir);
    const lock = await lockDirectory(home);
    try {
      return await startLocked(home, { log, durable, lock, signal });
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    throw diskStartError(error, dir) ?? (error instanceof LaunchError ? clusterFailure(error.message, dir) : error);
  }
}

interface Start {
  readonly log: Log;
  readonly durable: boolean;
  readonly lock: DirectoryLock;
  readonly signal: AbortSignal | undefined;
}

async function startLocked(dir: string, { log, durable, lock, signal }: Start): Promise<EmbeddedServer> {
  await refuseMoved(dir);
  const binaries = await findBinaries(dir);
  const runAs = await chooseRunAs(binaries, dir);
  await giveTree(runAs.owner, join(dir, 'lib'));
  const { dataDir, user, password } = await openCluster({ dir, durable, binaries, runAs }, log);
  signal?.throwIfAborted();
  const logFile = keepLogFile(join(dir, 'postgres.log'));
  const supervisor = await supervise({ dataDir, durable, binaries, runAs, logFile, log });
  const { port } = supervisor;
  log.info({ pid: supervisor.pid(), port, way: runAs.way, version: binaries.version }, 'the embedded database runs');

  const url = (database: string): string => addressOf({ user, password }, port, database);
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    logFile.close();
    await lock.release();
  };
  let stopped: Promise<void> | null = null;
  return {
    get pid() {
      return supervisor.pid();
    },
    url,
    ensureDatabase: (name) => ensureDatabase(url('postgres'), name),
    onExit: (listener) => supervisor.onExit(listener),
    stop: () => (stopped ??= stop()),
  };
}

async function ensureDatabase(url: string, name: string): Promise<'created' | 'existed'> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // without a listener the server's death would be ours; the query rejects anyway
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return 'existed';
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return 'created';
  } catch (error) {
    if (error instanceof DatabaseError && DUPLICATE_DATABASE.includes(error.code)) return 'existed';
    throw error;
  } finally {
    await client.end();
  }
}
