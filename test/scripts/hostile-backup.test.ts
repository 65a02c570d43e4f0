import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadRows } from '../../src/scripts/backup-files.js';
import { readManifest } from '../../src/scripts/backup-format.js';

const PICTURE = Buffer.from('a picture');
const sum = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const placeOf = (hash: string) => `media/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
const GOOD = placeOf(sum(PICTURE));

let root = '';
let dir = '';
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'copydesk-hostile-'));
});
beforeEach(() => {
  dir = join(root, String(++count));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** As anybody could write it: all its sums are right. */
async function write(path: string, more: object = {}): Promise<void> {
  const manifest = JSON.stringify({
    format: 1,
    madeAt: '2026-01-01T00:00:00.000Z',
    madeBy: 'somebody',
    kind: 'real',
    migrations: [],
    tables: [],
    counters: [],
    key: 'apart',
    files: [{ path, bytes: PICTURE.length, sha256: sum(PICTURE) }],
    ...more,
  });
  await put(join(dir, path));
  await writeFile(join(dir, 'manifest.json'), manifest);
  await writeFile(join(dir, 'manifest.sha256'), sum(manifest));
}

async function put(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, PICTURE);
}

test('what is as we would have written it is read', async () => {
  await write(GOOD);
  expect((await readManifest(dir)).files).toHaveLength(1);
});

test.each(['../outside', 'media/../../outside', '/etc/hostname', 'tables/../../x.jsonl.gz'])(
  'a file that is said to be at %s is refused',
  async (path) => {
    await write(GOOD, { files: [{ path, bytes: PICTURE.length, sha256: sum(PICTURE) }] });
    await expect(readManifest(dir)).rejects.toThrow('newer version');
  },
);

test.each([
  { tables: [{ name: '../outside', columns: [], rows: 0 }] },
  { tables: [{ name: 'pg_catalog.pg_authid', columns: [], rows: 0 }] },
  { tables: [{ name: 'post', columns: ['id", (select 1)'], rows: 0 }] },
  { counters: [{ table: 'x.y', column: 'id', last: '1', used: true }] },
])('what is no name of a table is refused: %j', async (named) => {
  await write(GOOD, named);
  await expect(readManifest(dir)).rejects.toThrow('newer version');
});

test('a medium under the name of another is refused', async () => {
  const other = placeOf(sum('the picture that was approved'));
  await write(other);
  await expect(readManifest(dir)).rejects.toThrow(`damaged (${other})`);
});

test('a link out of the backup is not followed', async () => {
  await write(GOOD);
  await put(join(root, 'outside'));
  await rm(join(dir, GOOD));
  await symlink(join(root, 'outside'), join(dir, GOOD));
  await expect(readManifest(dir)).rejects.toThrow(`damaged (${GOOD})`);
});

test('a row without end is given up before it fills the memory', async () => {
  const path = join(root, 'endless.gz');
  await writeFile(path, gzipSync(Buffer.alloc(66 * 1024 * 1024, 'x')));
  await expect(loadRows(path).next()).rejects.toThrow('a row that does not end');
});
