import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { findFailure } from './log-file.js';
import {
  clearLeftovers,
  hasEnded,
  LaunchError,
  spawnPostmaster,
  stopPostmaster,
  waitReady,
  type Launch,
} from './postmaster.js';
import { findFreePort } from './port.js';
import { signalTo } from './processes.js';

export interface ServerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Supervisor {
  readonly port: number;
  /** The server's process now; null while it is down. */
  pid(): number | null;
  onExit(listener: (exit: ServerExit) => void): void;
  stop(): Promise<void>;
}

const FIRST_TRIES = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_AFTER_MS = 60_000;

/** Starts the server and keeps it running on one port until `stop`. Rejects with `LaunchError` when it cannot be started. */
export async function supervise(plan: Omit<Launch, 'port'>): Promise<Supervisor> {
  const { dataDir, log } = plan;
  const listeners: ((exit: ServerExit) => void)[] = [];
  const stopping = new AbortController();
  let current: ChildProcess | null = null;
  let port = 0;
  let restarting: Promise<void> = Promise.resolve();
  let pauseMs = FIRST_PAUSE_MS;
  let readyAt = 0;

  // Our process may end without `stop`, by an uncaught exception for one: then the server at least begins its shutdown.
  const atExit = (): void => {
    if (current?.pid !== undefined && !hasEnded(current)) signalTo(current.pid, 'SIGINT');
  };

  const launch = async (): Promise<void> => {
    await clearLeftovers(dataDir, log);
    stopping.signal.throwIfAborted();
    const logBefore = await plan.logFile.size();
    const child = await spawnPostmaster({ ...plan, port });
    current = child;
    if (stopping.signal.aborted) await stopPostmaster(child, dataDir, log);
    let ready = false;
    child.once('exit', (code, signal) => {
      if (ready) ended({ code, signal });
    });
    await waitReady(child, { ...plan, port }, logBefore);
    if (hasEnded(child)) throw new LaunchError('it ended as soon as it was ready');
    ready = true;
    readyAt = performance.now();
  };

  const ended = (exit: ServerExit): void => {
    if (stopping.signal.aborted) return;
    if (performance.now() - readyAt > STEADY_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
    log.error({ ...exit, pauseMs }, 'the embedded database ended by itself: starting it again');
    restarting = restart();
    for (const listener of listeners) listener(exit);
  };

  const restart = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await delay(pauseMs, undefined, { signal: stopping.signal });
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        await launch();
        log.info({ pid: current?.pid }, 'the embedded database runs again');
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        const reason = error instanceof LaunchError ? findFailure(error.message) : String(error);
        log.error({ reason, pauseMs }, 'the embedded database could not be started');
      }
    }
  };

  const stop = async (): Promise<void> => {
    stopping.abort();
    if (current !== null) await stopPostmaster(current, dataDir, log);
    await restarting; // sees `stopping`, and stops what it may just have spawned
    process.off('exit', atExit);
  };

  process.on('exit', atExit);
  try {
    for (let tries = 1; ; tries += 1) {
      port = await findFreePort();
      try {
        await launch();
        break;
      } catch (error) {
        if (!(error instanceof LaunchError) || tries === FIRST_TRIES || !isPassing(error.message)) throw error;
        log.warn({ reason: findFailure(error.message) }, 'the embedded database did not start: trying again');
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    pid: () => (current !== null && !hasEnded(current) ? (current.pid ?? null) : null),
    onExit: (listener) => void listeners.push(listener),
    stop,
  };
}

/** A port taken in between, or memory and a lock file of a server that is only just ending. */
function isPassing(failure: string): boolean {
  return /Address already in use|lock file .* already exists|pre-existing shared memory/.test(failure);
}
