import { sql } from 'kysely';
import { type Sql, toDateOrNull } from '../db/sql.js';

/** What the chat has to know of a client. */
export interface ClientView {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly language: string;
  readonly editorsChatId: string | null;
  /** Since when nothing leaves; null while things do. */
  readonly frozenAt: Date | null;
}

export async function clientView(db: Sql, clientId: string): Promise<ClientView | null> {
  const { rows } = await sql<Omit<ClientView, 'frozenAt'> & { frozenAt: string | null }>`
    select id, name, zone, language, editors_chat_id as "editorsChatId", frozen_at as "frozenAt"
    from client where id = ${clientId}`.execute(db);
  const row = rows[0];
  return row ? { ...row, frozenAt: toDateOrNull(row.frozenAt) } : null;
}
