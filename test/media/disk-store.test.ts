import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Refusal } from '../../src/domain/refusal.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import type { MediaStore } from '../../src/ports.js';

const run = promisify(execFile);
const RUN_TYPESCRIPT = new URL('../support/run-typescript.ts', import.meta.url).href;
const STORE_UNTIL_FULL = fileURLToPath(new URL('store-until-full.ts', import.meta.url));

const BYTES = Buffer.from('a picture'.repeat(10_000));
const HASH = sha256(BYTES);
const MAX = 10 * 1024 * 1024;

describe('media on disk', () => {
  let root: string;
  let store: MediaStore;
  beforeEach(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'copydesk-media-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    root = join(dir, 'тека з медіа');
    store = await openDiskStore(root);
  });

  it.each([
    { from: 'a buffer', source: () => BYTES },
    { from: 'a stream', source: () => Readable.from(pieces()) },
    { from: 'a stream of text', source: () => Readable.from([BYTES.toString('utf8')]) },
  ])('from $from come back under the hash of their bytes', async ({ source }) => {
    expect(await store.put(source(), MAX)).toEqual({ hash: HASH, size: BYTES.length });
    expect(await buffer(store.open(HASH))).toEqual(BYTES);
    expect(await readFile(join(root, HASH.slice(0, 2), HASH.slice(2, 4), HASH))).toEqual(BYTES);
    expect(await store.has(HASH)).toBe(true);
    expect(await filesBelow(root)).toHaveLength(1);
  });

  it('are one file however often they come, and even at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => store.put(Readable.from(pieces()), MAX)));
    await store.put(BYTES, MAX);
    expect(await filesBelow(root)).toHaveLength(1);
    expect(await buffer(store.open(HASH))).toEqual(BYTES);
  });

  it('can be stored by two processes in the same place', async () => {
    const other = await openDiskStore(root);
    const many = Array.from({ length: 20 }, (_, at) => Buffer.from(`picture ${at}`));
    await Promise.all(many.flatMap((bytes) => [store.put(bytes, MAX), other.put(bytes, MAX)]));
    for (const bytes of many) expect(await buffer(store.open(sha256(bytes)))).toEqual(bytes);
    expect(await filesBelow(root)).toHaveLength(20);
  });

  it('may be exactly as large as allowed', async () => {
    expect(await store.put(BYTES, BYTES.length)).toEqual({ hash: HASH, size: BYTES.length });
  });

  it.each([
    { from: 'a buffer', source: () => BYTES },
    { from: 'a stream', source: () => Readable.from(pieces()) },
  ])('that are larger than allowed are refused and leave nothing: $from', async ({ source }) => {
    const refused = await store.put(source(), BYTES.length - 1).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: 'media_too_large', facts: { max: BYTES.length - 1 } });
    expect(await filesBelow(root)).toEqual([]);
    expect(await store.has(HASH)).toBe(false);
  });

  it('whose source is too large are not read to its end', async () => {
    let read = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          read += 1000;
          yield Buffer.alloc(1000);
        }
      })(),
    );
    await expect(store.put(endless, 50_000)).rejects.toBeInstanceOf(Refusal);
    expect(endless.destroyed).toBe(true);
    expect(read).toBeLessThan(200_000);
  });

  it('whose source fails leave nothing', async () => {
    const broken = Readable.from(
      (function* () {
        yield BYTES;
        throw new Error('the download broke');
      })(),
    );
    await expect(store.put(broken, MAX)).rejects.toThrow('the download broke');
    expect(await filesBelow(root)).toEqual([]);
  });

  it.each([
    '',
    '../../../etc/passwd',
    `../${HASH.slice(3)}`,
    HASH.toUpperCase(),
    `${HASH}\n`,
    `${HASH}/..`,
    HASH.slice(1),
  ])('cannot be asked for by a name that is no hash: %j', async (name) => {
    expect(() => store.open(name)).toThrow(/SHA-256/);
    await expect(store.has(name)).rejects.toThrow(/SHA-256/);
  });

  it('that are not there fail while they are read', async () => {
    expect(await store.has(HASH)).toBe(false);
    await expect(buffer(store.open(HASH))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('half stored by a crash are gone after the next start, those on their way are not', async () => {
    const incoming = join(root, 'incoming');
    const long = new Date(Date.now() - 3_600_000);
    await writeFile(join(incoming, 'pcrash-1'), 'half');
    await mkdir(join(incoming, 'pcrash'));
    await writeFile(join(incoming, 'pother-1'), 'on its way');
    await utimes(join(incoming, 'pcrash-1'), long, long);
    await utimes(join(incoming, 'pcrash'), long, long);
    await openDiskStore(root);
    expect(await readdir(incoming)).toEqual(['pother-1']);
  });

  it('survive a start', async () => {
    await store.put(BYTES, MAX);
    expect(await buffer((await openDiskStore(root)).open(HASH))).toEqual(BYTES);
  });

  it.skipIf(!canMount())('that find the disk full leave nothing, and what was there stays', async () => {
    const script = ['--experimental-transform-types', '--import', RUN_TYPESCRIPT, STORE_UNTIL_FULL, root];
    const mount = 'mount -t tmpfs -o size=512k copydesk "$1" && shift && exec "$@"';
    const { stdout } = await run('unshare', ['-Urm', 'sh', '-c', mount, 'sh', root, process.execPath, ...script]);
    expect(JSON.parse(stdout)).toEqual({ error: 'MediaFull', cause: 'ENOSPC', files: [HASH], bytes: BYTES.length });
  });

  it.skipIf(process.platform === 'win32')('are for this user only', async () => {
    await store.put(BYTES, MAX);
    const path = join(root, HASH.slice(0, 2), HASH.slice(2, 4), HASH);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect((await stat(join(root, HASH.slice(0, 2)))).mode & 0o077).toBe(0);
  });
});

/** A small disk of its own needs a kernel that lets us mount one. */
function canMount(): boolean {
  return spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs copydesk /tmp']).status === 0;
}

function* pieces(): Generator<Buffer> {
  for (let at = 0; at < BYTES.length; at += 7_777) yield BYTES.subarray(at, at + 7_777);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
