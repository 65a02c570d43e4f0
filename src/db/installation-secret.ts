import { sql } from 'kysely';
import type { Sql } from './sql.js';

/** A secret of this installation, made once: `made` is taken where there is none yet. */
export async function installationSecret(db: Sql, key: string, made: string): Promise<string> {
  await sql`insert into installation (key, value) values (${key}, ${made}) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ value: string }>`select value from installation where key = ${key}`.execute(db);
  return rows[0]?.value ?? made;
}
