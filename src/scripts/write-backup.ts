import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { sql } from 'kysely';
import type { InstallationKind } from '../db/migrate.js';
import { countersOf, inSnapshot, migrationsOf, readRows, tablesOf } from '../db/desk-copy.js';
import type { Sql } from '../db/sql.js';
import type { Clock, Ids } from '../ports.js';
import { StartError } from '../start-error.js';
import { mediaBelow, storeFile, storeRows, syncDirectory } from './backup-files.js';
import { type FileEntry, KEY_FILE, type Manifest, MANIFEST, MANIFEST_SUM, pathOfTable } from './backup-format.js';

export interface Source {
  readonly db: Sql;
  readonly dataDir: string;
  /** False: the key came from ENCRYPTION_KEY, and does not belong on a disk. */
  readonly ownKey: boolean;
  readonly madeBy: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'secret'>;
}

/**
 * Writes all that a desk knows into a new directory, while it may go on working. The directory gets its name when everything in it is on
 * the disk. The media come last: what the rows name was stored before them.
 */
export async function writeBackup(source: Source, to: string): Promise<Manifest> {
  const target = resolve(to);
  if ((await stat(target).catch(() => null)) !== null) {
    throw new StartError(`${target} is there already: name a directory that is not.`);
  }
  const draft = `${target}.unfinished-${source.ids.secret(6)}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const manifest = await fill(draft, source);
    const text = JSON.stringify(manifest, null, 1);
    const sum = createHash('sha256').update(text).digest('hex');
    await writeFile(join(draft, MANIFEST_SUM), `${sum}\n`, { mode: 0o600, flush: true });
    await writeFile(join(draft, MANIFEST), text, { mode: 0o600, flush: true });
    await syncDirectory(draft);
    await rename(draft, target);
    await syncDirectory(dirname(target));
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function fill(dir: string, { db, dataDir, ownKey, madeBy, clock }: Source): Promise<Manifest> {
  // Before the snapshot: what happened in between counts as not in it.
  const madeAt = clock.now().toISOString();
  const files: FileEntry[] = [];
  const inDatabase = await inSnapshot(db, async (trx) => {
    await refuseOtherThanDesk(trx);
    const kind = await kindOf(trx);
    const tables: Manifest['tables'] = [];
    for (const { name, columns } of await tablesOf(trx)) {
      let rows = 0;
      const counted = counting(readRows(trx, name), (more) => (rows += more));
      files.push(await storeRows(counted, dir, pathOfTable(name)));
      tables.push({ name, columns: [...columns], rows });
    }
    return { kind, migrations: await migrationsOf(trx), tables, counters: await countersOf(trx) };
  });
  if (ownKey) files.push(await storeFile(join(dataDir, KEY_FILE), dir, KEY_FILE));
  const media = join(dataDir, 'media');
  for await (const path of mediaBelow(media)) files.push(await storeFile(join(media, path), dir, `media/${path}`));
  return { format: 1, madeAt, madeBy, ...inDatabase, key: ownKey ? 'included' : 'apart', files };
}

async function refuseOtherThanDesk(db: Sql): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('installation') is not null as there`.execute(db);
  if (rows[0]?.there !== true) throw new StartError('There is no desk in this database: correct DATABASE_URL.');
}

async function kindOf(db: Sql): Promise<InstallationKind> {
  const { rows } = await sql<{ value: string }>`select value from installation where key = 'kind'`.execute(db);
  return rows[0]?.value === 'sandbox' ? 'sandbox' : 'real';
}

async function* counting(batches: AsyncIterable<string[]>, count: (rows: number) => void) {
  for await (const batch of batches) {
    count(batch.length);
    yield batch;
  }
}
