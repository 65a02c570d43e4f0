import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { diskStartError } from '../start-error.js';
import type { MediaStore } from '../ports.js';
import { collect } from './collect.js';
import { codeOf, orMediaFull } from './disk-trouble.js';

/** What has not been written to for this long belongs to nobody any more: other processes may be storing into the same directory. */
const ABANDONED_MS = 10 * 60_000;
const NOTE_BYTES = 4096;

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
  const scratch = () => join(incoming, `${mark}-${++count}`);
  const write = async (source: Readable | Buffer, maxBytes: number, place: (hash: string) => string) => {
    const temporary = scratch();
    try {
      const collected = await collect(source, temporary, maxBytes);
      await keep(temporary, place(collected.hash));
      return collected;
    } catch (thrown) {
      throw orMediaFull(thrown);
    } finally {
      await rm(temporary, { force: true });
    }
  };
  return {
    put: (source, maxBytes) => write(source, maxBytes, (hash) => pathOf(root, hash)),
    open: (hash, range) => createReadStream(pathOf(root, hash), range),
    has: async (hash) => (await stat(pathOf(root, hash)).catch(ignoreMissing)) !== null,
    size: async (hash) => (await stat(pathOf(root, hash)).catch(ignoreMissing))?.size ?? null,
    scratch,
    async note(name, text) {
      await write(Buffer.from(text), NOTE_BYTES, () => pathOfNote(root, name));
    },
    noted: async (name) => readFile(pathOfNote(root, name), 'utf8').catch(ignoreMissing),
  };
}

/** The only way from a name to a path, so that no name leads anywhere else. */
function pathOf(root: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('A medium is named by a SHA-256 in small hexadecimal digits');
  return join(root, hash.slice(0, 2), hash.slice(2, 4), hash);
}

function pathOfNote(root: string, name: string): string {
  return `${pathOf(root, name)}.note`;
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
