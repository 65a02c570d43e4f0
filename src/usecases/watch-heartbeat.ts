import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { HEARTBEAT_LATE_MS } from '../domain/heartbeat.js';
import type { Notices } from '../ports.js';
import { type Desk, sqlOutside } from './desk.js';

/** A desk that was switched on a moment ago has no heartbeat yet, and a slow one is not dead. */
const WATCH_FIRST_MS = 60_000;
/** What comes and goes is one trouble. */
const WELL_FOR_MS = 300_000;
const SEND_MS = 15_000;

/**
 * Tells admins once that the heartbeat is late, and once that it is back: from whichever process notices, and past the queue, since it is
 * the workers who are missing. The row of the trouble decides who tells it.
 */
export function watchHeartbeat(desk: Desk, notices: Pick<Notices, 'send'>): () => Promise<void> {
  let lateSince: Date | null = null;
  return async () => {
    const db = sqlOutside(desk);
    const now = desk.clock.now();
    const ageMs = await heartbeatAge(db, now);
    if (ageMs <= HEARTBEAT_LATE_MS) {
      lateSince = null;
      if (await isOver(db, now)) await tellAdmins(desk, notices, 'alert-heartbeat-over', {});
      return;
    }
    lateSince ??= now;
    if (now.getTime() - lateSince.getTime() < WATCH_FIRST_MS || !(await isNew(db, now))) return;
    const told = await tellAdmins(desk, notices, 'alert-heartbeat', { minutes: Math.round(ageMs / 60_000) });
    // Telegram is away as well: whoever looks next tries again.
    if (!told) await sql`delete from alert where kind = 'heartbeat'`.execute(db);
  };
}

/** Of a desk that nobody has begun to use, no heartbeat is missed. */
async function heartbeatAge(db: Sql, now: Date): Promise<number> {
  const { rows } = await sql<{ at: string | null }>`
    select coalesce((select max(updated_at) from delivery where kind = 'probe' and state = 'published'),
      (select min(created_at) from client)) as at`.execute(db);
  const at = rows[0]?.at;
  return at ? now.getTime() - new Date(at).getTime() : 0;
}

async function isNew(db: Sql, now: Date): Promise<boolean> {
  await sql`update alert set well_at = null where kind = 'heartbeat' and well_at is not null`.execute(db);
  const { rows } = await sql`insert into alert (kind, since, told_at) values ('heartbeat', ${now}, ${now})
    on conflict do nothing returning 1`.execute(db);
  return rows.length > 0;
}

async function isOver(db: Sql, now: Date): Promise<boolean> {
  await sql`update alert set well_at = ${now} where kind = 'heartbeat' and well_at is null`.execute(db);
  const { rows } = await sql`delete from alert where kind = 'heartbeat'
    and well_at <= ${new Date(now.getTime() - WELL_FOR_MS)} returning 1`.execute(db);
  return rows.length > 0;
}

interface Admin {
  readonly chatId: string;
  readonly language: string;
}

/** False where it reached nobody. */
async function tellAdmins(
  desk: Desk,
  notices: Pick<Notices, 'send'>,
  key: string,
  facts: Readonly<Record<string, number>>,
): Promise<boolean> {
  const { rows } = await sql<Admin>`
    select distinct on (m.id) m.telegram_id as "chatId", coalesce(m.language, c.language) as language
    from membership s join member m on m.id = s.member_id join client c on c.id = s.client_id
    where s.role = 'admin' and s.removed_at is null order by m.id, s.created_at`.execute(sqlOutside(desk));
  let told = 0;
  for (const admin of rows) {
    try {
      await notices.send({ cardId: null, payload: { ...admin, key, facts } }, AbortSignal.timeout(SEND_MS));
      told += 1;
    } catch (err) {
      desk.log.warn({ err }, 'An admin could not be told of the heartbeat');
    }
  }
  return told > 0;
}
