import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { type Desk, giveUpAt } from './desk.js';

/** Each has its card already, which asks editors; so long after it, admins are told that nobody has answered. */
const LOST_LONG_MS = 30 * 60_000;

/**
 * Admins are told once that answers have been lost for long, all of a client together, and once that it is over. Part of the sweep. Returns how
 * many messages there are.
 */
export async function announceLost(desk: Desk, trx: Sql): Promise<number> {
  const now = desk.clock.now();
  const { rows } = await sql`
    with lost as (
      select client_id, count(*)::int as count, min(updated_at) as since from delivery
      where kind = 'part' and state = 'unknown' and updated_at < ${new Date(now.getTime() - LOST_LONG_MS)} group by client_id
    ), new as (
      insert into alert (kind, client_id, since, told_at) select 'unknown', client_id, since, ${now} from lost
      on conflict do nothing returning client_id
    ), over as (
      delete from alert a where a.kind = 'unknown' and not exists (
        select from delivery d where d.client_id = a.client_id and d.kind = 'part' and d.state = 'unknown') returning client_id
    ), told as (
      select n.client_id, 'alert-unknown' as key, jsonb_build_object('count', l.count) as facts from new n join lost l using (client_id)
      union all select client_id, 'alert-unknown-over', '{}'::jsonb from over
    )
    insert into delivery (kind, client_id, payload, state, due_at, give_up_at, repeatable, created_at, updated_at)
    select 'notice', t.client_id, jsonb_build_object('chatId', m.telegram_id, 'language', coalesce(m.language, c.language), 'key', t.key,
      'facts', t.facts), 'scheduled', ${now}, ${giveUpAt(now)}, true, ${now}, ${now}
    from told t join client c on c.id = t.client_id
    join membership s on s.client_id = t.client_id and s.role = 'admin' and s.removed_at is null
    join member m on m.id = s.member_id returning id`.execute(trx);
  return rows.length;
}
