import { type App, openApp } from './app.js';
import { type Config, readConfig } from './config.js';
import { openLog } from './logging.js';
import { StartError } from './start-error.js';

/** After a signal everything is gone within this time, whatever hangs. */
const STOP_MS = 10_000;
const READY_MS = 20_000;

async function main(): Promise<void> {
  const config = readConfig();
  const { log, file } = openLog(config, process.stdout.isTTY);
  process.on('unhandledRejection', (err) => log.error({ err }, 'A promise was forgotten'));
  const stopped = stopSignal();
  const opening = openApp(config, log);
  const app = await Promise.race([opening, stopped.then(() => null)]);
  if (app) {
    await becomeReady(app);
    welcome(config, app, file);
    log.info({ url: app.url, roles: config.roles, sandbox: config.sandbox }, 'Copydesk is ready');
  }
  const signal = await stopped;
  log.info({ signal }, 'Copydesk stops');
  setTimeout(() => process.exit(1), STOP_MS - 500).unref();
  await (await opening)[Symbol.asyncDispose]();
  log.info({}, 'Copydesk stopped');
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}

/** The first heartbeat has gone through the whole path. */
async function becomeReady(app: App): Promise<void> {
  const until = performance.now() + READY_MS;
  while (performance.now() < until) {
    if ((await app.readiness()).ready) return;
    await app.desk.clock.sleep(25);
  }
}

/** On a terminal one line says where to look. */
function welcome(config: Config, app: App, file: string | null): void {
  if (file === null) return;
  const where = config.sandbox
    ? `open ${app.url}`
    : `running as ${config.roles.join(', ')}${app.url ? ` at ${app.url}` : ''}`;
  process.stdout.write(
    `Copydesk${config.sandbox ? ' sandbox' : ''} is ready: ${where}  (log: ${file}; Ctrl-C stops it)\n`,
  );
}

function report(error: unknown): void {
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`Copydesk could not start because of a fault of its own: ${String(error)}\n`);
  process.exitCode = 1;
}

await main().catch(report);
// Agenda leaves timers behind.
process.exit();
