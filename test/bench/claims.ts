import { sql } from 'kysely';
import { Client } from 'pg';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { openPrepared, type Run } from '../../src/db/prepared.js';
import { sweep } from '../../src/usecases/sweep.js';
import type { Scene } from '../support/rows.js';
import { quietLog } from '../support/log.js';
import { claimText } from './bare-loop.js';
import type { BenchDatabase } from './database.js';
import { type Figure, type Note, percentile } from './figure.js';
import { growTo } from './grow.js';
import { benchDesk } from './product.js';
import { makeBenchScene, makeManyApproved } from './scene.js';

const DELIVERIES = 1_000_000;
const DUE = 1_000;
const BATCH = 40;
const WORKERS = 8;
const CONTENDED = 4_000;
/** What a worker takes at a time: one delivery, or what it has free when it is busy. */
const HANDS = [1, 5];
const LEASE_MS = 60_000;

/** How the machine finds what is due among a million deliveries, and how workers fare who want the same rows. */
export async function claims(db: BenchDatabase, note: Note): Promise<Figure[]> {
  const scene = await makeBenchScene(db.sql);
  await growTo(db.sql, scene, DELIVERIES);
  await makeManyApproved(db.sql, scene, { count: DUE, dueAt: new Date() });
  note('How 40 due deliveries are found among a million and taken', await explain(db));
  const sweeps = await times(10, () => sweep(benchDesk(db)));
  const store = new DeliveryStore(db.sql, LEASE_MS, db.run);
  const taken = await times(DUE / BATCH - 1, () => store.claimDue(BATCH, new Date()));
  // Whatever else is due goes first.
  while ((await store.claimDue(BATCH, new Date())).length > 0);
  // The product looks account by account; who knows no accounts needs an index of its own.
  await sql`create index bare_due on delivery (due_at) where state = 'scheduled'`.execute(db.sql);
  const contention: Figure[] = [];
  for (const hand of HANDS) {
    const [mine, bare] = [await contend(db, scene, productClaimer, hand), await contend(db, scene, bareClaimer, hand)];
    const what = `${WORKERS} workers contend, ${hand} at a time: a claim`;
    const at = (share: number) => ({
      unit: 'ms' as const,
      runs: [percentile(mine, share)],
      bare: [percentile(bare, share)],
    });
    contention.push({ what: `${what}, p50`, ...at(0.5) });
    contention.push({ what: `${what}, p99`, ...at(0.99), ...(hand === 1 && { goal: 20 }) });
  }
  const among = `${DELIVERIES.toLocaleString('en')} deliveries`;
  return [
    { what: `${DUE.toLocaleString('en')} due of ${among}: take ${BATCH}`, unit: 'ms', runs: taken, goal: 50 },
    { what: `sweep over ${among}`, unit: 'ms', runs: sweeps, goal: 50 },
    ...contention,
  ];
}

/** The plan of the very statement, with what it read. It takes its rows, too. */
async function explain({ sql: db, run }: BenchDatabase): Promise<string> {
  const lines: string[] = [];
  const explaining: Run = async (name, statement) => {
    const plan = await run<PlanLine>(`explain_${name}`, sql`explain (analyze, buffers, costs off) ${statement}`);
    lines.push(...plan.map((line) => line['QUERY PLAN']));
    return [];
  };
  await new DeliveryStore(db, LEASE_MS, explaining).claimDue(BATCH, new Date());
  return lines.join('\n');
}

interface PlanLine {
  readonly 'QUERY PLAN': string;
}

async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const from = performance.now();
    await work();
    found.push(performance.now() - from);
  }
  return found;
}

/** One worker's way of taking up to so many rows. */
interface Claimer extends AsyncDisposable {
  claim(limit: number): Promise<readonly { readonly id: string }[]>;
}

async function productClaimer({ orm, sql: db }: BenchDatabase): Promise<Claimer> {
  const prepared = await openPrepared(orm, quietLog);
  const store = new DeliveryStore(db, LEASE_MS, prepared.run);
  return {
    claim: (limit) => store.claimDue(limit, new Date()),
    [Symbol.asyncDispose]: () => prepared.close(),
  };
}

/** Without any of the rules of what may leave. */
async function bareClaimer({ url }: BenchDatabase): Promise<Claimer> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    claim: async (limit) =>
      (await client.query<{ id: string }>({ name: `claim ${limit}`, text: claimText(limit) })).rows,
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** Workers take what is due until nothing is left; that no row was taken twice is a fact, not a figure. Milliseconds of each claim. */
async function contend(db: BenchDatabase, scene: Scene, open: typeof productClaimer, hand: number): Promise<number[]> {
  await makeManyApproved(db.sql, scene, { count: CONTENDED, dueAt: new Date() });
  const seen = new Set<string>();
  const took: number[] = [];
  const work = async () => {
    await using claimer = await open(db);
    // A worker that has just started plans its statement once.
    await claimer.claim(0);
    for (;;) {
      const from = performance.now();
      const claimed = await claimer.claim(hand);
      took.push(performance.now() - from);
      if (claimed.length === 0) return;
      for (const { id } of claimed) {
        if (seen.has(id)) throw new Error(`${id} was claimed twice`);
        seen.add(id);
      }
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  if (seen.size !== CONTENDED) throw new Error(`${seen.size} of ${CONTENDED} were claimed`);
  return took;
}
