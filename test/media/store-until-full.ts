import { readdir } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { MediaFull } from '../../src/domain/media-full.js';
import { openDiskStore } from '../../src/media/disk-store.js';

/** Run by `disk-store.test.ts` on a disk of half a megabyte: stores what fits, then what does not, and says what came of it. */
const root = process.argv[2] ?? '';
const store = await openDiskStore(root);
const { hash } = await store.put(Buffer.from('a picture'.repeat(10_000)), 1_000_000);
const error = await store.put(Buffer.alloc(1_000_000), 1_000_000).catch((thrown: unknown) => thrown);
const entries = await readdir(root, { recursive: true, withFileTypes: true });
const full =
  error instanceof MediaFull && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : null;
console.log(
  JSON.stringify({
    error: error instanceof Error ? error.name : null,
    cause: full,
    files: entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    bytes: (await buffer(store.open(hash))).length,
  }),
);
