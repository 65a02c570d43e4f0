import { Client } from 'pg';
import { driverAddress } from '../db/address.js';
import { StartError } from '../start-error.js';
import { runScript } from './run-script.js';

/** As for `/readyz`: one of the probes that go out every minute may be missed. */
const LATE_SECONDS = 120;

/** For containers that answer no HTTP: fails where no probe has gone through the whole path lately. Light, for it runs every minute. */
await runScript('node dist/src/scripts/check-heart.js', async ({ config, say }) => {
  if (config.databaseUrl === null) throw new StartError('This looks at a desk on a server: set DATABASE_URL.');
  const client = new Client({
    connectionString: await driverAddress(config.databaseUrl),
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  await client.connect();
  const { rows } = await client.query<{ age: number }>(
    `select extract(epoch from now() - max(updated_at))::int as age from delivery where kind = 'probe' and state = 'published'`,
  );
  await client.end();
  const age = rows[0]?.age ?? Infinity;
  if (age > LATE_SECONDS)
    throw new StartError(`No probe has gone through for ${age} s: look at the log of the worker.`);
  say(`The last probe went through ${age} s ago.`);
});
