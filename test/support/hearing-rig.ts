import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { createBot, type DeskBot } from '../../bot/bot.js';
import { createTurn } from '../../src/db/turn.js';
import { createUpdateStore } from '../../src/db/update-store.js';
import { keepWebhookMark, lastWebhookMark } from '../../src/db/webhook-mark.js';
import { createServer, listen } from '../../src/http/server.js';
import { registerTelegramWebhook, TELEGRAM_WEBHOOK_PATH } from '../../src/http/telegram-webhook.js';
import type { Turn } from '../../src/ports.js';
import { TELEGRAM_TURN } from '../../src/reads/telegram-heard.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { type BotRig, openBotRig, TOKEN } from './bot-rig.js';

export const SECRET = 'known-to-telegram-and-to-us';
/** So long a dead process keeps what it had. */
const TURN_MS = 1_500;

/** After so long a tap is answered early. */
export const TAP_PATIENCE_MS = 300;

/** A desk that several processes hear for: each bot has an identity of its own, the web process only stores. */
export interface HearingRig extends AsyncDisposable {
  readonly rig: BotRig;
  /** Where Telegram calls. */
  readonly url: string;
  /** What Telegram is told to send along. */
  secret: string;
  /** What opens the web process' door. */
  doorSecret: string;
  /** A process with the role bot; with a turn of its own it does not notice that another one has it. */
  bot(mode: 'polling' | 'webhook', ownTurn?: Turn): DeskBot;
  /** What a process holds that does not answer any more. */
  readonly dead: { readonly id: string };
  rows<T>(query: string): Promise<T[]>;
}

/** More than a test has under way. */
export const WAITING_MAX = 50;

export async function openHearing(postgresPort?: number): Promise<HearingRig> {
  const rig = await openBotRig(postgresPort === undefined ? {} : { postgresPort });
  const db = sqlOutside(rig.desk);
  const bots: DeskBot[] = [];
  let url = '';
  const make: HearingRig['bot'] = (mode, ownTurn) => {
    const { desk, server } = rig;
    const id = randomUUID();
    const place = {
      url: () => url,
      secret: () => it.secret,
      lastSet: () => lastWebhookMark(db),
      noteSet: (mark: string) => keepWebhookMark(db, mark),
    };
    const updates = createUpdateStore(db, { lease: id, leaseMs: TURN_MS, waitingMax: WAITING_MAX });
    const turn = ownTurn ?? createTurn(db, { name: TELEGRAM_TURN, holder: id, lastsMs: TURN_MS });
    const heard = mode === 'webhook' && { webhook: place };
    const bot = createBot({
      desk,
      token: TOKEN,
      apiRoot: server.url,
      log: desk.log,
      turn,
      updates,
      tapPatienceMs: TAP_PATIENCE_MS,
      ...heard,
    });
    bots.push(bot);
    return bot;
  };
  const it: HearingRig = {
    rig,
    get url() {
      return url;
    },
    secret: SECRET,
    doorSecret: SECRET,
    bot: make,
    dead: { id: randomUUID() },
    rows: async <T>(query: string) => (await sql.raw<T>(query).execute(db)).rows,
    async [Symbol.asyncDispose]() {
      await Promise.all(bots.map((bot) => bot.stop()));
      await server.close();
      await rig[Symbol.asyncDispose]();
    },
  };
  const server: FastifyInstance = createServer({
    log: rig.desk.log,
    readiness: async () => ({ ready: true, parts: {} }),
    sandbox: false,
  });
  registerTelegramWebhook(server, { secrets: () => [it.doorSecret], receive: make('webhook').receive });
  url = `${await listen(server, { host: '127.0.0.1', port: 0 })}${TELEGRAM_WEBHOOK_PATH}`;
  return it;
}
