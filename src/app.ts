import { join } from 'node:path';
import { type Alarm, startAlarm } from '../jobs/agenda.js';
import { jobs } from '../jobs/index.js';
import { wireBot } from './app-bot.js';
import { openWeb } from './app-web.js';
import type { Config } from './config.js';
import { DeliveryStore } from './db/delivery-store.js';
import { createMetricCounters } from './db/metric-counters.js';
import { openDatabase } from './db/open.js';
import { openPrepared } from './db/prepared.js';
import { createSendPace } from './db/send-pace.js';
import { openVault } from './db/vault-key.js';
import { type SendRates, TELEGRAM_RATES } from './domain/pace.js';
import { openDiskStore } from './media/disk-store.js';
import { isPublicAddress } from './media/public-address.js';
import { readTargets } from './media/private-targets.js';
import { openMediaRoom } from './media/room.js';
import { openWebFiles } from './media/web-files.js';
import { packageVersion } from './package-root.js';
import { createHttp } from './platforms/http.js';
import { createPlatforms } from './platforms/index.js';
import { every } from './every.js';
import type { Clock, Ids, Log, Wake } from './ports.js';
import { botName } from './reads/bot-name.js';
import { type Readiness, readiness } from './reads/readiness.js';
import { telegramHeard } from './reads/telegram-heard.js';
import { openSandbox, SANDBOX_FOUNDING } from './sandbox/sandbox.js';
import { systemClock, systemIds } from './system.js';
import { claimSentence } from './usecases/claim-desk.js';
import { type Desk, sqlOutside } from './usecases/desk.js';
import { createDispatch } from './usecases/dispatch.js';
import { followChat } from './usecases/follow-chat.js';
import { foundClient } from './usecases/found-client.js';
import { beat } from './usecases/heartbeat.js';
import { lookAfter } from './usecases/look-after.js';
import { refreshAccounts } from './usecases/refresh-accounts.js';
import { sweep } from './usecases/sweep.js';
import { tidy } from './usecases/tidy.js';
import { watchHeartbeat } from './usecases/watch-heartbeat.js';
import { createWorker } from './usecases/worker.js';

/** How fast the desk runs; tests hurry it. */
export interface Pace {
  readonly leaseMs: number;
  readonly lookEveryMs: number;
  readonly sweepEveryMs: number;
  readonly beatEveryMs: number;
  readonly refreshEveryMs: number;
  /** How often every process looks whether hearts beat anywhere. */
  readonly watchEveryMs: number;
  /** How often what was counted is written down. */
  readonly countEveryMs: number;
  readonly concurrency: number;
  /** Of everything that is under way when the desk is told to stop. */
  readonly drainMs: number;
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
  const { clock = systemClock, ids = systemIds } = overrides;
  const pace = { ...PACE, ...overrides.pace };
  const { dataDir } = config;
  await using opened = new AsyncDisposableStack();

