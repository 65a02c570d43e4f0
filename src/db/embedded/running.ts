import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverProcesses } from './processes.js';

/** The address of the embedded server that a desk has running in `dir`, for another program beside it; null where none runs. */
export async function runningServer(dir: string, database: string): Promise<string | null> {
  const home = join(dir, 'cluster');
  const data = join(home, 'data');
  if ((await serverProcesses(data)).length === 0) return null;
  const status = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (status[7]?.trim() !== 'ready') return null;
  const password = (await readFile(join(home, 'password'), 'utf8')).trim();
  return `postgresql://copydesk:${password}@127.0.0.1:${status[3]}/${encodeURIComponent(database)}?sslmode=disable`;
}
