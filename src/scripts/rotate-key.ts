import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, readConfig } from '../config.js';
import { serverProcesses } from '../db/embedded/processes.js';
import { startEmbedded } from '../db/embedded/server.js';
import { createOrm } from '../db/orm.js';
import { reach } from '../db/reach.js';
import { newKey, rotateKey } from '../db/rotate-key.js';
import { makeLog } from '../logging.js';
import { StartError } from '../start-error.js';
import { systemClock } from '../system.js';
import { rotationReport } from './rotation-report.js';

// `npm run rotate-key` runs this, also beside a desk at work.
const log = makeLog('error', process.stderr);

async function run(config: Config): Promise<string> {
  await using opened = new AsyncDisposableStack();
  if (config.databaseUrl) await reach(config.databaseUrl);
  const url = config.databaseUrl ?? (await embedded(config.dataDir, opened));
  const orm = await createOrm(url, log);
  opened.defer(() => orm.close(true));
  const rotation = await rotateKey(orm.em.fork().getKysely(), config, systemClock.now());
  return rotationReport(rotation, config.encryptionKeys !== null, newKey);
}

async function embedded(dataDir: string, opened: AsyncDisposableStack): Promise<string> {
  const dir = join(dataDir, 'postgres');
  const running = await runningServer(dir);
  if (running) return running;
  const server = await startEmbedded({ dir, log });
  opened.defer(() => server.stop());
  await server.ensureDatabase('copydesk');
  return server.url('copydesk');
}

/** The server that a desk has running in `dir`; null where none runs. */
async function runningServer(dir: string): Promise<string | null> {
  const data = join(dir, 'cluster/data');
  if ((await serverProcesses(data)).length === 0) return null;
  const status = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (status[7]?.trim() !== 'ready') return null;
  const password = (await readFile(join(dir, 'cluster/password'), 'utf8')).trim();
  return `postgresql://copydesk:${password}@127.0.0.1:${status[3]}/copydesk?sslmode=disable`;
}

try {
  process.stdout.write(`${await run(readConfig())}\n`);
} catch (thrown) {
  if (!(thrown instanceof StartError)) throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 1;
}
