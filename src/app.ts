import { join } from 'node:path';
import { wireBot } from './app-bot.js';
import { openWeb } from './app-web.js';
import { openWork, type Work, type WorkPace } from './app-work.js';
import type { Config } from './config.js';
import { openDatabase } from './db/open.js';
import { openPrepared } from './db/prepared.js';
import { createSendPace } from './db/send-pace.js';
import { openVault } from './db/vault-key.js';
import { type SendRates, TELEGRAM_RATES } from './domain/pace.js';
import { every } from './every.js';
import { openDiskStore } from './media/disk-store.js';
import { readTargets } from './media/private-targets.js';
import { isPublicAddress } from './media/public-address.js';
import { openMediaRoom } from './media/room.js';
import { openWebFiles } from './media/web-files.js';
import { packageVersion } from './package-root.js';
import { createHttp } from './platforms/http.js';
import { createPlatforms } from './platforms/index.js';
import type { Clock, Ids, Log } from './ports.js';
import { botName } from './reads/bot-name.js';
import { type Readiness, readiness } from './reads/readiness.js';
import { telegramHeard } from './reads/telegram-heard.js';
import { openSandbox, type Sandbox, SANDBOX_FOUNDING } from './sandbox/sandbox.js';
import { systemClock, systemIds } from './system.js';
import { claimSentence } from './usecases/claim-desk.js';
import { type Desk, sqlOutside } from './usecases/desk.js';
import { foundClient } from './usecases/found-client.js';
import { watchHeartbeat } from './usecases/watch-heartbeat.js';

/** How fast the desk runs; tests hurry it. */
export interface Pace extends WorkPace {
  /** How often every process looks whether hearts beat anywhere. */
  readonly watchEveryMs: number;
  /** How long a process keeps the turn to listen to Telegram without renewing it, and updates that it took. */
  readonly turnMs: number;
  /** How fast the bot speaks. */
  readonly rates: SendRates;
}

const PACE: Pace = {
  leaseMs: 60_000,
  lookEveryMs: 500,
  sweepEveryMs: 2_000,
  beatEveryMs: 60_000,
  refreshEveryMs: 60_000,
  watchEveryMs: 20_000,
  countEveryMs: 5_000,
  concurrency: 40,
  drainMs: 5_000,
  turnMs: 10_000,
  rates: TELEGRAM_RATES,
};

export interface Overrides {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly pace?: Partial<Pace>;
  /** Nobody wants it any more: what is not opened yet is left, and what is open is closed. */
  readonly signal?: AbortSignal;
}

export interface App extends AsyncDisposable {
  readonly desk: Desk;
  /** Where the web role listens; null without it. */
  readonly url: string | null;
  /** How to take a desk into one's hands that nobody runs yet; null where somebody does. */
  readonly claim: string | null;
  readiness(): Promise<Readiness>;
}

/** Opens the whole desk, part by part; what was opened last is closed first. */
export async function openApp(config: Config, log: Log, overrides: Overrides = {}): Promise<App> {
  const { clock = systemClock, ids = systemIds, signal } = overrides;
  const pace = { ...PACE, ...overrides.pace };
  const { dataDir } = config;
  await using opened = new AsyncDisposableStack();

  const kind = config.sandbox ? 'sandbox' : 'real';
  const vault = await openVault({ encryptionKeys: config.encryptionKeys, dataDir });
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir,
    kind,
    vault,
    log,
    ...(signal && { signal }),
  });
  opened.defer(() => database.close());
  signal?.throwIfAborted();
  const sandbox = config.sandbox ? await openSandbox({ dir: dataDir, clock, log }) : null;
  if (sandbox) opened.defer(() => sandbox.close());
  const traced = await openTracing(config, opened);

  // Desk, work and web need each other, and each is known only when it is open: they are tied by these two and nothing else.
  let work: Work | null = null;
  let webAddress: string | null = null;
  const siteUrl = () => (config.sandbox ? webAddress : config.siteUrl);
  const files = await openDiskStore(join(dataDir, 'media'));
  const telegram = telegramOf(config, sandbox);
  const desk: Desk = {
    orm: database.orm,
    platforms: createPlatforms({
      telegram,
      instagram: instagramOf(config, sandbox, clock),
      http: createHttp({ log, ...traced }),
    }),
    media: openMediaRoom(files, { siteUrl, key: () => vault.deriveKey('media'), clock }),
    vault,
    clock,
    ids,
    wake: { ring: (id, at) => work?.ring(id, at) },
    log,
    webFiles: openWebFiles(readTargets(config.allowPrivateTargets)),
    webAddress: () => config.siteUrl ?? webAddress,
    ...traced,
  };
  const sendPace = createSendPace(sqlOutside(desk), pace.rates, clock);
  const hears = config.roles.includes('bot');
  const ready = async (): Promise<Readiness> => {
    const db = sqlOutside(desk);
    const heard = hears ? bot.state() : await telegramHeard(db).catch(() => ({ up: false }));
    return readiness(db, clock.now(), { telegram: heard, alarm: alarm.state() });
  };
  const prepared = await openPrepared(database.orm, log);
  opened.defer(() => prepared.close());
  const { run } = prepared;
  const { turnMs } = pace;
  const wired = wireBot(config, { desk, telegram, pace: sendPace, turnMs, siteUrl, run, readiness: ready });
  const { bot } = wired;
  if (sandbox) await foundClient(desk, SANDBOX_FOUNDING);
  const { alarmUrl } = database;
  work = await openWork(config, { desk, notices: bot.notices, pace, sendPace, alarmUrl, run, opened });
  const { alarm, tally } = work;

  if (config.roles.includes('web'))
    webAddress = await openWeb(config, { ...wired, desk, files, sandbox, alarm, tally, readiness: ready, opened });
  let claim: string | null = null;
  if (hears) {
    opened.defer(() => bot.stop());
    await bot.start();
    claim = await claimSentence(desk, config.adminTelegramIds, await botName(sqlOutside(desk)));
    if (claim !== null) log.warn({}, claim);
  }
  opened.defer(every({ work: 'watch-heartbeat', ms: pace.watchEveryMs }, log, watchHeartbeat(desk, bot.notices)));
  const closing = opened.move();
  return { desk, url: webAddress, claim, readiness: ready, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

/** Loaded only where it is wanted: it costs memory, and every step a little time. */
async function openTracing({ otlpEndpoint }: Config, opened: AsyncDisposableStack): Promise<Pick<Desk, 'tracer'>> {
  if (!otlpEndpoint) return {};
  const tracing = (await import('./tracing.js')).openTracing({ endpoint: otlpEndpoint, version: packageVersion() });
  opened.defer(() => tracing.close());
  return { tracer: tracing.tracer };
}

function telegramOf({ telegram }: Config, sandbox: Sandbox | null) {
  return { token: sandbox?.token ?? telegram.token ?? '', apiRoot: sandbox?.apiRoot ?? telegram.apiRoot };
}

function instagramOf(config: Config, sandbox: Sandbox | null, clock: Clock) {
  // The simulated Instagram fetches from this very machine.
  const mediaIsPublic = config.sandbox || (config.siteUrl !== null && isPublicAddress(config.siteUrl));
  return { ...config.instagram, ...(sandbox && { apiUrl: sandbox.instagramUrl }), clock, mediaIsPublic };
}
