import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Fastify from 'fastify';
import { Client, Pool } from 'pg';
import { openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { TELEGRAM_WEBHOOK_PATH } from '../../src/http/telegram-webhook.js';
import { quietLog } from '../support/log.js';
import { openBenchDatabase } from './database.js';
import { type Figure, median } from './figure.js';
import type { Load, LoadResult } from './webhook-load.js';

const RUNS = 5;
const UPDATES = 8_000;
const HALF_LOAD_S = 5;
const SECRET = 'the-secret-of-a-bench-and-of-nobody';
const TOKEN = '700000001:a-token-for-nobody-but-a-bench-at-work';

/**
 * Telegram calls: verified, stored once, answered; nobody handles them. The bare handler verifies and does one INSERT on the same framework. Both
 * one after the other, again and again, on one database; the load comes from a thread of its own.
 */
export async function webhook(dir: string): Promise<Figure[]> {
  await using db = await openBenchDatabase(dir, 'real');
  const bare = await openBare(db.url);
  const config = parseConfig({
    DATABASE_URL: db.url,
    DATA_DIR: join(dir, 'webhook'),
    PORT: '0',
    ROLES: 'web',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    SITE_URL: 'https://desk.example.org',
  });
  await using app = await openApp(config, quietLog);
  const url = `${app.url}${TELEGRAM_WEBHOOK_PATH}`;
  const rates: number[] = [];
  const bareRates: number[] = [];
  let next = 1;
  const load = async (to: string, count: number, rate: number | null): Promise<LoadResult> => {
    const found = await sendFrom({ url: to, secret: SECRET, from: next, count, rate });
    next += count;
    return found;
  };
  // The first requests find cold code.
  for (const to of [bare.url, url]) await load(to, UPDATES / 4, null);
  for (let run = 0; run < RUNS; run += 1) {
    bareRates.push((await load(bare.url, UPDATES, null)).perSecond);
    rates.push((await load(url, UPDATES, null)).perSecond);
  }
  const half = median(rates) / 2;
  const { p99Ms } = await load(url, Math.round(half * HALF_LOAD_S), half);
  const bareHalf = await load(bare.url, Math.round(half * HALF_LOAD_S), half);
  await refuseLosses(db.url, next - 1);
  await bare.close();
  const what = 'webhook of Telegram, verified and stored';
  return [
    { what, unit: '/s', runs: rates, bare: bareRates, shareOfBare: 0.8 },
    { what: `${what}: p99 at half load`, unit: 'ms', runs: [p99Ms], bare: [bareHalf.p99Ms], goal: 50 },
  ];
}

async function sendFrom(load: Load): Promise<LoadResult> {
  const worker = new Worker(new URL('./webhook-load.js', import.meta.url), { workerData: load });
  const [result]: LoadResult[] = await once(worker, 'message');
  if (!result) throw new Error('The load ended without a result');
  return result;
}

async function openBare(databaseUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const pool = new Pool({ connectionString: databaseUrl, max: 20 });
  await pool.query('create table bare_update (update_id bigint primary key, chat_id bigint not null, body jsonb)');
  const server = Fastify();
  const expected = createHash('sha256').update(SECRET).digest();
  server.post<{ Body: { update_id: number; message: { chat: { id: number } } } }>('/bare', async (request, reply) => {
    const given = String(request.headers['x-telegram-bot-api-secret-token']);
    if (!timingSafeEqual(expected, createHash('sha256').update(given).digest())) return reply.code(401).send();
    const { body } = request;
    const values = [body.update_id, body.message.chat.id, body];
    await pool.query(
      'insert into bare_update (update_id, chat_id, body) values ($1, $2, $3) on conflict do nothing',
      values,
    );
    return {};
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `${address}/bare`,
    async close() {
      await server.close();
      await pool.end();
    },
  };
}

/** That none is lost or stored twice is a fact, not a figure. */
async function refuseLosses(databaseUrl: string, sent: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ stored: number }>(
    'select ((select count(*) from telegram_update) + (select count(*) from bare_update))::int as stored',
  );
  await client.end();
  if (rows[0]?.stored !== sent) throw new Error(`${rows[0]?.stored} of ${sent} updates were stored`);
}
