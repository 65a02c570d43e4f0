import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { StartError } from '../start-error.js';

export const MANIFEST = 'manifest.json';
/** SHA-256 of the manifest, which has those of all other files. */
export const MANIFEST_SUM = 'manifest.sha256';
export const KEY_FILE = 'encryption.key';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Names files and tables, and leads nowhere else. */
const identifier = z.string().regex(/^\w+$/);
const manifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  kind: z.enum(['sandbox', 'real']),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: identifier, columns: z.array(identifier), rows: z.number().int() })),
  counters: z.array(z.object({ table: identifier, column: identifier, last: z.string(), used: z.boolean() })),
  /** Whether the key that opens the credentials is in it, or has to be kept apart. */
  key: z.enum(['included', 'apart']),
  files: z.array(
    z.object({
      path: z
        .string()
        .regex(/^(encryption\.key|tables\/\w+\.jsonl\.gz|media\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}(\.note)?)$/),
      bytes: z.number().int(),
      sha256,
    }),
  ),
});
export type Manifest = z.infer<typeof manifest>;
export type FileEntry = Manifest['files'][number];

export function pathOfTable(name: string): string {
  return `tables/${name}.jsonl.gz`;
}

/** Reads a backup and every file in it; whatever is damaged or missing is said, and nothing of it is used. */
export async function readManifest(dir: string): Promise<Manifest> {
  const text = await readFile(join(dir, MANIFEST)).catch((cause: unknown) => {
    throw new StartError(`${dir} is not a backup: it has no ${MANIFEST}.`, { cause });
  });
  const sum = (await readFile(join(dir, MANIFEST_SUM), 'utf8').catch(() => '')).trim();
  if (createHash('sha256').update(text).digest('hex') !== sum) throw damaged(dir, MANIFEST);
  const read = manifest.safeParse(JSON.parse(text.toString()));
  if (!read.success) {
    throw new StartError(`${dir} was made by a newer version of Copydesk: use that version, or a newer one.`);
  }
  for (const { path, bytes, sha256: expected } of read.data.files) {
    const found = await measure(join(dir, path)).catch(() => null);
    // A medium is named by its bytes; under another name it would be published in place of the one that was approved.
    const named = /^media\/.*\/([0-9a-f]{64})$/.exec(path)?.[1] ?? expected;
    if (found?.bytes !== bytes || found.sha256 !== expected || named !== expected) throw damaged(dir, path);
  }
  return read.data;
}

function damaged(dir: string, path: string): StartError {
  return new StartError(`The backup ${dir} is damaged (${path}): nothing was written. Take another copy of it.`);
}

/** Only of a file: a link would lead to anything, and a device would never end. */
async function measure(path: string): Promise<{ bytes: number; sha256: string }> {
  if (!(await lstat(path)).isFile()) throw new Error('This is no file');
  const hash = createHash('sha256');
  const stream = createReadStream(path);
  await pipeline(stream, hash);
  return { bytes: stream.bytesRead, sha256: hash.digest('hex') };
}
