import { sql } from 'kysely';
import type { Vault } from '../ports.js';
import { StartError } from '../start-error.js';
import { countByKey, PROBE } from './sealed-columns.js';
import type { Sql } from './sql.js';

/** Throws where something that this database keeps was sealed by a key that is not here: nothing may be written then. */
export async function refuseOtherKey(db: Sql, vault: Vault): Promise<void> {
  const known = new Set(vault.keyIds());
  const missing = [...(await countByKey(db)).keys()].filter((key) => !known.has(key));
  try {
    if (missing.length > 0) throw new Error(`These keys are missing: ${missing.join(', ')}`);
    const { rows } = await sql<{ value: string }>`select value from installation where key = ${PROBE.key}`.execute(db);
    const [probe] = rows;
    if (probe) vault.open(probe.value, PROBE.purpose);
  } catch (cause) {
    throw new StartError(
      'The credentials in this database were sealed with another key: set ENCRYPTION_KEY to the one that it was made with (while keys are changed, to both, separated by a comma), ' +
        'or put the file encryption.key back into DATA_DIR.',
      { cause },
    );
  }
}

/** From now on the database knows its key. */
export async function keepProbe(db: Sql, vault: Vault): Promise<void> {
  await sql`insert into installation (key, value) values (${PROBE.key}, ${vault.seal('copydesk', PROBE.purpose)})
    on conflict do nothing`.execute(db);
}
