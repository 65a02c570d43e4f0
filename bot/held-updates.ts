import type { Bot } from 'grammy';
import type { CallbackQuery, Update } from 'grammy/types';
import type { Clock, Log } from '../src/ports.js';
import { isStoreAway } from '../src/usecases/store-away.js';
import { describeError } from './api-errors.js';
import { chatOf, messageOf } from './chat-of-update.js';
import { replyTo } from './replies.js';
import { knownLanguage, type TextsByLanguage } from './texts.js';

/** So long updates wait for Postgres before they are given up. */
const PATIENCE_MS = 5 * 60_000;
const BACKOFF_MS = 250;
const BACKOFF_MAX_MS = 5_000;
/** Nobody is bothered with less. */
const NOTICEABLE_MS = 2_000;

export interface Holding {
  readonly bot: Bot;
  readonly texts: TextsByLanguage;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Handles an update, again and again while Postgres is away: what people do meanwhile is not lost, and need not be done twice. Handlers
 * bear repetition: messages are known by their source, taps by the version they carry. False where it was told to stop first.
 */
export function holdWhileAway(holding: Holding): (update: Update, signal: AbortSignal) => Promise<boolean> {
  const { bot, clock, log } = holding;
  const outage = outageClock(clock);
  const told = new Set<number>();

  async function tell(update: Update, awayMs: number, tries: number): Promise<void> {
    if (tries === 0) log.warn({ update: update.update_id }, 'An update waits for Postgres');
    const { callback_query: tap } = update;
    if (tap) return tries === 0 ? answerTap(holding, tap) : undefined;
    const chat = chatOf(update);
    if (awayMs < NOTICEABLE_MS || told.has(chat)) return;
    told.add(chat);
    await say(holding, update, 'trouble-store-away');
  }

  return async (update, signal) => {
    for (let tries = 0; ; tries += 1) {
      try {
        await bot.handleUpdate(update);
        told.clear();
        return true;
      } catch (thrown) {
        if (!isStoreAway(causeOf(thrown))) throw thrown;
        const awayMs = outage.lastsMs();
        if (awayMs >= PATIENCE_MS) {
          await say(holding, update, 'trouble-store-given-up');
          throw thrown;
        }
        await tell(update, awayMs, tries);
      }
      await clock.sleep(Math.min(BACKOFF_MS * 2 ** tries, BACKOFF_MAX_MS), signal);
      if (signal.aborted) return false;
    }
  };
}

/** One for all updates: what queues behind an update that was given up does not wait as long again. */
function outageClock(clock: Clock) {
  let since = 0;
  let last = 0;
  return {
    lastsMs(): number {
      const now = clock.now().getTime();
      if (now - last > 2 * BACKOFF_MAX_MS) since = now;
      last = now;
      return now - since;
    },
  };
}

/** What grammY wraps it in. */
export function causeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'error' in thrown ? thrown.error : thrown;
}

/** Answered at once, for the button spins; what becomes of it the card shows. */
async function answerTap({ bot, texts, log }: Holding, { id, from }: CallbackQuery): Promise<void> {
  const text = texts(knownLanguage(from.language_code))('trouble-store-tap');
  await bot.api.answerCallbackQuery(id, { text }).catch((thrown: unknown) => logUntold(log, thrown));
}

/** Nothing is known of anybody now, so it is said in the language of their Telegram, and in groups only to what is surely meant for us. */
async function say(
  { bot, texts, log }: Holding,
  update: Update,
  key: 'trouble-store-away' | 'trouble-store-given-up',
): Promise<void> {
  const message = messageOf(update);
  const from = update.callback_query?.from ?? message?.from;
  if (!message || !from) return;
  const toUs = update.callback_query !== undefined || message.reply_to_message?.from?.id === bot.botInfo.id;
  if (message.chat.type !== 'private' && !toUs) return;
  const text = texts(knownLanguage(from.language_code))(key);
  await replyTo(bot, message, text).catch((thrown: unknown) => logUntold(log, thrown));
}

function logUntold(log: Log, thrown: unknown): void {
  log.warn({ reason: describeError(thrown) }, 'Nobody could be told that Postgres is away');
}
