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
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new Refusal('media_too_large', { max: maxBytes });
    hash.update(bytes);
    await file.appendFile(bytes);
  }
  await file.sync();
  return { hash: hash.digest('hex'), size };
}
