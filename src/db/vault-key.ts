import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskStartError, StartError } from '../start-error.js';
import { KEY_BYTES } from './vault.js';

/** The installation's own key, in `dir`: made the first time, readable by this user only. */
export async function ownKey(dir: string): Promise<Buffer> {
  const path = join(dir, 'encryption.key');
  try {
    await mkdir(dir, { recursive: true });
    const key = (await readKey(path)) ?? (await makeKey(path));
    if (key.length === KEY_BYTES) return key;
  } catch (error) {
    throw diskStartError(error, dir) ?? error;
  }
  throw new StartError(`${path} is damaged: put back its copy, for nothing else opens what was sealed with it.`);
}

async function readKey(path: string): Promise<Buffer | null> {
  try {
    return Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all, and never over another one: of two processes that start at once, one makes it. */
async function makeKey(path: string): Promise<Buffer> {
  const written = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(written, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('hex')}\n`);
    await file.sync();
    await link(written, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } finally {
    await file.close();
    await rm(written, { force: true });
  }
  return (await readKey(path)) ?? Buffer.alloc(0);
}
