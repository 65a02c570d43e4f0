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

type Plan = Omit<Launch, 'port'>;

const FIRST_TRIES = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_AFTER_MS = 60_000;

/** Starts the server and keeps it running on one port until `stop`. Rejects with `LaunchError` when it cannot be started. */
export async function supervise(plan: Plan): Promise<Supervisor> {
  for (let tries = 1; ; tries += 1) {
    const supervisor = new Supervisor(plan, await findFreePort());
    try {
      await supervisor.launch();
      return supervisor;
    } catch (error) {
      await supervisor.stop();
      if (!(error instanceof LaunchError) || tries === FIRST_TRIES || !isPassing(error.message)) throw error;
      plan.log.warn({ reason: findFailure(error.message) }, 'the embedded database did not start: trying again');
    }
  }
}

export class Supervisor {
  readonly port: number;
  readonly #plan: Plan;
  readonly #stopping = new AbortController();
  readonly #listeners: ((exit: ServerExit) => void)[] = [];
  #child: ChildProcess | null = null;
  #restarting: Promise<void> = Promise.resolve();
  #pauseMs = FIRST_PAUSE_MS;
  #readyAt = 0;

  constructor(plan: Plan, port: number) {
    this.#plan = plan;
    this.port = port;
    process.on('exit', this.#atExit);
  }

  /** The server's process now; null while it is down. */
  pid(): number | null {
    return this.#child !== null && !hasEnded(this.#child) ? (this.#child.pid ?? null) : null;
  }

  onExit(listener: (exit: ServerExit) => void): void {
    this.#listeners.push(listener);
  }

  async launch(): Promise<void> {
    const launch = { ...this.#plan, port: this.port };
    await clearLeftovers(launch.dataDir, launch.log);
    this.#stopping.signal.throwIfAborted();
    const logBefore = await launch.logFile.size();
    const child = await spawnPostmaster(launch);
    this.#child = child;
    if (this.#stopping.signal.aborted) await stopPostmaster(child, launch.dataDir, launch.log);
    let ready = false;
    child.once('exit', (code, signal) => {
      if (ready) this.#ended({ code, signal });
    });
    await waitReady(child, launch, logBefore);
    if (hasEnded(child)) throw new LaunchError('it ended as soon as it was ready');
    ready = true;
    this.#readyAt = performance.now();
  }

  async stop(): Promise<void> {
    const { dataDir, log } = this.#plan;
    this.#stopping.abort();
    if (this.#child !== null) await stopPostmaster(this.#child, dataDir, log);
    await this.#restarting; // sees `#stopping`, and stops what it may just have spawned
    await clearLeftovers(dataDir, log); // what a server that had crashed just now left
    process.off('exit', this.#atExit);
  }

  // Our process may end without `stop`, by an uncaught exception for one: then the server at least begins its shutdown.
  readonly #atExit = (): void => {
    const pid = this.pid();
    if (pid !== null) signalTo(pid, 'SIGINT');
  };

  #ended(exit: ServerExit): void {
    if (this.#stopping.signal.aborted) return;
    if (performance.now() - this.#readyAt > STEADY_AFTER_MS) this.#pauseMs = FIRST_PAUSE_MS;
    this.#plan.log.error(exit, 'the embedded database ended by itself: starting it again');
    this.#restarting = this.#restart();
    for (const listener of this.#listeners) listener(exit);
  }

  async #restart(): Promise<void> {
    const { log } = this.#plan;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await delay(this.#pauseMs, undefined, { signal });
        this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
        await this.launch();
        log.info({ pid: this.pid() }, 'the embedded database runs again');
        return;
      } catch (error) {
        if (signal.aborted) return;
        const reason = error instanceof LaunchError ? findFailure(error.message) : String(error);
        log.error({ reason, pauseMs: this.#pauseMs }, 'the embedded database could not be started');
      }
    }
  }
}

/** A port taken in between, or memory and a lock file of a server that is only just ending. */
function isPassing(failure: string): boolean {
  return /Address already in use|lock file .* already exists|pre-existing shared memory/.test(failure);
}
