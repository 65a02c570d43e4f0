import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, vi } from 'vitest';
import { clearLeftovers } from '../../src/db/embedded/postmaster.js';
import { recordedPostmaster, serverProcesses } from '../../src/db/embedded/processes.js';
import { copy, findFastParent } from '../db/embedded/server-process.js';
import { BUILD_MS, buildProgram } from '../support/built.js';
import { quietLog } from '../support/log.js';
import { until } from '../support/until.js';

export interface Program {
  readonly child: ChildProcess;
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Where it answers, once it has said that it is ready. */
  ready(): Promise<string>;
  /** Its exit code; null when a signal ended it. Rejects when it is still there after `withinMs`. */
  exit(withinMs?: number): Promise<number | null>;
}

export interface Start {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** Instead of the built program, such as npm. */
  readonly command?: readonly [string, ...string[]];
  readonly cwd?: string;
}

const running = new Set<Program>();
const directories: string[] = [];
const undoings: (() => Promise<unknown>)[] = [];

// Real programs start, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 180_000 });
// Not in the time of whichever test comes first.
beforeAll(async () => void (await buildProgram()), BUILD_MS);

/** Starts the built program in a process group of its own, with nothing in its environment but what is given. */
export async function start({ dataDir, env = {}, uid, command, cwd = '/' }: Start): Promise<Program> {
  const [file, ...args] = command ?? [process.execPath, (await buildProgram()).main];
  const child = spawn(file, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', DATA_DIR: dataDir, ...env },
    detached: true,
    ...(uid !== undefined && { uid, gid: uid }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(() => child.exitCode);
  const program: Program = {
    child,
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    ready: async () => {
      await until('the program to be ready', () => /Copydesk is ready/.test(stdout) || hasEnded(child), 120_000);
      const url = /"url":"([^"]+)"[^\n]*Copydesk is ready/.exec(stdout)?.[1];
      if (url === undefined) throw new Error(`It did not become ready:\n${stdout}\n${stderr}`);
      return url;
    },
    exit: async (withinMs = 45_000) => {
      await until('the program to end', () => hasEnded(child), withinMs);
      return ended;
    },
  };
  running.add(program);
  return program;
}

/** A directory for one test, removed by `cleanUp`; its name has what shells and URLs stumble over. */
export async function makeDirectory(parent = tmpdir()): Promise<string> {
  const dir = await mkdtemp(join(await realpath(parent), 'copydesk дані '));
  directories.push(dir);
  return dir;
}

/** A `DATA_DIR` in which a sandbox was at work already; quicker than beginning anew. */
export async function makeUsedDirectory(): Promise<string> {
  const { used } = await buildProgram();
  const dir = await makeDirectory(await findFastParent());
  await copy(join(used, 'sandbox'), join(dir, 'sandbox'));
  return dir;
}

/** Something to undo before the directories are removed. */
export function beforeCleanUp(undo: () => Promise<unknown>): void {
  undoings.push(undo);
}

/** For `afterEach`: leaves no process and no directory, also when a test failed half-way. */
export async function cleanUp(): Promise<void> {
  for (const { child } of running) if (!hasEnded(child)) killGroup(child);
  running.clear();
  for (const dir of directories)
    for (const home of clusters(dir)) {
      await clearLeftovers(home, quietLog);
    }
  for (const undo of undoings.splice(0).toReversed()) await undo();
  for (const dir of directories.splice(0)) await rm(dir, { recursive: true, force: true, maxRetries: 3 });
}

/** The processes of PostgreSQL that are at work below a `DATA_DIR`. */
export async function postgresOf(dataDir: string): Promise<number[]> {
  return (await Promise.all(clusters(dataDir).map(serverProcesses))).flat();
}

/** The process that all others of the embedded server come from. */
export async function postmasterOf(dataDir: string): Promise<number> {
  const recorded = await Promise.all(clusters(dataDir).map(recordedPostmaster));
  const pid = recorded.find((found) => found !== null);
  if (!pid) throw new Error(`no PostgreSQL runs below ${dataDir}`);
  return pid;
}

/** The address of the embedded server, read as a person would who has lost it. */
export async function databaseUrlOf(dataDir: string, database = 'copydesk'): Promise<string> {
  for (const home of clusters(dataDir)) {
    const file = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => null);
    if (file === null) continue;
    const password = (await readFile(join(home, '../password'), 'utf8')).trim();
    return `postgresql://copydesk:${password}@127.0.0.1:${file.split('\n')[3]}/${database}`;
  }
  throw new Error(`no PostgreSQL runs below ${dataDir}`);
}

function clusters(dataDir: string): string[] {
  return ['sandbox/postgres', 'postgres', 'data/sandbox/postgres'].map((path) => join(dataDir, path, 'cluster/data'));
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // gone meanwhile
  }
}
