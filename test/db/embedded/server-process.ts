import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { z } from 'zod';
import { clearLeftovers } from '../../../src/db/embedded/postmaster.js';
import { startEmbedded } from '../../../src/db/embedded/server.js';
import type { Log } from '../../../src/ports.js';

const ready = z.object({ pid: z.number(), url: z.string() });
const refused = z.object({ startError: z.string() });

export const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

export interface ServerProcess {
  readonly child: ChildProcess;
  /** What it wrote to its log so far. */
  log(): string;
  /** Its next message; rejects when it ends without one. */
  next(): Promise<unknown>;
  ready(): Promise<z.infer<typeof ready>>;
  /** The sentence with which it refused to start. */
  refusal(): Promise<string>;
  send(line: 'stop' | 'throw'): void;
  /** Kills it as `kill -9` does; its server stays. */
  kill(): Promise<void>;
  exit(): Promise<number | null>;
}

export interface ProcessOptions {
  readonly uid?: number;
  /** A copy of the project to run in; this one by default. */
  readonly root?: string;
}

export const PROJECT = join(import.meta.dirname, '../../..');
const started: ServerProcess[] = [];
const directories: string[] = [];

function read<T>(shape: z.ZodType<T>, message: unknown): T {
  const { data, success } = shape.safeParse(message);
  if (!success) throw new Error(`Not the expected answer: ${JSON.stringify(message)}`);
  return data;
}

/** Starts `run-server.ts` in a process group of its own, as a shell does for a terminal's foreground command. */
export function startProcess(dir: string, { uid, root = PROJECT }: ProcessOptions = {}): ServerProcess {
  const here = join(root, 'test/db/embedded');
  const args = ['--import', join(here, 'typescript-hooks.mjs'), join(here, 'run-server.ts'), dir];
  const identity = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(process.execPath, args, { ...identity, detached: true, cwd: root });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`The process ended without an answer: ${log}`);
    return JSON.parse(value);
  };
  const self: ServerProcess = {
    child,
    log: () => log,
    next,
    ready: async () => read(ready, await next()),
    refusal: async () => read(refused, await next()).startError,
    send: (line) => void child.stdin.write(`${line}\n`),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    exit: async () => {
      await exited;
      return child.exitCode;
    },
  };
  started.push(self);
  return self;
}

/** A directory for one test; `cleanUp` removes it, after whatever server is still at work below it. */
export async function makeDirectory(name = 'data', parent = tmpdir()): Promise<string> {
  const dir = await mkdtemp(join(await realpath(parent), `copydesk ${name} `));
  directories.push(dir);
  return dir;
}

let seed: Promise<string> | null = null;

/** A server's directory with a cluster in it that was stopped cleanly; quicker than making one each time. */
export async function makeStoppedServer(): Promise<string> {
  seed ??= makeSeed();
  const dir = join(await makeDirectory('data', await findFastParent()), 'postgres');
  await copy(await seed, dir);
  return dir;
}

/** As fast as can be: fs.cp is slow for a thousand files. */
export async function copy(from: string, to: string, ...options: string[]): Promise<void> {
  await promisify(execFile)('cp', ['-a', ...options, from, to]);
}

// In memory where there is plenty: copying a cluster of a thousand files there takes a tenth of the time.
export async function findFastParent(): Promise<string> {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 1_000_000_000 ? '/dev/shm' : tmpdir();
}

async function makeSeed(): Promise<string> {
  const dir = join(await mkdtemp(join(await findFastParent(), 'copydesk seed ')), 'postgres');
  await (await startEmbedded({ dir, log: silent, durable: false })).stop();
  return dir;
}

/** For `afterAll` of a file that used `makeStoppedServer`. */
export async function removeSeed(): Promise<void> {
  if (seed !== null) await rm(dirname(await seed), { recursive: true });
  seed = null;
}

const undoings: (() => Promise<unknown>)[] = [];

/** Something to undo before the directories are removed. */
export function beforeCleanUp(undo: () => Promise<unknown>): void {
  undoings.push(undo);
}

/** For `afterEach`: leaves no process and no directory, also when a test failed half-way. */
export async function cleanUp(): Promise<void> {
  for (const { child, kill } of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) await kill();
  for (const dir of directories) await clearLeftovers(join(dir, 'postgres/cluster/data'), silent);
  for (const undo of undoings.splice(0)) await undo();
  for (const dir of directories.splice(0)) await rm(dir, { recursive: true, force: true, maxRetries: 3 });
}

export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the tests kill servers; a query under way still rejects
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The answer as soon as the server gives one, for at most 20 seconds. */
export async function queryInTime(url: string, text: string): Promise<unknown[]> {
  for (const end = performance.now() + 20_000; ;) {
    try {
      return await query(url, text);
    } catch (error) {
      if (performance.now() > end) throw error;
      await delay(50);
    }
  }
}
