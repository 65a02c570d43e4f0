import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { StartError } from '../start-error.js';
import type { FileEntry } from './backup-format.js';

const row = z.string();
const ROWS_AT_ONCE = 200;
/** Far more than any row has; what goes on without end was not written by us. */
const ROW_MAX_BYTES = 64 * 1024 * 1024;

/** Copies one file into the backup, and says what it is by its bytes. */
export async function storeFile(source: string, dir: string, path: string): Promise<FileEntry> {
  return store(() => createReadStream(source), dir, path);
}

/** Rows one to a line, each a JSON string, compressed. */
export async function storeRows(
  batches: AsyncIterable<readonly string[]>,
  dir: string,
  path: string,
): Promise<FileEntry> {
  async function* lines() {
    for await (const rows of batches) yield `${rows.map((text) => JSON.stringify(text)).join('\n')}\n`;
  }
  return store(() => Readable.from(lines()), dir, path, createGzip());
}

export async function* loadRows(path: string): AsyncGenerator<string[]> {
  const file = createReadStream(path);
  const text = createGunzip();
  const piped = pipeline(file, text);
  piped.catch(() => undefined); // told below, at the end of the lines
  let batch: string[] = [];
  for await (const line of createInterface({ input: Readable.from(refuseEndless(text)), crlfDelay: Infinity })) {
    batch.push(row.parse(JSON.parse(line)));
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  await piped;
  if (batch.length > 0) yield batch;
}

async function* refuseEndless(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of text) {
    const end = chunk.lastIndexOf(10);
    length = end < 0 ? length + chunk.length : chunk.length - end - 1;
    if (length > ROW_MAX_BYTES) throw new StartError('The backup has a row that does not end: nothing was written.');
    yield chunk;
  }
}

/** Every medium and note below `root`, by its path there; none of what is only just coming in. */
export async function* mediaBelow(root: string): AsyncGenerator<string> {
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true }).catch(() => [])) {
    const path = relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (entry.isFile() && /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}(\.note)?$/.test(path)) yield path;
  }
}

async function store(
  read: () => Readable,
  dir: string,
  path: string,
  changed: Transform = new PassThrough(),
): Promise<FileEntry> {
  const target = join(dir, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(read(), changed, measured, createWriteStream(target, { mode: 0o600, flush: true }));
  return { path, bytes, sha256: hash.digest('hex') };
}

/** The names in a directory are on the disk only with the directory. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using directory = await open(path, 'r');
  await directory.sync();
}
