import { sql } from 'kysely';
import type { Vault } from '../ports.js';
import { StartError } from '../start-error.js';
import type { Sql } from './sql.js';

const PURPOSE = 'probe';

/** Throws where what this database keeps was sealed with another key: nothing may be written with this one then. */
export async function refuseOtherKey(db: Sql, vault: Vault): Promise<void> {
  const { rows } = await sql<{ value: string }>`select value from installation where key = 'vault_probe'`.execute(db);
  const [probe] = rows;
  try {
    if (probe) vault.open(probe.value, PURPOSE);
  } catch (cause) {
    throw new StartError(
      'The credentials in this database were sealed with another key: set ENCRYPTION_KEY to the one that it was made with, ' +
        'or put the file encryption.key back into DATA_DIR.',
      { cause },
    );
  }
}

/** From now on the database knows its key. */
export async function keepProbe(db: Sql, vault: Vault): Promise<void> {
  await sql`insert into installation (key, value) values ('vault_probe', ${vault.seal('copydesk', PURPOSE)})
    on conflict do nothing`.execute(db);
}
