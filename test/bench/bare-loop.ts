import { create } from 'axios';
import { Pool } from 'pg';
import type { BenchDatabase } from './database.js';
import type { BareNetwork } from './network.js';

/** Claim, mark, send, settle and one event, with nothing of ours in between: as fast as an outbox on this server gets. */
export async function runBareLoop(db: BenchDatabase, network: BareNetwork, lanes: number): Promise<void> {
  const pool = new Pool({ connectionString: db.url, max: 20 });
  const client = create({ timeout: 10_000, httpAgent: network.agent });
  const lane = async () => {
    for (;;) {
      const { rows } = await pool.query<{ id: string }>(claimText(10));
      if (rows.length === 0) return;
      for (const { id } of rows) {
        await pool.query(MARK, [id]);
        await client.post(`${network.url}/${id}`, { text: 'bare' });
        await pool.query(SETTLE, [id]);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    await pool.end();
  }
}

/** The number stands in the text: a plan made for any number sorts the whole table. */
export const claimText = (
  limit: number,
) => `update delivery set state = 'publishing', lease = gen_random_uuid(), lease_until = now() + interval '1 minute'
  where id = any(array(select id from delivery where state = 'scheduled' and due_at <= now()
    order by due_at limit ${limit} for update skip locked)) returning id`;
const MARK = `with d as (update delivery set committing = 1 where id = $1 returning id, lease)
  insert into attempt (delivery_id, number, lease, started_at) select id, 1, lease, now() from d`;
const SETTLE = `with d as (
    update delivery set state = 'published', committing = null, lease = null, lease_until = null where id = $1 returning client_id, id)
  insert into event (client_id, delivery_id, what, at) select client_id, id, 'bench', now() from d`;
