import { sql } from 'kysely';
import type { Sql } from './sql.js';

const KEY = 'telegram_webhook';

/** What Telegram was told last, by whichever process; null before the first time. */
export async function lastWebhookMark(db: Sql): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`select value from installation where key = ${KEY}`.execute(db);
  return rows[0]?.value ?? null;
}

export async function keepWebhookMark(db: Sql, mark: string): Promise<void> {
  await sql`insert into installation (key, value) values (${KEY}, ${mark})
    on conflict (key) do update set value = excluded.value`.execute(db);
}
