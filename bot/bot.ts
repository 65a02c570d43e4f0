import { Api, Bot } from 'grammy';
import type { Log, Notices, Pace } from '../src/ports.js';
import { type Readiness, readiness as readinessOf } from '../src/reads/readiness.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { apiSignal } from './api-terms.js';
import { chatChanges } from './chat-changes.js';
import { publishMenus } from './command-menus.js';
import { commands } from './commands.js';
import { messages } from './messages.js';
import { createNotices } from './notices.js';
import { outsiders } from './outsiders.js';
import { countAnswers, waitForPace } from './paced-api.js';
import type { BotParts } from './parts.js';
import { pastedTokens } from './pasted-tokens.js';
import { createPolling, type Polling } from './polling.js';
import { taps } from './taps.js';
import { telegramFiles } from './telegram-files.js';
import { knownLanguage, loadTexts } from './texts.js';
import { kindOf } from './update-kind.js';

export interface BotOptions {
  readonly desk: Desk;
  readonly token: string;
  readonly apiRoot: string;
  readonly log: Log;
  /** Left out where Telegram has no limits. */
  readonly pace?: Pace;
  /** Where left out, what Postgres alone can tell. */
  readonly readiness?: () => Promise<Readiness>;
}

/** The desk in Telegram: it hears by long polling, and says what notices are due whether it hears or not. */
export interface DeskBot extends Polling {
  readonly notices: Notices;
}

/** Of one request; longer than a long poll. */
const REQUEST_S = 40;

export function createBot({ desk, token, apiRoot, log, pace, readiness }: BotOptions): DeskBot {
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
  const parts: BotParts = {
    desk,
    api,
    texts,
    files,
    log,
    lastSpoken,
    readiness: readiness ?? (() => readinessOf(sqlOutside(desk), desk.clock.now())),
  };
  const { tracer } = desk;
  if (tracer) {
    bot.use(({ update }, next) => tracer.span(`telegram ${kindOf(update)}`, { update: update.update_id }, next, null));
  }
  bot.use(chatChanges(parts), taps(parts), outsiders(parts), pastedTokens(parts), commands(parts), messages(parts));
  const polling = createPolling(
    {
      bot,
      textsFor: (from) => lastSpoken.get(from.id) ?? texts(knownLanguage(from.language_code)),
      log,
      clock: desk.clock,
    },
    async (signal) => {
      await api.deleteWebhook({}, apiSignal(signal));
      await publishMenus(parts, signal);
    },
  );
  return { ...polling, notices: createNotices(desk, noticesApi, texts) };
}
