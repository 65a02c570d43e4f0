import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { type App, openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { type Sql, toDate } from '../../src/db/sql.js';
import { systemClock } from '../../src/system.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { quietLog } from '../support/log.js';
import { NO_LIMITS } from '../support/rates.js';
import { makeApproved, type Scene } from '../support/rows.js';
import { until } from '../support/until.js';
import { type BareBotApi, startBareBotApi } from './bot-api.js';
import { type Figure, percentile } from './figure.js';
import { makeBenchScene, makeManyApproved } from './scene.js';

const PENDING = 10_000;
const MEASURED = 200;
/** Between two of the measured ones: they fall anywhere between two looks of whatever ticks. */
const APART_MS = 97;
/** The first of them is due so long from now; each must be written, and its job rung, well before its time. */
const AHEAD_MS = 5_000;
const WELL_BEFORE_MS = 1_000;
const A_DAY_MS = 86_400_000;

/**
 * From the due time to the first request, in the whole product with its alarm, while 10,000 posts wait, each with its Agenda job. The
 * network is a Bot API that answers at once.
 */
export async function due(dir: string): Promise<Figure[]> {
  const botApi = await startBareBotApi();
  const telegram = { TELEGRAM_BOT_TOKEN: botApi.token, TELEGRAM_API_ROOT: botApi.url };
  const config = parseConfig({ DATA_DIR: join(dir, 'due'), PORT: '0', ...telegram });
  try {
    // All go to one channel, ten in a second.
    await using app = await openApp(config, quietLog, { pace: { rates: NO_LIMITS } });
    const db = sqlOutside(app.desk);
    const scene = await makeBenchScene(db);
    await fillQueue(app, db, scene);
    const delays = await measure(app, db, scene, botApi);
    const runs = (share: number) => [percentile(delays, share)];
    const what = `due time to first request, ${PENDING.toLocaleString('en')} pending`;
    return [
      { what: `${what}: p50`, unit: 'ms', runs: runs(0.5) },
      { what: `${what}: p99`, unit: 'ms', runs: runs(0.99), goal: 1_000 },
      { what: `${what}: longest of ${MEASURED}`, unit: 'ms', runs: runs(1) },
    ];
  } finally {
    await botApi.close();
  }
}

/** Posts for the next days, and their jobs in Agenda's store. */
async function fillQueue(app: App, db: Sql, scene: Scene): Promise<void> {
  const count = PENDING - MEASURED;
  const tomorrow = new Date(systemClock.now().getTime() + A_DAY_MS);
  await makeManyApproved(db, scene, { count, dueAt: tomorrow, apartMs: A_DAY_MS / 1_000 });
  const { rows } = await sql<{
    id: string;
    due_at: string;
  }>`select id, due_at from delivery where kind = 'part'`.execute(db);
  for (const { id, due_at: at } of rows) app.desk.wake.ring(id, toDate(at));
  const alarm = new URL(app.desk.orm.config.get('clientUrl') ?? '');
  alarm.pathname += '_agenda';
  const client = new Client({ connectionString: alarm.href });
  await client.connect();
  try {
    await until(
      'every post has its job',
      async () => {
        const { rows: jobs } = await client.query<{ count: number }>(
          'select count(*)::int from agenda_jobs where next_run_at is not null',
        );
        return (jobs[0]?.count ?? 0) >= count;
      },
      60_000,
    );
  } finally {
    await client.end();
  }
}

/** Milliseconds of each; that all went, once and not early, is a fact and not a figure. */
async function measure(app: App, db: Sql, scene: Scene, botApi: BareBotApi): Promise<number[]> {
  const from = systemClock.now().getTime() + AHEAD_MS;
  const expected = new Map<string, number>();
  for (let i = 0; i < MEASURED; i += 1) {
    const at = new Date(from + i * APART_MS);
    const text = `measured ${i}`;
    const { parts } = await makeApproved(db, scene, { dueAt: at, texts: [text] });
    for (const id of parts) app.desk.wake.ring(id, at);
    expected.set(text, at.getTime());
    if (systemClock.now().getTime() > at.getTime() - WELL_BEFORE_MS)
      throw new Error('The posts were written too slowly');
  }
  const left = () => [...expected.keys()].every((text) => botApi.sent.has(text));
  await until('all of them have left', left, AHEAD_MS + MEASURED * APART_MS + 10_000);
  if (botApi.doubled.size > 0) throw new Error(`${botApi.doubled.size} posts went out twice`);
  return [...expected].map(([text, at]) => {
    const delay = (botApi.sent.get(text) ?? Number.NaN) - at;
    if (!(delay >= 0)) throw new Error(`"${text}" left ${-delay} ms early, or not at all`);
    return delay;
  });
}
