import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.js';
import { driverAddress } from '../db/address.js';
import { findRunning } from '../db/embedded/running.js';
import { startEmbedded } from '../db/embedded/server.js';
import { EMBEDDED_DATABASE, embeddedDir } from '../db/open.js';
import { reach } from '../db/reach.js';
import type { Log } from '../ports.js';
import { StartError } from '../start-error.js';

/** Where a desk keeps what it knows. */
export interface Store extends AsyncDisposable {
  readonly url: string;
}

type Where = Pick<Config, 'databaseUrl' | 'dataDir'>;

/** Of a desk that may be at work: its server, or the embedded one, which is started where it does not run. */
export async function openStore({ databaseUrl, dataDir }: Where, log: Log): Promise<Store> {
  if (databaseUrl !== null) return openServer(databaseUrl);
  await refuseMissing(dataDir);
  const url = await findRunning(embeddedDir(dataDir), EMBEDDED_DATABASE);
  return url === null ? startStopped(dataDir, log) : { url, [Symbol.asyncDispose]: async () => undefined };
}

/** Of a desk that must not be at work: of an embedded one that is, it says which process has it. */
export async function openStopped({ databaseUrl, dataDir }: Where, log: Log): Promise<Store> {
  return databaseUrl === null ? startStopped(dataDir, log) : openServer(databaseUrl);
}

/** `name` says where the address was given. */
export async function openServer(address: string, name?: string): Promise<Store> {
  const url = await driverAddress(address, name);
  await reach(url, name);
  return { url, [Symbol.asyncDispose]: async () => undefined };
}

export async function refuseMissing(dataDir: string): Promise<void> {
  const found = await stat(join(embeddedDir(dataDir), 'cluster')).catch(() => null);
  if (found === null) throw new StartError(`There is no desk in ${dataDir}: set DATA_DIR to where it is kept.`);
}

async function startStopped(dataDir: string, log: Log): Promise<Store> {
  const server = await startEmbedded({ dir: embeddedDir(dataDir), log });
  await server.ensureDatabase(EMBEDDED_DATABASE);
  return { url: server.url(EMBEDDED_DATABASE), [Symbol.asyncDispose]: () => server.stop() };
}
