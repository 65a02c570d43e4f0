import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';

/** What the chat has to know of a client. */
export interface ClientView {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly language: string;
  readonly editorsChatId: string | null;
}

export async function clientView(db: Sql, clientId: string): Promise<ClientView | null> {
  const { rows } = await sql<ClientView>`
    select id, name, zone, language, editors_chat_id as "editorsChatId" from client where id = ${clientId}`.execute(db);
  return rows[0] ?? null;
}
