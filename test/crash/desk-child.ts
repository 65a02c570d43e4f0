import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../support/until.js';

/**
 * Where a runner stands still, and what happens there as soon as all runners of the process stand where they should. `kill`: the process
 * dies. `stop`: it sleeps until it is woken. `hold`: the runner waits for the test's word.
 */
export interface Stand {
  readonly at: string;
  readonly act: 'kill' | 'stop' | 'hold';
  readonly duringMs?: number;
}

export interface Runner {
  /** Null: whatever is due; else only these deliveries. */
  readonly only: readonly string[] | null;
  /** Gives the platform a preparation in two steps, as networks with uploads have it. */
  readonly prepares: boolean;
  readonly stand: Stand | null;
}

export interface ChildOptions {
  readonly databaseUrl: string;
  readonly alarmUrl: string | null;
  readonly apiRoot: string;
  readonly token: string;
  readonly mediaDir: string;
  /** The chat that cards are shown in. */
  readonly cardsChat: number;
  readonly leaseMs: number;
  readonly concurrency: number;
  readonly lookEveryMs: number;
  /** Null: this process never sweeps. */
  readonly sweepEveryMs: number | null;
  /** Each with its own worker. The first is rung, and sweeps. */
  readonly runners: readonly Runner[];
}

export type ToChild =
  { ring: readonly string[] } | { alarm: readonly string[]; at: number } | { go: true } | { ask: 'alarm' };
export type FromChild =
  | { ready: true }
  | { call: string; runner: number }
  | { stands: true }
  | { alarmUp: boolean; connected: number }
  | { log: string };

/** Workers of the desk in a process of their own. */
export interface DeskChild extends AsyncDisposable {
  /** Every call that this runner awaited, in order. */
  calls(runner?: number): readonly string[];
  readonly logs: readonly string[];
  /** It is up and looks for work. */
  ready(): Promise<void>;
  /** All its runners stand where they were told to. */
  stands(): Promise<void>;
  /** Ends the waiting of one that holds. */
  go(): void;
  wake(): void;
  /** Rings at once, past the alarm clock. */
  ring(ids: readonly string[]): void;
  /** Asks its alarm clock to ring then. */
  ringAt(ids: readonly string[], at: Date): void;
  alarm(): Promise<{ alarmUp: boolean; connected: number }>;
  /** Resolves when the process has ended, by itself or not. */
  ended(): Promise<void>;
  alive(): boolean;
  kill(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('desk-process.ts', import.meta.url));
const HOOK = new URL('../support/run-typescript.ts', import.meta.url).href;
const FLAGS = ['--import', HOOK, '--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
/** Many of them start here; compiled once, they do so in half the time. */
const COMPILED = join(tmpdir(), 'copydesk-crash-compiled');
const ENDS_WITHIN_MS = 20_000;

export function startChild(options: ChildOptions): DeskChild {
  const child = fork(PROGRAM, [JSON.stringify(options)], {
    execArgv: FLAGS,
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  const seen = collect(child);
  const holding = options.runners.filter(({ stand }) => stand?.act === 'hold').length;
  const ended = once(child, 'exit');
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  const send = (message: ToChild): void => void child.send(message);
  const reach = (what: string, holds: () => boolean): Promise<void> =>
    until(what, () => {
      if (!holds() && !alive()) throw new Error(`the process ended before ${what}\n${seen.logs.slice(-5).join('\n')}`);
      return holds();
    });
  const kill = async (): Promise<void> => {
    if (alive()) child.kill('SIGKILL');
    await ended;
  };
  return {
    calls: (runner = 0) => seen.calls[runner] ?? [],
    logs: seen.logs,
    ready: () => reach('it is ready', () => seen.ready),
    stands: () => reach('all stand where they should', () => seen.stands >= Math.max(1, holding)),
    go: () => send({ go: true }),
    wake: () => void child.kill('SIGCONT'),
    ring: (ids) => send({ ring: ids }),
    ringAt: (ids, at) => send({ alarm: ids, at: at.getTime() }),
    async alarm() {
      seen.alarm = null;
      send({ ask: 'alarm' });
      await reach('it tells of its alarm', () => seen.alarm !== null);
      return seen.alarm ?? { alarmUp: false, connected: 0 };
    },
    ended: () => until('the process has ended', () => !alive(), ENDS_WITHIN_MS),
    alive,
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

interface Seen {
  ready: boolean;
  stands: number;
  readonly calls: string[][];
  readonly logs: string[];
  alarm: { alarmUp: boolean; connected: number } | null;
}

function collect(child: ChildProcess): Seen {
  const seen: Seen = { ready: false, stands: 0, calls: [], logs: [], alarm: null };
  child.on('message', (message: FromChild) => {
    if ('ready' in message) seen.ready = true;
    if ('call' in message) (seen.calls[message.runner] ??= []).push(message.call);
    if ('stands' in message) seen.stands += 1;
    if ('log' in message) seen.logs.push(message.log);
    if ('alarmUp' in message) seen.alarm = message;
  });
  return seen;
}
