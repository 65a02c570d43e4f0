import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import type { PostState } from '../domain/post.js';

/** The post that was made from this message, if any. */
export async function postBySource(
  db: Sql,
  clientId: string,
  source: string,
): Promise<{ id: string; number: number; state: PostState } | null> {
  const { rows } = await sql<{ id: string; number: number; state: PostState }>`
    select id, number, state from post where client_id = ${clientId} and source = ${source}`.execute(db);
  return rows[0] ?? null;
}
