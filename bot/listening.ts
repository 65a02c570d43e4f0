import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from 'grammy';
import type { Log, Turn } from '../src/ports.js';
import { describeError, isConflict } from './api-errors.js';
import { apiSignal } from './api-terms.js';
import type { UpdateLine } from './update-line.js';

const BACKOFF_MS = 500;
const BACKOFF_MAX_MS = 30_000;
/** Whoever else listens may stop at any moment. */
const CONFLICT_BACKOFF_MAX_MS = 3_000;
/** Two that listen both get through now and then: so long after it was noticed, it is not over. */
const CONFLICT_LASTS_MS = 5_000;
/** How often whoever stands by looks whether it is their turn. */
const STAND_BY_MS = 1_000;
const OTHER_LISTENER =
  'Another program listens with the token of this bot: stop it, or give this desk a bot of its own with TELEGRAM_BOT_TOKEN.';

/** How updates come. One process at a time looks after it; `open` and `close` are for each. */
export interface Hearing {
  /** The bot knows who it is. */
  open?(): void;
  begin(signal: AbortSignal): Promise<void>;
  /** One round; throws where Telegram does not answer, and returns in a sentence what else keeps updates from coming. */
  hear(signal: AbortSignal, isUp: boolean): Promise<string | null>;
  /** Of the process that listened, while Telegram answers. */
  end?(): Promise<void>;
  close?(): Promise<void>;
}

export interface Listening {
  /** Returns when the bot runs; where Telegram cannot be reached, after the first try, and goes on trying. */
  start(): Promise<void>;
  /** Takes nothing new and finishes what is in hand. */
  stop(): Promise<void>;
  /** `detail`: what people should do about it. Whoever stands by is up. */
  state(): { up: boolean; lastError: string | null; detail?: string };
}

interface Ear {
  readonly bot: Bot;
  readonly line: UpdateLine;
  readonly turn: Turn;
  readonly log: Log;
  readonly stopping: AbortController;
}

export function createListening({ bot, line, turn, log, stopping }: Ear, hearing: Hearing): Listening {
  let up = false;
  let lastError: string | null = null;
  let detail: string | null = null;
  let isMine = false;
  let conflicts = 0;
  let conflictUntil = 0;
  let running: Promise<void> | null = null;

  /** Returns how long to wait. */
  function failed(err: unknown, failures: number): number {
    const isNew = performance.now() > conflictUntil;
    const isOther = isConflict(err);
    up = false;
    lastError = describeError(err);
    detail = isOther ? OTHER_LISTENER : null;
    conflicts = isOther && !isNew ? conflicts + 1 : 1;
    if (isOther) conflictUntil = performance.now() + CONFLICT_LASTS_MS;
    log.warn({ reason: lastError, failures, ...(detail && { detail }) }, 'Telegram cannot be asked for updates');
    const [tries, max] = isOther ? [conflicts, CONFLICT_BACKOFF_MAX_MS] : [failures, BACKOFF_MAX_MS];
    return Math.min(BACKOFF_MS * 2 ** (tries - 1), max);
  }

  function worked(trouble: string | null): void {
    if (trouble !== null && trouble !== detail) log.warn({ detail: trouble }, 'Updates do not come from Telegram');
    up = trouble === null;
    lastError = null;
    detail = trouble;
  }

  function standing(): { up: boolean; lastError: string | null; detail?: string } {
    const known = performance.now() < conflictUntil ? OTHER_LISTENER : detail;
    return { up: up && known === null, lastError, ...(known !== null && { detail: known }) };
  }

  /** Round after round until one says that it was the last; longer and longer pauses while Telegram does not answer. */
  async function repeat(signal: AbortSignal, tried: () => void, round: () => Promise<'last' | 'more'>): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      let waitMs = 0;
      try {
        if ((await round()) === 'last') return;
        failures = 0;
      } catch (err) {
        if (signal.aborted) break;
        failures += 1;
        waitMs = failed(err, failures);
      }
      tried();
      if (waitMs > 0) await pause(waitMs, signal);
    }
  }

  async function run(tried: () => void): Promise<void> {
    const { signal } = stopping;
    await repeat(signal, tried, async () => {
      // Not `bot.init`, which tries for ever and tells nobody.
      bot.botInfo = await bot.api.getMe(apiSignal(signal));
      return 'last';
    });
    if (!signal.aborted) hearing.open?.();
    while (!signal.aborted) {
      if (await mayListen()) await listen(tried);
      else {
        worked(null);
        tried();
        await pause(STAND_BY_MS, signal);
      }
    }
    tried();
  }

  async function mayListen(): Promise<boolean> {
    // Where Postgres is away, whoever listens goes on, and nobody else begins.
    isMine = await turn.take(null).catch(() => false);
    return isMine;
  }

  async function listen(tried: () => void): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([stopping.signal, over.signal]);
    const kept = keepTurn(over);
    await repeat(signal, tried, async () => {
      await hearing.begin(signal);
      worked(null);
      return 'last';
    });
    tried();
    await repeat(signal, tried, async () => {
      // Perhaps it was no other listener, but a webhook that somebody has set.
      if (detail === OTHER_LISTENER) await hearing.begin(signal);
      worked(await hearing.hear(signal, up));
      return 'more';
    });
    over.abort();
    await kept;
  }

  async function keepTurn(over: AbortController): Promise<void> {
    for (;;) {
      await pause(turn.lastsMs / 4, AbortSignal.any([stopping.signal, over.signal]));
      if (over.signal.aborted || stopping.signal.aborted) return;
      // While Postgres is away nobody else can take it either.
      const { detail: trouble = lastError } = standing();
      isMine = await turn.take(trouble).catch(() => true);
      if (isMine) continue;
      log.warn({}, 'Another process listens to Telegram now: this one was away too long');
      return over.abort();
    }
  }

  return {
    start() {
      return new Promise((resolve) => {
        running ??= run(resolve);
      });
    },
    async stop() {
      stopping.abort();
      await running;
      await line.finish();
      if (isMine && up) await hearing.end?.();
      up = false;
      await hearing.close?.();
      if (isMine) await turn.give().catch(() => undefined);
      isMine = false;
    },
    state: standing,
  };
}

/** Ends early when the signal comes. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, null, { signal }).catch(() => undefined);
}
