import { relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from './app.js';
import { type Config, readConfig } from './config.js';
import { openLog } from './logging.js';
import type { Log } from './ports.js';
import { diskStartError, StartError } from './start-error.js';

/** After a signal everything is over within this time, whatever hangs; the embedded server gets the rest of ten seconds. */
const STOP_MS = 9_000;
const READY_MS = 20_000;
/** Ctrl-C reaches `initdb` too: its death must not be told as a fault before the signal has reached us. */
const SIGNAL_SLACK_MS = 100;

/** Why the process ends: somebody wants it, or something was thrown that nobody caught. */
type Ending = { readonly signal: NodeJS.Signals } | { readonly fault: unknown };

async function main(): Promise<void> {
  const config = readConfig();
  const { log, file } = openLog(config, process.stdout.isTTY);
  const ending = listenForEnding(log);
  // Loaded only now: it takes most of a second, in which a signal is heard already, and mistakes above are told at once.
  const unwanted = new AbortController();
  void ending.then(() => unwanted.abort());
  const opening = import('./app.js').then(({ openApp }) => openApp(config, log, { signal: unwanted.signal }));
  opening.catch(() => undefined); // heard below, or of no interest any more
  try {
    const app = await Promise.race([opening, ending.then(() => null)]);
    if (app) await Promise.race([announce(app, config, log, file), ending]);
  } catch (thrown) {
    const ended = await Promise.race([ending, sleep(SIGNAL_SLACK_MS, null)]);
    if (ended === null) throw explain(thrown, config, log);
  }
  await stop(opening, await ending, log);
}

/**
 * The first signal or uncaught exception. Later ones change nothing: all of it is bounded. After an exception nothing in memory can be
 * relied on, so the process ends, in order. A forgotten promise leaves nothing half-done here, for what matters is written by one
 * compare-and-set each: it is logged as the fault it is, and survived.
 */
function listenForEnding(log: Log): Promise<Ending> {
  process.on('unhandledRejection', (err) => log.error({ err }, 'A promise was forgotten'));
  process.removeAllListeners('warning');
  process.on('warning', (err) => log.warn({ err }, 'A warning of Node'));
  // The terminal was closed, or who read our output is gone.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve({ signal }));
    process.on('uncaughtException', (fault) => {
      log.error({ err: fault }, 'Nobody caught this: Copydesk stops');
      resolve({ fault });
    });
  });
}

/** Waits until the first heartbeat has gone through the whole path; on a terminal one line then says where to look. */
async function announce(app: App, config: Config, log: Log, file: string | null): Promise<void> {
  const ready = await becomeReady(app, config);
  const { sandbox, roles } = config;
  if (ready) log.info({ url: app.url, roles, sandbox }, 'Copydesk is ready');
  else log.warn({ url: app.url, roles, sandbox, ...(await app.readiness()) }, 'Copydesk runs, but not all of it works');
  if (file === null) return;
  const where = sandbox ? `open ${app.url}` : `running as ${roles.join(', ')}${app.url ? ` at ${app.url}` : ''}`;
  const state = ready ? 'is ready' : 'runs, but not all of it works yet';
  process.stdout.write(
    `Copydesk${sandbox ? ' sandbox' : ''} ${state}: ${where}  (log: ${fromHere(file)}; Ctrl-C stops it)\n`,
  );
  if (app.claim !== null) process.stdout.write(`${app.claim}\n`);
}

async function becomeReady(app: App, { roles }: Config): Promise<boolean> {
  // The heart beats in a worker, which may be another process.
  const until = performance.now() + (roles.includes('worker') ? READY_MS : 0);
  for (;;) {
    if ((await app.readiness()).ready) return true;
    if (performance.now() > until) return !roles.includes('worker');
    await sleep(25);
  }
}

async function stop(opening: Promise<App>, ending: Ending, log: Log): Promise<void> {
  log.info('signal' in ending ? ending : {}, 'Copydesk stops');
  let atWork = false;
  const closing = opening.then(
    (app) => {
      atWork = true;
      return app[Symbol.asyncDispose]();
    },
    () => undefined, // it never came to be
  );
  const over = closing.then(
    () => true,
    (err: unknown) => {
      log.error({ err }, 'Not everything ended as it should');
      return false;
    },
  );
  const inOrder = await Promise.race([over, sleep(STOP_MS, null)]);
  if (inOrder === null) log.warn({}, 'Copydesk ends although something is still under way');
  // What was only just starting had nothing to finish.
  process.exitCode = inOrder === true || !atWork ? 0 : 1;
  if ('fault' in ending) throw new Fault('Copydesk stopped because of a fault of its own', ending.fault);
  log.info({}, 'Copydesk stopped');
}

/** Not of the person who started us: the log has all of it, the terminal one sentence. */
class Fault extends Error {
  override readonly name = 'Fault';
  constructor(what: string, cause: unknown) {
    super(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Why it did not start, for a person, and into the log. */
function explain(thrown: unknown, { dataDir }: Config, log: Log): Error {
  const below = thrown instanceof Error && 'path' in thrown && String(thrown.path).startsWith(dataDir);
  const known = thrown instanceof StartError ? thrown : below ? diskStartError(thrown, dataDir) : null;
  if (known) {
    log.debug({ err: known.cause }, 'The cause of what follows');
    log.error({}, known.message);
    return known;
  }
  log.error({ err: thrown }, 'Copydesk could not start');
  return new Fault('Copydesk could not start because of a fault of its own', thrown);
}

function fromHere(file: string): string {
  const path = relative('', file);
  return path.startsWith('..') ? file : path;
}

function report(error: unknown): void {
  const sentence = error instanceof StartError || error instanceof Fault ? error.message : String(error);
  process.stderr.write(`${sentence.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = 1;
}

await main().catch(report);
// Agenda leaves timers behind.
process.exit();
