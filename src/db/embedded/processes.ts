import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Runs a program to its end. Rejects only when it could not be run at all. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    try {
      const child = execFile(command, args, options, (error, stdout, stderr) => {
        if (error && typeof error.code === 'string') reject(error);
        else resolve({ code: child.exitCode, stdout, stderr });
      });
    } catch (error) {
      // With another uid, spawn itself throws EACCES rather than telling the callback.
      reject(error);
    }
  });
}

/** When a living process began, in words that differ for a later process of the same number; null when there is none. */
export async function startTimeOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    // The name in parentheses may itself hold spaces and parentheses.
    const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields === undefined || fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  }
  if (process.platform === 'win32') return isRunning(pid) ? 'running' : null;
  const { stdout } = await run('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { env: { LC_ALL: 'C', TZ: 'UTC' } });
  return stdout.trim() || null;
}

/** The number in the first line of `postmaster.pid`; null when there is no such file. */
export async function recordedPostmaster(dataDir: string): Promise<number | null> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : null;
}

/** Every PostgreSQL process at work in this data directory, whoever started it. */
export async function serverProcesses(dataDir: string): Promise<number[]> {
  if (process.platform === 'linux') return serverProcessesOfLinux(dataDir);
  const pid = await recordedPostmaster(dataDir);
  if (pid === null || !isRunning(pid)) return [];
  if (process.platform === 'win32') return [pid];
  const { stdout } = await run('/bin/ps', ['-o', 'command=', '-p', String(pid)]);
  return stdout.includes('postgres') && stdout.includes(dataDir) ? [pid] : [];
}

// A server's working directory is its data directory: this finds orphaned backends too, and is not misled by a
// stale `postmaster.pid`, by a process number used again, or by the directory having been moved.
async function serverProcessesOfLinux(dataDir: string): Promise<number[]> {
  const home = await stat(dataDir).catch(() => null);
  if (home === null) return [];
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    numbers.map(async (pid) => {
      try {
        const exe = await readlink(`/proc/${pid}/exe`);
        if (!basename(exe).startsWith('postgres')) return [];
        const cwd = await stat(`/proc/${pid}/cwd/`);
        return cwd.dev === home.dev && cwd.ino === home.ino ? [Number(pid)] : [];
      } catch {
        return []; // gone meanwhile, or somebody else's
      }
    }),
  );
  return found.flat();
}

/** Sends a signal to a process that may be gone already. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Asks again and again until the answer is yes; false when the time ran out first. */
export async function waitUntil(timeoutMs: number, isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() >= end) return false;
    await delay(10);
  }
  return true;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
