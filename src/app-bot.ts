import { createBot, type DeskBot } from '../bot/bot.js';
import type { Config } from './config.js';
import type { Run } from './db/prepared.js';
import { createTurn } from './db/turn.js';
import { createUpdateStore } from './db/update-store.js';
import { keepWebhookMark, lastWebhookMark } from './db/webhook-mark.js';
import { TELEGRAM_WEBHOOK_PATH } from './http/telegram-webhook.js';
import type { SendPace } from './ports.js';
import type { Readiness } from './reads/readiness.js';
import { TELEGRAM_TURN } from './reads/telegram-heard.js';
import { type Desk, sqlOutside } from './usecases/desk.js';

export interface BotWiring {
  readonly desk: Desk;
  readonly telegram: { readonly token: string; readonly apiRoot: string };
  readonly pace: SendPace;
  /** How long a process keeps the turn to listen without renewing it, and updates that it took. */
  readonly turnMs: number;
  readonly siteUrl: () => string | null;
  readonly run: Run;
  readonly readiness: () => Promise<Readiness>;
}

export interface WiredBot {
  readonly bot: DeskBot;
  /** What Telegram sends along, newest first; null where Telegram does not call us. */
  readonly webhookSecrets: (() => readonly string[]) | null;
}

/** The bot of this process, hearing by long polling or by webhook. */
export function wireBot({ telegram: { mode, webhookSecret }, adminTelegramIds }: Config, wiring: BotWiring): WiredBot {
  const { desk, telegram, pace, turnMs, siteUrl, run, readiness } = wiring;
  const { log, ids, vault } = desk;
  const db = sqlOutside(desk);
  const holder = ids.uuid();
  const secrets = () =>
    webhookSecret === null
      ? vault.deriveKeys('telegram webhook').map((key) => key.toString('base64url'))
      : [webhookSecret];
  const updates = createUpdateStore(db, { lease: holder, leaseMs: turnMs, run });
  const webhook = mode === 'webhook' && {
    url: () => `${siteUrl() ?? ''}${TELEGRAM_WEBHOOK_PATH}`,
    secret: () => secrets()[0] ?? '',
    lastSet: () => lastWebhookMark(db),
    noteSet: (mark: string) => keepWebhookMark(db, mark),
  };
  const turn = createTurn(db, { name: TELEGRAM_TURN, holder, lastsMs: turnMs });
  const options = { desk, ...telegram, log, pace, turn, updates, adminTelegramIds, readiness };
  const bot = createBot({ ...options, ...(webhook && { webhook }) });
  return { bot, webhookSecrets: webhook ? secrets : null };
}
