import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { type QuietHours, quietUntil } from '../domain/quiet-hours.js';

/** Whose private chat it is; nobody's in particular in a group. */
export interface Recipient {
  /** They have blocked the bot. */
  readonly blocked: boolean;
  /** It is their quiet time: what comes makes no sound. */
  readonly quiet: boolean;
}

const ANYBODY: Recipient = { blocked: false, quiet: false };

interface Row {
  readonly blocked: boolean;
  readonly from: number | null;
  readonly to: number | null;
  readonly zone: string | null;
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

/** Of a member `m`: their own zone, else that of the first client they work for. */
export const quietColumns = sql`m.quiet_from as "from", m.quiet_to as "to", coalesce(m.zone, (
  select c.zone from membership s join client c on c.id = s.client_id
  where s.member_id = m.id and s.removed_at is null order by s.created_at limit 1)) as zone`;

export function quietHours({ from, to, zone }: Pick<Row, 'from' | 'to' | 'zone'>): QuietHours | null {
  return from === null || to === null || zone === null ? null : { from, to, zone };
}
