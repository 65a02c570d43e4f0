import axios from 'axios';
import { Pool } from 'pg';
import { sql } from 'kysely';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { prepared } from '../../src/db/prepared.js';
import type { Platform } from '../../src/platforms/platform.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import type { MediaStore } from '../../src/ports.js';
import { systemClock, systemIds } from '../../src/system.js';
import { createDispatch } from '../../src/usecases/dispatch.js';
import { createWorker } from '../../src/usecases/worker.js';
import { quietLog } from '../support/log.js';
import type { BenchDatabase } from './database.js';
import { type BareNetwork, startBareNetwork } from './network.js';
import { makeManyApproved } from './scene.js';
import type { Figure } from './figure.js';

const POSTS = 1_000;
const CONCURRENCY = 40;

/** 1,000 publications due in the same second, cards off: the bare loop and the product, one after the other on one database. */
export async function throughput(db: BenchDatabase): Promise<Figure[]> {
  const network = await startBareNetwork();
  try {
    const bare = await rate(db, network, () => runBare(db, network));
    const product = await rate(db, network, () => runProduct(db, network));
    return [
      { what: '1,000 due in one second: bare loop', value: bare, unit: '/s' },
      { what: '1,000 due in one second: product', value: product, unit: '/s', baseline: bare, goal: '>= 500/s' },
    ];
  } finally {
    await network.close();
  }
}

async function rate(db: BenchDatabase, network: BareNetwork, run: () => Promise<() => Promise<void>>): Promise<number> {
  network.seen.clear();
  network.doubled.clear();
  await makeManyApproved(db.sql, POSTS, new Date());
  const from = performance.now();
  const stop = await run();
  while (network.seen.size < POSTS || (await unsettled(db)) > 0) await systemClock.sleep(5);
  const seconds = (performance.now() - from) / 1000;
  await stop();
  if (network.doubled.size > 0) throw new Error(`${network.doubled.size} posts went out twice`);
  return POSTS / seconds;
}

async function unsettled(db: BenchDatabase): Promise<number> {
  const { rows } = await sql<{ left: number }>`select count(*)::int as left from delivery
    where kind = 'part' and state <> 'published' and due_at < now() + interval '1 hour'`.execute(db.sql);
  return rows[0]?.left ?? 0;
}

async function runProduct(db: BenchDatabase, network: BareNetwork): Promise<() => Promise<void>> {
  const client = axios.create({ timeout: 10_000, httpAgent: network.agent });
  const platform: Platform = {
    id: 'telegram',
    capabilities: { name: 'Bench', textMax: 4096, captionMax: 1024, media: [] },
    render: (content) => ({ parts: [{ name: 'main', ...content }] }),
    preflight: () => [],
    publisher: {
      async commit({ key, part }) {
        await client.post(`${network.url}/${key}`, { text: part.text });
        return { kind: 'published', remoteId: '1' };
      },
    },
  };
  const noMedia: MediaStore = {
    put: () => Promise.reject(new Error('The bench has no media')),
    open: () => {
      throw new Error('The bench has no media');
    },
    has: () => Promise.resolve(false),
  };
  const leaseMs = 60_000;
  const deps = {
    store: new DeliveryStore(db.sql, leaseMs, prepared(db.orm)),
    dispatch: createDispatch({
      platforms: new PlatformRegistry([platform]),
      media: noMedia,
      notices: { send: () => Promise.resolve({ kind: 'published' }) },
    }),
    clock: systemClock,
    ids: systemIds,
    log: quietLog,
    leaseMs,
  };
  const worker = createWorker(deps, { concurrency: CONCURRENCY, everyMs: 500, works: true });
  worker.start();
  return () => worker.drain(5_000);
}

/** Claim, mark, send, settle and one event, with nothing of ours in between. */
async function runBare(db: BenchDatabase, network: BareNetwork): Promise<() => Promise<void>> {
  const pool = new Pool({ connectionString: db.url, max: 20 });
  const client = axios.create({ timeout: 10_000, httpAgent: network.agent });
  const lane = async () => {
    for (;;) {
      const { rows } = await pool.query<{
        id: string;
      }>(`update delivery set state = 'publishing', lease = gen_random_uuid(),
        lease_until = now() + interval '1 minute' where id in (select id from delivery where state = 'scheduled' and due_at <= now()
        order by due_at limit 10 for update skip locked) returning id`);
      if (rows.length === 0) return;
      for (const { id } of rows) {
        await pool.query(
          `with d as (update delivery set committing = 1 where id = $1 returning id, lease)
          insert into attempt (delivery_id, number, lease, started_at) select id, 1, lease, now() from d`,
          [id],
        );
        await client.post(`${network.url}/${id}`, { text: 'bare' });
        await pool.query(
          `with d as (update delivery set state = 'published', committing = null, lease = null, lease_until = null
          where id = $1 returning client_id, id) insert into event (client_id, delivery_id, what, at) select client_id, id, 'bench', now() from d`,
          [id],
        );
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  return () => pool.end();
}
