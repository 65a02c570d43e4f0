import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../start-error.js';

const MARK = 'moved';

/** Notes in the server's directory that its desk is elsewhere now. */
export async function markMoved(dir: string, where: { to: string; at: Date }): Promise<{ remove(): Promise<void> }> {
  const path = join(dir, MARK);
  await writeFile(path, `${where.to} at ${where.at.toISOString()}\n`, { flush: true, mode: 0o600 });
  return { remove: () => rm(path, { force: true }) };
}

/** Started beside its copy, the desk would publish everything a second time. */
export async function refuseMoved(dir: string): Promise<void> {
  const path = join(dir, MARK);
  const where = await readFile(path, 'utf8').catch(() => null);
  if (where === null) return;
  throw new StartError(
    `The desk in ${dir} was moved to ${where.trim()}: set DATABASE_URL to it. ` +
      `Only if that one is never used again, delete ${path} to go on here; otherwise posts would go out twice.`,
  );
}
