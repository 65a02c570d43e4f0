import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createOrm } from '../db/orm.js';
import { PACKAGE_ROOT } from '../package-root.js';
import { systemClock, systemIds } from '../system.js';
import { openStore } from './open-store.js';
import { runScript } from './run-script.js';
import { writeBackup } from './write-backup.js';

const packageFile = z.object({ version: z.string() });

/** Writes a backup while the desk runs, or while it does not. */
await runScript('npm run backup -- --to DIRECTORY', async ({ config, log, say, argument }) => {
  const to = argument('to');
  const { dataDir, encryptionKeys } = config;
  const { version } = packageFile.parse(JSON.parse(await readFile(join(PACKAGE_ROOT, 'package.json'), 'utf8')));
  await using store = await openStore(config, log);
  const orm = await createOrm(store.url, log);
  try {
    const db = orm.em.fork().getKysely();
    const source = {
      db,
      dataDir,
      ownKey: encryptionKeys === null,
      madeBy: version,
      clock: systemClock,
      ids: systemIds,
    };
    const { tables, files, key } = await writeBackup(source, to);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const media = files.filter(({ path }) => path.startsWith('media/')).length;
    say(`${to} is complete: ${rows} rows and ${media} files of media.`);
    say(
      key === 'included'
        ? 'The key that opens the credentials is in it: keep it where nobody else can read it.'
        : 'The key that opens the credentials is not in it: keep ENCRYPTION_KEY apart, for without it every account has to be connected again.',
    );
  } finally {
    await orm.close(true);
  }
});
