import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Refusal } from '../domain/refusal.js';

/** Writes what arrives to a new file, piece by piece, and on to the disk. Refuses with `media_too_large` as soon as there is more. */
export async function collect(source: Readable | Buffer, path: string, maxBytes: number) {
  const hash = createHash('sha256');
  let size = 0;
  await using file = await open(path, 'wx', 0o600);
  for await (const chunk of source instanceof Readable ? source : [source]) {
    // A copy of each piece would wait for the garbage collector.
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new Refusal('media_too_large', { max: maxBytes });
    hash.update(bytes);
    await file.appendFile(bytes);
  }
  await file.sync();
  return { hash: hash.digest('hex'), size };
}

const PIECE_BYTES = 256 * 1024;

/** Name and size of a file that is there already, brought onto the disk. One piece of memory serves all of it. */
export async function measureFile(path: string) {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(PIECE_BYTES);
  let size = 0;
  await using file = await open(path, 'r+');
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, size);
    if (bytesRead === 0) break;
    size += bytesRead;
    hash.update(piece.subarray(0, bytesRead));
  }
  await file.chmod(0o600);
  await file.sync();
  return { hash: hash.digest('hex'), size };
}
