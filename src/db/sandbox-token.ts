import { sql } from 'kysely';
import type { Sql } from './sql.js';

/** The GraphQL token of a sandbox, made once. */
export async function sandboxToken(db: Sql, made: string): Promise<string> {
  await sql`insert into installation (key, value) values ('sandbox_token', ${made}) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ value: string }>`select value from installation where key = 'sandbox_token'`.execute(db);
  return rows[0]?.value ?? made;
}
