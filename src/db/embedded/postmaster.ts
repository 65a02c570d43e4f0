import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../ports.js';
import type { Binaries } from './binaries.js';
import type { LogFile } from './log-file.js';
import { recordedPostmaster, serverProcesses, signalTo, waitUntil } from './processes.js';
import type { RunAs } from './run-as.js';

export interface Launch {
  readonly dataDir: string;
  readonly port: number;
  readonly durable: boolean;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly logFile: LogFile;
  readonly log: Log;
}

/** The server ended before it took connections; the message is what it wrote. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}

// Crash recovery replays at most `max_wal_size`, which takes seconds; this only bounds the wait for a server that hangs.
const READY_WITHIN_MS = 120_000;
const FAST_STOP_MS = 4_000;
const IMMEDIATE_STOP_MS = 1_000;
const ORPHANS_END_MS = 300;

/** Starts the server in a session of its own, so that Ctrl-C in our terminal does not reach it. */
export async function spawnPostmaster(launch: Launch): Promise<ChildProcess> {
  const { binaries, runAs, logFile, dataDir } = launch;
  const { command, args, options } = runAs.command(binaries.postgres, ['-D', dataDir, ...settings(launch)]);
  const output = await logFile.open();
  try {
    const child = spawn(command, args, {
      ...options,
      env: binaries.env,
      cwd: '/',
      detached: true,
      windowsHide: true,
      stdio: ['ignore', output.fd, output.fd],
    });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return child;
  } finally {
    await output.close();
  }
}

/** Resolves when the server takes connections; rejects with `LaunchError` when it ends before. */
export async function waitReady(child: ChildProcess, launch: Launch, logBefore: number): Promise<void> {
  const statusFile = join(launch.dataDir, 'postmaster.pid');
  const ready = await waitUntil(READY_WITHIN_MS, async () => {
    if (hasEnded(child)) throw new LaunchError(await launch.logFile.textSince(logBefore));
    const lines = (await readFile(statusFile, 'utf8').catch(() => '')).split('\n');
    return lines[0] === String(child.pid) && lines[7]?.trim() === 'ready';
  });
  if (!ready) throw new LaunchError(`not ready after ${READY_WITHIN_MS / 1_000} seconds`);
}

/** Fast shutdown; if that takes too long immediate shutdown, which costs a recovery at the next start; then the kernel. */
export async function stopPostmaster(child: ChildProcess, dataDir: string, log: Log): Promise<void> {
  const { pid } = child;
  if (pid === undefined || hasEnded(child)) return;
  signalTo(pid, 'SIGINT');
  if (await waitUntil(FAST_STOP_MS, () => hasEnded(child))) return;
  log.warn({ pid }, 'the embedded database is slow to stop: stopping it at once');
  signalTo(pid, 'SIGQUIT');
  if (await waitUntil(IMMEDIATE_STOP_MS, () => hasEnded(child))) return;
  await killAll(dataDir);
}

/** Makes sure that nothing is at work in the data directory: a server whose owner died is stopped, orphans are killed. */
export async function clearLeftovers(dataDir: string, log: Log): Promise<void> {
  const left = await serverProcesses(dataDir);
  if (left.length > 0) {
    const isGone = async (): Promise<boolean> => (await serverProcesses(dataDir)).length === 0;
    const postmaster = await recordedPostmaster(dataDir);
    log.warn({ pids: left }, 'stopping what an earlier process left running in the embedded database');
    if (postmaster !== null && left.includes(postmaster)) {
      signalTo(postmaster, 'SIGINT');
      if (!(await waitUntil(FAST_STOP_MS, isGone))) signalTo(postmaster, 'SIGQUIT');
      await waitUntil(IMMEDIATE_STOP_MS, isGone);
    }
    // Without their postmaster the others end by themselves, except one that is busy.
    if (!(await waitUntil(ORPHANS_END_MS, isGone))) await killAll(dataDir);
  }
  // Its number may belong to another process by now, and PostgreSQL would then refuse to start.
  await rm(join(dataDir, 'postmaster.pid'), { force: true });
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function killAll(dataDir: string): Promise<void> {
  await waitUntil(IMMEDIATE_STOP_MS, async () => {
    const left = await serverProcesses(dataDir);
    for (const pid of left) signalTo(pid, 'SIGKILL');
    return left.length === 0;
  });
}

function settings({ port, durable }: Launch): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // a path to a socket may have 107 bytes; a data directory may be deeper
    max_connections: 100,
    shared_buffers: '32MB',
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    io_method: 'sync', // without the three I/O processes: memory
    max_parallel_workers_per_gather: 0,
    jit: 'off',
    huge_pages: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // An SQL error goes to the client that caused it. Here its text and values would only leak what users wrote.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    logging_collector: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
