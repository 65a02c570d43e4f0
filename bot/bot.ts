import { Bot } from 'grammy';
import type { Log, Notices } from '../src/ports.js';
import type { Desk } from '../src/usecases/desk.js';
import { apiSignal } from './api-terms.js';
import { publishMenus } from './command-menus.js';
import { commands } from './commands.js';
import type { OfferUpload } from './large-file.js';
import { messages } from './messages.js';
import { createNotices } from './notices.js';
import { outsiders } from './outsiders.js';
import type { BotParts } from './parts.js';
import { createPolling, type Polling } from './polling.js';
import { taps } from './taps.js';
import { telegramFiles } from './telegram-files.js';
import { loadTexts } from './texts.js';

export interface BotOptions {
  readonly desk: Desk;
  readonly token: string;
  readonly apiRoot: string;
  /** Where people can upload what is too large for Telegram's bots. */
  readonly offerUpload?: OfferUpload;
  readonly log: Log;
}

/** The desk in Telegram: it hears by long polling, and says what notices are due whether it hears or not. */
export interface DeskBot extends Polling {
  readonly notices: Notices;
}

/** Of one request; longer than a long poll. */
const REQUEST_S = 40;

export function createBot({ desk, token, apiRoot, offerUpload, log }: BotOptions): DeskBot {
  const bot = new Bot(token, { client: { apiRoot, timeoutSeconds: REQUEST_S } });
  const { api } = bot;
  const texts = loadTexts();
  const files = telegramFiles(api, { apiRoot, token });
  const parts: BotParts = { desk, api, texts, files, offerUpload: offerUpload ?? null, log };
  bot.use(taps(parts), outsiders(parts), commands(parts), messages(parts));
  const polling = createPolling(bot, log, async (signal) => {
    await api.deleteWebhook({}, apiSignal(signal));
    await publishMenus(parts, signal);
  });
  return { ...polling, notices: createNotices(desk, api, texts) };
}
