import { sql } from 'kysely';
import { insertNotices } from '../db/notices-sql.js';
import { type Desk, sqlOutside, transact } from './desk.js';

/** Whoever was away longer finds the others in their lists. */
const CARDS_MAX = 30;

/** Somebody writes: if they had blocked the bot, the cards that changed meanwhile come now. */
export async function welcomeBack(desk: Desk, telegramId: string): Promise<void> {
  const { rows: away } = await sql`select id from member
    where telegram_id = ${telegramId} and bot_blocked_at is not null`.execute(sqlOutside(desk));
  if (away.length === 0) return;
  await transact(desk, async (tx) => {
    const { rows } = await sql<{ blocked_at: string }>`
      with was as (select id, bot_blocked_at from member where telegram_id = ${telegramId} for update)
      update member m set bot_blocked_at = null from was where m.id = was.id and was.bot_blocked_at is not null
      returning was.bot_blocked_at as blocked_at`.execute(tx.sql);
    const blockedAt = rows[0]?.blocked_at;
    if (blockedAt === undefined) return;
    const missed = sql`(
      select k.id, k.client_id from card k where k.chat_id = ${telegramId} and exists (
        select from delivery d where d.card_id = k.id and d.kind = 'notice' and d.updated_at >= ${blockedAt})
      order by k.created_at desc limit ${CARDS_MAX}) k`;
    const notices = await insertNotices(missed, tx.now).execute(tx.sql);
    for (const { id } of notices.rows) tx.ringLater(id, tx.now);
  });
}
