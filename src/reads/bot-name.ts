import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';

/** What the bot is called in Telegram, without `@`; null until it has been there once. */
export async function botName(db: Sql): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`select value from installation where key = 'bot_name'`.execute(db);
  return rows[0]?.value ?? null;
}
