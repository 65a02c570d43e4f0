import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** From the exec to the words that it is ready. */
  readonly readySeconds: number;
}

interface Launch {
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  /** What it writes when it is ready. */
  readonly ready: string;
  readonly stopBy?: NodeJS.Signals;
}

const PATIENCE_MS = 60_000;
const STOP_MS = 15_000;

/** Starts a program, and returns when it says that it is ready. */
export async function startProgram({ command, env, ready, stopBy = 'SIGTERM', ...where }: Launch): Promise<Program> {
  const [file = '', ...args] = command;
  const from = performance.now();
  const child = spawn(file, args, {
    ...where,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  ended.catch(() => undefined); // it could not be started: told by the wait for it
  let said = '';
  const isReady = new Promise<void>((resolve) => {
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (chunk) => {
        said = (said + String(chunk)).slice(-20_000);
        if (said.includes(ready)) resolve();
      });
    }
  });
  const late = new AbortController();
  const outcome = await Promise.race([
    isReady.then(() => 'ready'),
    ended.then(() => 'ended'),
    sleep(PATIENCE_MS, 'late', { signal: late.signal }),
  ]);
  late.abort();
  const readySeconds = (performance.now() - from) / 1000;
  const { pid } = child;
  if (outcome !== 'ready' || pid === undefined) {
    child.kill('SIGKILL');
    throw new Error(`${command.join(' ')}: ${outcome} before it said "${ready}"; it said:\n${said}`);
  }
  return {
    pid,
    readySeconds,
    async [Symbol.asyncDispose]() {
      child.kill(stopBy);
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(hard);
    },
  };
}

/** Memory that a process holds, shared pages included. */
export async function residentMegabytes(pid: number): Promise<number> {
  return kilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmRSS') / 1024;
}

/** Memory of several processes, each page counted once: what they share is divided among them. */
export async function proportionalMegabytes(pids: readonly number[]): Promise<number> {
  const texts = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8')));
  return texts.reduce((sum, text) => sum + kilobytes(text, 'Pss') / 1024, 0);
}

function kilobytes(text: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`There is no ${name} in ${text}`);
  return Number(found);
}
