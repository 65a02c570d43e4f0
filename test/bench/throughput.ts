import { sql } from 'kysely';
import { systemClock } from '../../src/system.js';
import { runBareLoop } from './bare-loop.js';
import { type BareBotApi, startBareBotApi } from './bot-api.js';
import { type BenchDatabase, openBenchDatabase } from './database.js';
import type { Figure } from './figure.js';
import { type BareNetwork, startBareNetwork } from './network.js';
import { CONCURRENCY, startProductWorker } from './product.js';
import { makeBenchScene, makeManyApproved } from './scene.js';

const POSTS = 1_000;
const RUNS = 3;
/** A card costs several times what its post costs: these take the longest. */
const RUNS_WITH_CARDS = 1;
const PATIENCE_MS = 60_000;

/** 1,000 publications due in the same second: the bare loop and the product one after the other, again and again on one database. */
export async function throughput(dir: string): Promise<Figure[]> {
  await using db = await openBenchDatabase(dir);
  const network = await startBareNetwork();
  const botApi = await startBareBotApi();
  const stage: Stage = { db, network, botApi };
  const bare: number[] = [];
  const off: number[] = [];
  const live: number[] = [];
  const shown: number[] = [];
  try {
    for (let run = 0; run < RUNS; run += 1) {
      bare.push((await runOnce(stage, false, bareLoop)).live);
      off.push((await runOnce(stage, false, product)).live);
      if (run >= RUNS_WITH_CARDS) continue;
      const withCards = await runOnce(stage, true, product);
      live.push(withCards.live);
      shown.push(withCards.shown);
    }
  } finally {
    await network.close();
    await botApi.close();
  }
  const what = '1,000 due in one second';
  return [
    { what: `${what}, cards off`, unit: '/s', runs: off, bare, goal: 500 },
    { what: `${what}, each with a card: posts live`, unit: '/s', runs: live, bare: bare.slice(0, live.length) },
    {
      what: `${what}, each with a card: live and its card says so`,
      unit: '/s',
      runs: shown,
      bare: bare.slice(0, shown.length),
    },
  ];
}

interface Stage {
  readonly db: BenchDatabase;
  readonly network: BareNetwork;
  readonly botApi: BareBotApi;
}

type Contender = (stage: Stage) => Promise<() => Promise<void>>;

const product: Contender = async ({ db, network, botApi }) => startProductWorker(db, network, botApi);
const bareLoop: Contender = async ({ db, network }) => {
  await runBareLoop(db, network, CONCURRENCY);
  return () => Promise.resolve();
};

/** Posts per second until all are live and settled, and until every card was edited. That none is lost or doubled is a fact, not speed. */
async function runOnce(stage: Stage, cards: boolean, contender: Contender): Promise<{ live: number; shown: number }> {
  const { db, network, botApi } = stage;
  network.seen.clear();
  network.doubled.clear();
  botApi.edited.clear();
  const scene = await makeBenchScene(db.sql);
  await makeManyApproved(db.sql, scene, { count: POSTS, dueAt: new Date(), cards });
  const from = performance.now();
  const stop = await contender(stage);
  await until(
    'every post is live',
    async () => network.seen.size === POSTS && (await unsettled(db, scene.clientId, 'part')) === 0,
  );
  const live = POSTS / ((performance.now() - from) / 1000);
  if (cards) await until('every card is shown', async () => (await unsettled(db, scene.clientId, 'notice')) === 0);
  const shown = POSTS / ((performance.now() - from) / 1000);
  await stop();
  if (network.seen.size !== POSTS) throw new Error(`${network.seen.size} posts went out instead of ${POSTS}`);
  if (network.doubled.size > 0) throw new Error(`${network.doubled.size} posts went out twice`);
  if (cards && botApi.edited.size !== POSTS)
    throw new Error(`${botApi.edited.size} cards were shown instead of ${POSTS}`);
  return { live, shown };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited ${PATIENCE_MS} ms in vain: ${what}`);
    await systemClock.sleep(5);
  }
}

async function unsettled({ sql: db }: BenchDatabase, clientId: string, kind: 'part' | 'notice'): Promise<number> {
  const { rows } = await sql<{ left: number }>`select count(*)::int as left from delivery
    where kind = ${kind} and client_id = ${clientId} and state <> 'published'`.execute(db);
  return rows[0]?.left ?? 0;
}
