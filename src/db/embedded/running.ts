import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf, USER } from './cluster.js';
import { serverProcesses } from './processes.js';

/** The address of a database of the server that is at work in `dir` now, whoever started it; null where none is. */
export async function findRunning(dir: string, database: string): Promise<string | null> {
  const home = join(dir, 'cluster');
  const status = await readFile(join(home, 'data/postmaster.pid'), 'utf8').catch(() => '');
  const lines = status.split('\n').map((line) => line.trim());
  const [pid, , , port] = lines;
  const running = await serverProcesses(join(home, 'data'));
  if (!running.includes(Number(pid)) || lines[7] !== 'ready') return null;
  const password = (await readFile(join(home, 'password'), 'utf8')).trim();
  return addressOf({ user: USER, password }, Number(port), database);
}
