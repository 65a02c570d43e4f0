import { sql } from 'kysely';
import { type Desk, transact } from './desk.js';

/** The person has blocked the bot, or is not on Telegram any more: nothing is sent to them until they write again. */
export async function markBlocked(desk: Desk, telegramId: string): Promise<void> {
  await transact(desk, async ({ sql: db, now }) => {
    await sql`update member set bot_blocked_at = ${now}
      where telegram_id = ${telegramId} and bot_blocked_at is null`.execute(db);
  });
}
