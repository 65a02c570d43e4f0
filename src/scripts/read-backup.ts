import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { setCounters, writeRows } from '../db/desk-copy.js';
import { fillDatabase, refuseUnfit } from '../db/fill-database.js';
import type { InstallationKind } from '../db/migrate.js';
import type { Vault } from '../ports.js';
import { StartError } from '../start-error.js';
import { sqlOf, type Tx } from '../usecases/desk.js';
import { settleRestored } from '../usecases/settle-restored.js';
import { loadRows } from './backup-files.js';
import { KEY_FILE, type Manifest, pathOfTable } from './backup-format.js';

export interface Destination {
  readonly orm: MikroORM;
  readonly dataDir: string;
  readonly kind: InstallationKind;
  readonly vault: Vault;
  readonly now: Date;
}

/**
 * Brings a backup that was read whole into an empty database, and its media into `dataDir`. Returns how many parts are held now, because
 * they may have left since the backup.
 */
export async function restoreBackup(dir: string, manifest: Manifest, to: Destination): Promise<number> {
  const { orm, dataDir, kind, vault, now } = to;
  await refuseRestore(manifest, to);
  // Before the rows that name them.
  for (const { path } of manifest.files)
    if (path.startsWith('media/')) await putBack(join(dir, path), join(dataDir, path));
  let held = 0;
  await fillDatabase(orm, {
    kind,
    vault,
    migrations: manifest.migrations,
    async load(trx) {
      for (const table of manifest.tables) {
        const count = await writeRows(trx, table, loadRows(join(dir, pathOfTable(table.name))));
        if (count !== table.rows)
          throw new StartError(`The backup ${dir} lacks rows of ${table.name}: nothing was written.`);
      }
      await setCounters(trx, manifest.counters);
    },
    async finish(em) {
      // Nobody is at work who could be rung.
      const tx: Tx = { em, sql: sqlOf(em), now, ringLater: () => undefined };
      held = await settleRestored(tx, new Date(manifest.madeAt));
    },
  });
  return held;
}

/** Said before a key is put in its place. */
export async function refuseRestore(
  manifest: Manifest,
  { orm, kind }: Pick<Destination, 'orm' | 'kind'>,
): Promise<void> {
  await refuseUnfit(orm, manifest.migrations);
  if (manifest.kind === kind) return;
  throw new StartError(
    kind === 'sandbox'
      ? 'This is the backup of a real desk: set TELEGRAM_BOT_TOKEN, and everything else that it was started with.'
      : 'This is the backup of a sandbox: it can only be brought back without TELEGRAM_BOT_TOKEN.',
  );
}

/** The key that opens what is in the backup, put in its place where the backup brought it. */
export async function keyFor(dir: string, manifest: Manifest, dataDir: string): Promise<void> {
  const path = join(dataDir, KEY_FILE);
  const present = await readFile(path, 'utf8').catch(() => null);
  if (manifest.key === 'apart') {
    if (present !== null) return;
    throw new StartError(
      'The key that opens the credentials is not in this backup: set ENCRYPTION_KEY to it, or put the file encryption.key into DATA_DIR.',
    );
  }
  const brought = await readFile(join(dir, KEY_FILE), 'utf8');
  if (present === null) return putBack(join(dir, KEY_FILE), path);
  if (present.trim() === brought.trim()) return;
  throw new StartError(`${path} is another key than the one in the backup: set DATA_DIR to an empty directory.`);
}

/** Whole or not at all. What is there already under the hash of its bytes is the same. */
async function putBack(source: string, target: string): Promise<void> {
  if ((await stat(target).catch(() => null)) !== null) return;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.${randomBytes(6).toString('hex')}`;
  await copyFile(source, draft);
  // Whatever the copy of the backup was kept with.
  await chmod(draft, 0o600);
  await rename(draft, target);
}
