import { sql } from 'kysely';
import { quietColumns, quietHours, type QuietRow } from '../db/quiet-sql.js';
import type { Sql } from '../db/sql.js';
import { quietUntil } from '../domain/quiet-hours.js';

/** Whose private chat it is; nobody's in particular in a group. */
export interface Recipient {
  /** They have blocked the bot. */
  readonly blocked: boolean;
  /** It is their quiet time: what comes makes no sound. */
  readonly quiet: boolean;
}

const ANYBODY: Recipient = { blocked: false, quiet: false };

interface Row extends QuietRow {
  readonly blocked: boolean;
}

export async function recipientIn(db: Sql, chatId: string, now: Date): Promise<Recipient> {
  const { rows } = await sql<Row>`
    select m.bot_blocked_at is not null as blocked, ${quietColumns} from member m where m.telegram_id = ${chatId}`.execute(
    db,
  );
  const row = rows[0];
  if (!row) return ANYBODY;
  const hours = quietHours(row);
  return { blocked: row.blocked, quiet: hours !== null && quietUntil(hours, now) !== null };
}
