import { Api, Bot } from 'grammy';
import type { Log, Notices, Reception, SendPace, Turn, UpdateStore } from '../src/ports.js';
import { type Readiness, readiness as readinessOf } from '../src/reads/readiness.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { keepBotName } from '../src/usecases/keep-bot-name.js';
import { arrivals } from './arrivals.js';
import { chatChanges } from './chat-changes.js';
import { publishMenus } from './command-menus.js';
import { commands } from './commands.js';
import { connectChats } from './connect-chat.js';
import { answerEarly, TAP_PATIENCE_MS } from './early-answers.js';
import type { Holding } from './held-updates.js';
import { createListening, type Listening } from './listening.js';
import { messages } from './messages.js';
import { createNotices } from './notices.js';
import { outsiders } from './outsiders.js';
import { countAnswers, waitForPace } from './paced-api.js';
import type { BotParts } from './parts.js';
import { pastedTokens } from './pasted-tokens.js';
import { createPolling } from './polling.js';
import { receiveUpdate } from './receive-update.js';
import { takeStored } from './stored-updates.js';
import { taps } from './taps.js';
import { telegramFiles } from './telegram-files.js';
import { knownLanguage, loadTexts } from './texts.js';
import { lineUp } from './update-line.js';
import { createWebhook, type WebhookPlace } from './webhook.js';
import { kindOf } from './update-kind.js';

export interface BotOptions {
  readonly desk: Desk;
  readonly token: string;
  readonly apiRoot: string;
  readonly log: Log;
  /** Who may set up a desk that nobody runs yet, by Telegram id. */
  readonly adminTelegramIds?: readonly string[];
  /** Left out where Telegram has no limits. */
  readonly pace?: SendPace;
  /** Who listens; left out where no other process could. */
  readonly turn?: Turn;
  /** After so long a tap is answered although it is not handled yet. */
  readonly tapPatienceMs?: number;
  /** Where Telegram calls us; left out, we ask Telegram. */
  readonly webhook?: WebhookPlace;
  /** What Telegram brought; without a webhook, while there still was one. */
  readonly updates?: UpdateStore;
  /** Where left out, what Postgres alone can tell. */
  readonly readiness?: () => Promise<Readiness>;
}

/** The desk in Telegram: it hears by long polling or by webhook, and says what notices are due whether it hears or not. */
export interface DeskBot extends Listening {
  readonly notices: Notices;
  /** What came by webhook, in a process that need not be listening. */
  receive(body: unknown): Promise<Reception>;
}

const NOBODY_ELSE: Turn = { lastsMs: 60_000, take: async () => true, give: async () => undefined };

/** How often it is looked whether an earlier webhook left something behind. */
const LEFTOVERS_EVERY_MS = 5_000;

/** Of one request; longer than a long poll. */
const REQUEST_S = 40;

export function createBot(options: BotOptions): DeskBot {
  const { desk, token, apiRoot, log, pace, turn = NOBODY_ELSE, webhook, updates, adminTelegramIds = [] } = options;
  const client = { apiRoot, timeoutSeconds: REQUEST_S };
  const bot = new Bot(token, { client });
  const { api } = bot;
  const noticesApi = new Api(token, client);
  if (pace) {
    const pacing = { pace, clock: desk.clock, log };
    api.config.use(countAnswers(pacing));
    noticesApi.config.use(waitForPace(pacing));
  }
  const texts = loadTexts();
  const files = telegramFiles(api, { apiRoot, token });
  const lastSpoken: BotParts['lastSpoken'] = new Map();
  const textsFor: Holding['textsFor'] = (from) => lastSpoken.get(from.id) ?? texts(knownLanguage(from.language_code));
  const early = answerEarly({ api, textsFor, log, patienceMs: options.tapPatienceMs ?? TAP_PATIENCE_MS });
  const botName = () => bot.botInfo.username;
  const readiness = options.readiness ?? (() => readinessOf(sqlOutside(desk), desk.clock.now()));
  const parts: BotParts = {
    desk,
    api,
    texts,
    files,
    log,
    early,
    lastSpoken,
    botName,
    adminTelegramIds,
    readiness,
  };
  const { tracer } = desk;
  if (tracer) {
    bot.use(({ update }, next) => tracer.span(`telegram ${kindOf(update)}`, { update: update.update_id }, next, null));
  }
  bot.use(
    chatChanges(parts),
    taps(parts),
    arrivals(parts),
    outsiders(parts),
    connectChats(parts),
    pastedTokens(parts),
    commands(parts),
    messages(parts),
  );
  const stopping = new AbortController();
  const { signal } = stopping;
  const { clock } = desk;
  const line = lineUp({ bot, textsFor, log, clock }, early, signal);
  const greet = async (asked: AbortSignal) => {
    await keepBotName(desk, botName());
    await publishMenus(parts, asked);
  };
  const stored =
    updates && takeStored({ updates, line, log, signal, ...(!webhook && { everyMs: LEFTOVERS_EVERY_MS }) });
  const hearing = webhook ? createWebhook({ api, place: webhook, clock, greet }) : createPolling(bot, line, greet);
  return {
    ...createListening({ bot, line, turn, log, stopping }, { ...hearing, ...stored }),
    notices: createNotices(desk, noticesApi, texts),
    async receive(body) {
      const reception = updates ? await receiveUpdate(updates, body) : 'not_understood';
      stored?.nudge();
      return reception;
    },
  };
}
