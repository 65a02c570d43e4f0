import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readManifest } from '../../src/scripts/backup-format.js';
import { restoreBackup } from '../../src/scripts/read-backup.js';
import { writeBackup } from '../../src/scripts/write-backup.js';
import { systemClock, systemIds } from '../../src/system.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { query } from '../support/empty-database.js';
import { type OldDesk, openEmpty, openOldDesk } from './old-desk.js';

const DAY = 86_400_000;

let old: OldDesk;
let made = '';
beforeAll(async () => {
  old = await openOldDesk();
  await old.approved('due tomorrow', new Date(Date.now() + DAY));
  made = await old.backup('backup');
});
afterAll(() => old[Symbol.asyncDispose]());

test('has its name only when it is whole, and takes none that is taken', async () => {
  const source = {
    db: sqlOutside(old.parts.desk),
    dataDir: '/nowhere',
    madeBy: '0',
    clock: systemClock,
    ids: systemIds,
  };
  await expect(writeBackup({ ...source, ownKey: true }, join(old.dir, 'no-key'))).rejects.toThrow(/encryption.key/);
  expect((await readdir(old.dir)).filter((name) => name.startsWith('no-key'))).toEqual([]);
  await expect(old.backup('backup')).rejects.toThrow(/is there already/);
});

test('has what is written meanwhile whole or not at all', async () => {
  const writing = Array.from({ length: 6 }, (_, i) => old.approved(`meanwhile ${i}`, new Date(Date.now() + DAY)));
  const [name] = await Promise.all([old.backup('meanwhile'), ...writing]);
  const into = await openEmpty(old.dir);
  // Foreign keys are checked by this.
  await restoreBackup(name, await readManifest(name), into);
  const missing = `select id from post where state = 'approved' and not exists (select from publication where post_id = post.id)`;
  expect(await query(into.url, missing)).toEqual([]);
});

describe('is refused, and nothing is written,', () => {
  test('where the database is used', async () => {
    const into = { ...(await openEmpty(old.dir)), orm: old.parts.db.orm };
    await expect(restoreBackup(made, await readManifest(made), into)).rejects.toThrow(/needs an empty database/);
    expect(await readdir(into.dataDir)).toEqual([]);
  });

  test.each(['tables/post.jsonl.gz', 'manifest.json', 'tables/event.jsonl.gz'])('where %s is damaged', async (name) => {
    const damaged = await old.backup(`damaged-${name.replace('/', '-')}`);
    const bytes = await readFile(join(damaged, name));
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    await writeFile(join(damaged, name), bytes);
    await expect(readManifest(damaged)).rejects.toThrow(`damaged (${name})`);
  });

  test('where a newer version made it', async () => {
    const manifest = await readManifest(made);
    const newer = { ...manifest, migrations: [...manifest.migrations, '9999-later'] };
    const into = await openEmpty(old.dir);
    await expect(restoreBackup(made, newer, into)).rejects.toThrow(/newer version.*9999-later/);
    expect(await tablesIn(into.url)).toEqual([]);
  });

  test('where it is of another kind of desk', async () => {
    const into = await openEmpty(old.dir);
    await expect(restoreBackup(made, await readManifest(made), { ...into, kind: 'real' })).rejects.toThrow(/sandbox/);
    expect(await tablesIn(into.url)).toEqual([]);
  });

  test('where rows are missing, and the database is as good as before', async () => {
    const manifest = await readManifest(made);
    const tables = manifest.tables.map((table) => ({ ...table, rows: table.rows + (table.name === 'post' ? 1 : 0) }));
    const into = await openEmpty(old.dir);
    await expect(restoreBackup(made, { ...manifest, tables }, into)).rejects.toThrow(/lacks rows of post/);
    expect(await tablesIn(into.url)).toEqual([]);
    expect(await restoreBackup(made, manifest, into)).toBe(1);
  });
});

function tablesIn(url: string): Promise<object[]> {
  return query(
    url,
    `select relname from pg_class where relkind = 'r' and relname in ('client', 'post', 'installation')`,
  );
}
