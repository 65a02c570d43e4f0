import { createOrm } from '../db/orm.js';
import { openVault } from '../db/vault-key.js';
import { systemClock } from '../system.js';
import { readManifest } from './backup-format.js';
import { openStopped } from './open-store.js';
import { keyFor, refuseRestore, restoreBackup } from './read-backup.js';
import { runScript } from './run-script.js';

/** Brings a backup back into a desk that has nothing in it and is not at work. */
await runScript('npm run restore -- --from DIRECTORY', async ({ config, log, say, argument }) => {
  const from = argument('from');
  const { dataDir, encryptionKeys, sandbox } = config;
  const manifest = await readManifest(from);
  await using store = await openStopped(config, log);
  const orm = await createOrm(store.url, log);
  try {
    const kind = sandbox ? 'sandbox' : 'real';
    await refuseRestore(manifest, { orm, kind });
    if (encryptionKeys === null) await keyFor(from, manifest, dataDir);
    const vault = await openVault(config);
    const held = await restoreBackup(from, manifest, { orm, dataDir, kind, vault, now: systemClock.now() });
    say(`The desk is as it was at ${manifest.madeAt}. Start it: its admins are told what to look at.`);
    if (held > 0) say(`${held} parts that were on their way are held: they may be live already, and a person decides.`);
  } finally {
    await orm.close(true);
  }
});