  const kind = config.sandbox ? 'sandbox' : 'real';
  const vault = await openVault({ encryptionKeys: config.encryptionKeys, dataDir });
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir, kind, vault, log });
  opened.defer(() => database.close());
  const sandbox = config.sandbox ? await openSandbox({ dir: dataDir, clock, log }) : null;
  if (sandbox) opened.defer(() => sandbox.close());

  const telegram = {
    token: sandbox?.token ?? config.telegram.token ?? '',
    apiRoot: sandbox?.apiRoot ?? config.telegram.apiRoot,
  };
  // The simulated Instagram fetches from this very machine.
  const mediaIsPublic = config.sandbox || (config.siteUrl !== null && isPublicAddress(config.siteUrl));
  const instagram = {
    ...config.instagram,
    ...(sandbox && { apiUrl: sandbox.instagramUrl }),
    clock,
    mediaIsPublic,
  };
  // Loaded only where it is wanted: it costs memory, and every step a little time.
  const tracing = config.otlpEndpoint
    ? (await import('./tracing.js')).openTracing({ endpoint: config.otlpEndpoint, version: packageVersion() })
    : null;
  if (tracing) opened.defer(() => tracing.close());
  const traced = tracing && { tracer: tracing.tracer };
  const platforms = createPlatforms({ telegram, instagram, http: createHttp({ log, ...traced }) });
  let webAddress: string | null = null;
  const siteUrl = () => (config.sandbox ? webAddress : config.siteUrl);
  const files = await openDiskStore(join(dataDir, 'media'));
  const media = openMediaRoom(files, { siteUrl, key: () => vault.deriveKey('media'), clock });
  // Alarm, worker and bot all need the desk, and the desk rings the alarm: they are tied here and nowhere else.
  let alarm: Alarm | null = null;
  const wake: Wake = {
    ring(id, at) {
      alarm?.ring(id, at);
      if (at <= clock.now()) worker.nudge();
    },
  };
  const { orm } = database;
  const desk: Desk = {
    orm,
    platforms,
    media,
    vault,
    clock,
    ids,
    wake,
    log,
    webFiles: openWebFiles(readTargets(config.allowPrivateTargets)),
    webAddress: () => config.siteUrl ?? webAddress,
    ...traced,
  };
  const sendPace = createSendPace(sqlOutside(desk), pace.rates, clock);
  const { bot, webhookSecrets } = wireBot(config, {
    desk,
    telegram,
    pace: sendPace,
    turnMs: pace.turnMs,
    siteUrl,
    readiness: () => ready(),
  });
  const works = config.roles.includes('worker');
  const prepared = await openPrepared(orm, log);
  opened.defer(() => prepared.close());
  const tally = createMetricCounters();
  const write = () => tally.write(sqlOutside(desk));
  const written = every({ work: 'count', ms: pace.countEveryMs }, log, write);
  opened.defer(async () => {
    await written();
    await write().catch((err: unknown) => log.warn({ err }, 'What was counted last is lost'));
  });
  const store = new DeliveryStore(sqlOutside(desk), pace.leaseMs, prepared.run);
  const pacing = { pace: sendPace, clock, follow: (from: string, to: string) => followChat(desk, from, to) };
  const dispatch = createDispatch({ ...desk, sql: sqlOutside(desk), notices: bot.notices, pacing });
  const { concurrency, lookEveryMs: everyMs } = pace;
  const worker = createWorker(
    { store, dispatch, wake, clock, ids, log, leaseMs: pace.leaseMs, tally, ...traced },
    { concurrency, everyMs, works },
  );
  if (sandbox) await foundClient(desk, SANDBOX_FOUNDING);

  alarm = startAlarm({
    store: config.mongodbUrl
      ? { kind: 'mongodb', url: config.mongodbUrl }
      : { kind: 'postgres', url: database.alarmUrl },
    jobs: jobs({ deliver: (id) => worker.ring(id), tidy: () => tidy(desk) }),
    log,
    clock,
    work: works,
  });
  const { drain, state: alarmState, look } = alarm;
  opened.defer(async () => {
    await Promise.all([worker.drain(pace.drainMs), drain(pace.drainMs)]);
  });
  if (works) {
    worker.start();
    opened.defer(
      every({ work: 'sweep', ms: pace.sweepEveryMs }, log, async () => (await sweep(desk)) > 0 && worker.nudge()),
    );
    const looking = new AbortController();
    const looked = every({ work: 'look-after', ms: pace.lookEveryMs }, log, () => lookAfter(desk, looking.signal));
    opened.defer(async () => {
      looking.abort();
      await looked();
    });
    const refreshed = every({ work: 'refresh-accounts', ms: pace.refreshEveryMs }, log, () =>
      refreshAccounts(desk, looking.signal),
    );
    opened.defer(async () => {
      looking.abort();
      await refreshed();
    });
    opened.defer(every({ work: 'heartbeat', ms: pace.beatEveryMs }, log, () => beat(desk)));
  }

  const ready = async () => {
    const db = sqlOutside(desk);
    const heard = config.roles.includes('bot') ? bot.state() : await telegramHeard(db).catch(() => ({ up: false }));
    return readiness(db, clock.now(), { telegram: heard, alarm: alarmState() });
  };
  const url = config.roles.includes('web')
    ? await openWeb(config, {
        desk,
        files,
        sandbox,
        tally,
        readiness: ready,
        opened,
        bot,
        webhookSecrets,
        alarm: { state: alarmState, look },
      })
    : null;
  webAddress = url;
  let claim: string | null = null;
  if (config.roles.includes('bot')) {
    opened.defer(() => bot.stop());
    await bot.start();
    claim = await claimSentence(desk, config.adminTelegramIds, await botName(sqlOutside(desk)));
    if (claim !== null) log.warn({}, claim);
  }
  opened.defer(every({ work: 'watch-heartbeat', ms: pace.watchEveryMs }, log, watchHeartbeat(desk, bot.notices)));
  const closing = opened.move();
  return { desk, url, claim, readiness: ready, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}
