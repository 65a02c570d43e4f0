import { migrationsOf } from '../db/desk-copy.js';
import { openDatabase } from '../db/open.js';
import { openVault } from '../db/vault-key.js';
import { runScript } from './run-script.js';

/** Brings the schema up to date and ends; the desk does the same when it starts. */
await runScript('npm run migrate', async ({ config, log, say }) => {
  const { databaseUrl, dataDir, sandbox } = config;
  const vault = await openVault(config);
  const database = await openDatabase({ databaseUrl, dataDir, kind: sandbox ? 'sandbox' : 'real', vault, log });
  const done = await migrationsOf(database.orm.em.fork().getKysely());
  await database.close();
  say(`The schema is up to date (${done.at(-1)}).`);
});
