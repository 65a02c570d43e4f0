import { sql } from 'kysely';
import { sqlOutside } from '../../src/usecases/desk.js';
import type { BotRig } from './bot-rig.js';

/** What sends all notices that wait, as a worker would, and settles those that were taken. */
export function noticeSender(rig: BotRig): () => Promise<void> {
  const { notices } = rig.bot();
  return async () => {
    const db = sqlOutside(rig.desk);
    const { rows } = await sql<{ id: string; cardId: string | null; payload: unknown }>`
      select id, card_id as "cardId", payload from delivery where kind = 'notice' and state = 'scheduled' order by seq`.execute(
      db,
    );
    for (const { id, ...notice } of rows) {
      await notices.send(notice, AbortSignal.timeout(10_000));
      await sql`update delivery set state = 'published', updated_at = now() where id = ${id}`.execute(db);
    }
  };
}
