import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import type { OptionalPart } from './readiness.js';

export const TELEGRAM_TURN = 'telegram';

/** Whether some process listens to Telegram, and what keeps it from hearing: asked by those that do not listen themselves. */
export async function telegramHeard(db: Sql): Promise<OptionalPart> {
  const { rows } = await sql<{ trouble: string | null }>`
    select trouble from turn where name = ${TELEGRAM_TURN} and until > now()`.execute(db);
  const [listener] = rows;
  if (!listener) return { up: false, detail: 'No process with the role bot listens to Telegram.' };
  return listener.trouble === null ? { up: true } : { up: false, detail: listener.trouble };
}
