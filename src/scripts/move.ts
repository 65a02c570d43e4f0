import { readFile } from 'node:fs/promises';
import { createOrm } from '../db/orm.js';
import { openVault } from '../db/vault-key.js';
import { markMoved } from '../db/embedded/moved.js';
import { embeddedDir } from '../db/open.js';
import { StartError } from '../start-error.js';
import { systemClock } from '../system.js';
import { moveDesk } from './move-desk.js';
import { openServer, openStopped, refuseMissing } from './open-store.js';
import { runScript } from './run-script.js';

/** Everybody on this machine can read what a program is called with: a password is better kept in a file. */
async function addressIn(given: string): Promise<string> {
  if (URL.canParse(given)) return given;
  const read = await readFile(given, 'utf8').catch(() => '');
  if (URL.canParse(read.trim())) return read.trim();
  throw new StartError(
    '--to is the address of a database, postgresql://user:password@host/name, or a file that holds it.',
  );
}

/** Takes an embedded desk that is not at work to a server. */
await runScript('npm run move -- --to DATABASE_URL', async ({ config, log, say, argument }) => {
  const to = await addressIn(argument('to'));
  const { dataDir, encryptionKeys, sandbox, databaseUrl } = config;
  if (sandbox)
    throw new StartError('A sandbox stays one and cannot be moved: begin a real desk with an empty database.');
  if (databaseUrl !== null) {
    throw new StartError('This desk is on a server already: take DATABASE_URL away to move the one in DATA_DIR.');
  }
  await refuseMissing(dataDir);
  const vault = await openVault(config);
  await using target = await openServer(to, '--to');
  await using source = await openStopped({ databaseUrl: null, dataDir }, log);
  const orms = [await createOrm(source.url, log), await createOrm(target.url, log)] as const;
  try {
    const [from, into] = orms;
    const mark = () => markMoved(embeddedDir(dataDir), { to: new URL(to).host, at: systemClock.now() });
    const rows = await moveDesk(from, into, { vault, markMoved: mark });
    say(`${rows} rows have moved. Set DATABASE_URL to the new address; from now on the old database does not start.`);
    say(
      encryptionKeys === null
        ? `The media and encryption.key stay in ${dataDir}: every process of this desk needs that directory, or the key as ENCRYPTION_KEY.`
        : `The media stay in ${dataDir}, and ENCRYPTION_KEY stays as it is: every process of this desk needs both.`,
    );
  } finally {
    for (const orm of orms) await orm.close(true);
  }
});
