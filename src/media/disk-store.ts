import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { MediaFull } from '../domain/media-full.js';
import { Refusal } from '../domain/refusal.js';
import { diskStartError } from '../start-error.js';
import type { MediaStore } from '../ports.js';

/** What has not been written to for this long belongs to nobody any more: other processes may be storing into the same directory. */
const ABANDONED_MS = 10 * 60_000;

/**
 * Media below `root`: `ab/cd/abcd…`, whole or not at all, on the disk before `put` returns. What arrives is collected in `incoming`, and
 * what a crash left there is removed here.
 */
export async function openDiskStore(root: string): Promise<MediaStore> {
  const incoming = join(root, 'incoming');
  try {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw diskStartError(error, root) ?? error;
  }
  const mark = await removeAbandoned(incoming);
  let count = 0;
  return {
    async put(source, maxBytes) {
      const temporary = join(incoming, `${mark}-${++count}`);
      try {
        const { hash, size } = await collect(source, temporary, maxBytes);
        await keep(temporary, pathOf(root, hash));
        return { hash, size };
      } catch (thrown) {
        throw isFull(thrown) ? new MediaFull(thrown) : thrown;
      } finally {
        await rm(temporary, { force: true });
      }
    },
    open: (hash) => createReadStream(pathOf(root, hash)),
    has: async (hash) => (await stat(pathOf(root, hash)).catch(ignoreMissing)) !== null,
  };
}

/** The only way from a name to a path, so that no name leads anywhere else. */
function pathOf(root: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('A medium is named by a SHA-256 in small hexadecimal digits');
  return join(root, hash.slice(0, 2), hash.slice(2, 4), hash);
}

/** Returns a name that is this process's own among all that store here. */
async function removeAbandoned(incoming: string): Promise<string> {
  // The file system's time, which is the one that it gives to files.
  const probe = await mkdtemp(join(incoming, 'p'));
  const now = (await stat(probe)).mtimeMs;
  await rmdir(probe);
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(ignoreMissing);
    if (found && found.mtimeMs < now - ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
  return basename(probe);
}

async function collect(source: Readable | Buffer, path: string, maxBytes: number) {
  const hash = createHash('sha256');
  let size = 0;
  await using file = await open(path, 'wx', 0o600);
  for await (const chunk of source instanceof Readable ? source : [source]) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new Refusal('media_too_large', { max: maxBytes });
    hash.update(bytes);
    await file.appendFile(bytes);
  }
  await file.sync();
  return { hash: hash.digest('hex'), size };
}

/** Over one that is there already, with the same bytes: whoever reads that one reads on. */
async function keep(temporary: string, path: string): Promise<void> {
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(temporary, path);
  // Names are on the disk only with the directories that hold them.
  await syncDirectory(dirname(path));
  if (made !== undefined) {
    await syncDirectory(dirname(made));
    if (made !== dirname(path)) await syncDirectory(made);
  }
}

async function syncDirectory(path: string): Promise<void> {
  // Windows neither can nor needs to.
  if (process.platform === 'win32') return;
  await using directory = await open(path, 'r');
  await directory.sync();
}

function ignoreMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
