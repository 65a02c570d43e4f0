import { sql } from 'kysely';
import { type Desk, giveUpAt, sqlOutside } from './desk.js';

/** Sends a probe through the whole path: row, alarm, claim, mark, commit, settle. Its age is the health of the desk. */
export async function beat(desk: Desk): Promise<void> {
  const now = desk.clock.now();
  const id = desk.ids.uuid();
  await sql`
    with old as (delete from delivery where kind = 'probe' and updated_at < ${new Date(now.getTime() - KEEP_MS)})
    insert into delivery (id, kind, state, due_at, give_up_at, created_at, updated_at)
    values (${id}, 'probe', 'scheduled', ${now}, ${giveUpAt(now)}, ${now}, ${now})`.execute(sqlOutside(desk));
  desk.wake.ring(id, now);
}

const KEEP_MS = 3_600_000;
