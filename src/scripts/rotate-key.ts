import { createOrm } from '../db/orm.js';
import { newKey, rotateKey } from '../db/rotate-key.js';
import { systemClock } from '../system.js';
import { openStore } from './open-store.js';
import { rotationReport } from './rotation-report.js';
import { runScript } from './run-script.js';

/** Seals everything anew, also beside a desk at work. */
await runScript('npm run rotate-key', async ({ config, log, say }) => {
  await using store = await openStore(config, log);
  const orm = await createOrm(store.url, log);
  try {
    const rotation = await rotateKey(orm.em.fork().getKysely(), config, systemClock.now());
    say(rotationReport(rotation, config.encryptionKeys !== null, newKey));
  } finally {
    await orm.close(true);
  }
});
