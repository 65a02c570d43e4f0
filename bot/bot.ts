import { Api, Bot } from 'grammy';
import type { Log, Notices, Pace } from '../src/ports.js';
import type { Desk } from '../src/usecases/desk.js';
import { keepBotName } from '../src/usecases/keep-bot-name.js';
import { apiSignal } from './api-terms.js';
import { arrivals } from './arrivals.js';
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

export interface BotOptions {
  readonly desk: Desk;
  readonly token: string;
  readonly apiRoot: string;
  readonly log: Log;
  /** Who may set up a desk that nobody runs yet, by Telegram id. */
  readonly adminTelegramIds?: readonly string[];
  /** Left out where Telegram has no limits. */
  readonly pace?: Pace;
}

/** The desk in Telegram: it hears by long polling, and says what notices are due whether it hears or not. */
export interface DeskBot extends Polling {
  readonly notices: Notices;
}

/** Of one request; longer than a long poll. */
const REQUEST_S = 40;

export function createBot({ desk, token, apiRoot, log, pace, adminTelegramIds = [] }: BotOptions): DeskBot {
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
  const botName = () => bot.botInfo.username;
  const parts: BotParts = { desk, api, texts, files, log, lastSpoken, botName, adminTelegramIds };
  bot.use(
    chatChanges(parts),
    taps(parts),
    arrivals(parts),
    outsiders(parts),
    pastedTokens(parts),
    commands(parts),
    messages(parts),
  );
  const polling = createPolling(
    {
      bot,
      textsFor: (from) => lastSpoken.get(from.id) ?? texts(knownLanguage(from.language_code)),
      log,
      clock: desk.clock,
    },
    async (signal) => {
      await api.deleteWebhook({}, apiSignal(signal));
      await keepBotName(desk, botName());
      await publishMenus(parts, signal);
    },
  );
  return { ...polling, notices: createNotices(desk, noticesApi, texts) };
}
