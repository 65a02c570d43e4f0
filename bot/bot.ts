import { Bot } from 'grammy';
import type { Log, Notices } from '../src/ports.js';
import type { Desk } from '../src/usecases/desk.js';
import { apiSignal } from './api-terms.js';
import { publishMenus } from './command-menus.js';
import { commands } from './commands.js';
import { messages } from './messages.js';
import { createNotices } from './notices.js';
import { outsiders } from './outsiders.js';
import type { BotParts } from './parts.js';
import { pastedTokens } from './pasted-tokens.js';
import { createPolling, type Polling } from './polling.js';
import { taps } from './taps.js';
import { telegramFiles } from './telegram-files.js';
import { loadTexts } from './texts.js';

export interface BotOptions {
  readonly desk: Desk;
  readonly token: string;
  readonly apiRoot: string;
  readonly log: Log;
}

/** The desk in Telegram: it hears by long polling, and says what notices are due whether it hears or not. */
export interface DeskBot extends Polling {
  readonly notices: Notices;
}

/** Of one request; longer than a long poll. */
const REQUEST_S = 40;

export function createBot({ desk, token, apiRoot, log }: BotOptions): DeskBot {
  const bot = new Bot(token, { client: { apiRoot, timeoutSeconds: REQUEST_S } });
  const { api } = bot;
  const texts = loadTexts();
  const parts: BotParts = { desk, api, texts, files: telegramFiles(api, { apiRoot, token }), log };
  bot.use(taps(parts), outsiders(parts), pastedTokens(parts), commands(parts), messages(parts));
  const polling = createPolling(bot, log, async (signal) => {
    await api.deleteWebhook({}, apiSignal(signal));
    await publishMenus(parts, signal);
  });
  return { ...polling, notices: createNotices(desk, api, texts) };
}
