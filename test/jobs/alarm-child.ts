import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StoreAddress } from '../../jobs/store.js';
import type { Pace } from '../../jobs/supervisor.js';
import { until } from '../support/until.js';

export interface ChildOptions {
  readonly store: StoreAddress;
  readonly work: boolean;
  readonly lockLifetimeMs: number;
  /** How long each job takes. */
  readonly workMs: number;
  readonly pace: Partial<Pace>;
}
export type ToChild = { ring: readonly string[]; at: number } | { ask: 'state' } | { drain: number };
export type FromChild =
  { called: string } | { log: string } | { fault: string } | { up: boolean; connected: number } | { drained: true };

/** An alarm clock in a process of its own. */
export interface AlarmChild extends AsyncDisposable {
  readonly calls: readonly string[];
  readonly logs: readonly string[];
  /** What would have ended the process. */
  readonly faults: readonly string[];
  ring(ids: readonly string[], at: Date): void;
  isUp(): Promise<boolean>;
  /** How often it has connected. */
  connected(): Promise<number>;
  called(...ids: readonly string[]): Promise<void>;
  alive(): boolean;
  kill(): Promise<void>;
  /** Drains, and waits until the process ended by itself. */
  drain(timeoutMs: number, endsWithinMs: number): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('alarm-process.ts', import.meta.url));
const HOOK = new URL('../support/run-typescript.ts', import.meta.url).href;

export function startChild(options: Partial<ChildOptions> & Pick<ChildOptions, 'store'>): AlarmChild {
  const full: ChildOptions = { work: true, lockLifetimeMs: 2_000, workMs: 0, pace: {}, ...options };
  const child = fork(PROGRAM, [JSON.stringify(full)], {
    execArgv: ['--import', HOOK, '--disable-warning=ExperimentalWarning'],
  });
  const ended = once(child, 'exit');
  const calls: string[] = [];
  const logs: string[] = [];
  const faults: string[] = [];
  let state = { up: false, connected: 0 };
  let answered: (() => void)[] = [];
  child.on('message', (message: FromChild) => {
    if ('called' in message) calls.push(message.called);
    if ('log' in message) logs.push(message.log);
    if ('fault' in message) faults.push(message.fault);
    if ('up' in message) {
      state = message;
      for (const done of answered) done();
      answered = [];
    }
  });
  const send = (message: ToChild): void => void child.send(message);
  const ask = async (): Promise<typeof state> => {
    const answer = new Promise<void>((resolve) => answered.push(resolve));
    send({ ask: 'state' });
    await answer;
    return state;
  };
  const kill = async (): Promise<void> => {
    if (alive()) child.kill('SIGKILL');
    await ended;
  };
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    calls,
    logs,
    faults,
    ring: (ids, at) => send({ ring: ids, at: at.getTime() }),
    isUp: async () => (await ask()).up,
    connected: async () => (await ask()).connected,
    called: async (...ids) => {
      const missing = (): string[] => ids.filter((id) => !calls.includes(id));
      await until('all are called', () => missing().length === 0, 20_000).catch((error: unknown) => {
        throw new Error(`not called: ${missing().join(' ')}\n${logs.slice(-20).join('\n')}`, { cause: error });
      });
    },
    alive,
    kill,
    [Symbol.asyncDispose]: kill,
    drain: async (timeoutMs, endsWithinMs) => {
      send({ drain: timeoutMs });
      await until('the process ended', () => !alive(), timeoutMs + endsWithinMs);
    },
  };
}
