import { join } from 'node:path';
import { createBot } from '../bot/bot.js';
import { type Alarm, startAlarm } from '../jobs/agenda.js';
import { jobs } from '../jobs/index.js';
import type { Config } from './config.js';
import { DeliveryStore } from './db/delivery-store.js';
import { openDatabase } from './db/open.js';
import { openPrepared } from './db/prepared.js';
import { openReads } from './db/reads.js';
import { createSendPace } from './db/send-pace.js';
import { sandboxToken } from './db/sandbox-token.js';
import { createVault } from './db/vault.js';
import { ownKey } from './db/vault-key.js';
import { type SendRates, TELEGRAM_RATES } from './domain/pace.js';
import { API_LIMITS } from './graphql/gate.js';
import { OPERATION_MS, registerGraphql } from './graphql/register.js';
import { EDGE_LIMITS, registerEdge } from './http/edge.js';
import { registerMedia } from './http/media.js';
import { createServer, listen } from './http/server.js';
import { registerUpload } from './http/upload/routes.js';
import { openDiskStore } from './media/disk-store.js';
import { isPublicAddress } from './media/public-address.js';
import { readTargets } from './media/private-targets.js';
import { openMediaRoom } from './media/room.js';
import { openWebFiles } from './media/web-files.js';
import { PACKAGE_ROOT } from './package-root.js';
import { createHttp } from './platforms/http.js';
import { createPlatforms } from './platforms/index.js';
import type { Clock, Ids, Log, Wake } from './ports.js';
import { botName } from './reads/bot-name.js';
import { type Readiness, readiness } from './reads/readiness.js';
import { openSandbox, SANDBOX_FOUNDING } from './sandbox/sandbox.js';
import { systemClock, systemIds } from './system.js';
import { claimSentence } from './usecases/claim-desk.js';
import { authenticateToken } from './usecases/authenticate-token.js';
import { type Desk, sqlOutside } from './usecases/desk.js';
import { createDispatch } from './usecases/dispatch.js';
import { followChat } from './usecases/follow-chat.js';
import { foundClient } from './usecases/found-client.js';
import { beat } from './usecases/heartbeat.js';
import { lookAfter } from './usecases/look-after.js';
import { sweep } from './usecases/sweep.js';
import { tidy } from './usecases/tidy.js';
import { createWorker } from './usecases/worker.js';

/** How fast the desk runs; tests hurry it. */
export interface Pace {
  readonly leaseMs: number;
  readonly lookEveryMs: number;
  readonly sweepEveryMs: number;
  readonly beatEveryMs: number;
  readonly concurrency: number;
  /** Of everything that is under way when the desk is told to stop. */
  readonly drainMs: number;
  /** How fast the bot speaks. */
  readonly rates: SendRates;
}

const PACE: Pace = {
  leaseMs: 60_000,
  lookEveryMs: 500,
  sweepEveryMs: 2_000,
  beatEveryMs: 60_000,
  concurrency: 40,
  drainMs: 5_000,
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
  const vault = createVault(config.encryptionKey ?? (await ownKey(dataDir)));
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
  const platforms = createPlatforms({ telegram, instagram, http: createHttp({ log }) });
  let webAddress: string | null = null;
  const siteUrl = () => (config.sandbox ? webAddress : config.siteUrl);
  const files = await openDiskStore(join(dataDir, 'media'));
  const mediaKey = vault.deriveKey('media');
  const media = openMediaRoom(files, { siteUrl, key: mediaKey, clock });
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
  };
  const sendPace = createSendPace(sqlOutside(desk), pace.rates, clock);
  const { adminTelegramIds } = config;
  const bot = createBot({ desk, ...telegram, log, pace: sendPace, adminTelegramIds });
  const works = config.roles.includes('worker');
  const prepared = await openPrepared(orm, log);
  opened.defer(() => prepared.close());
  const store = new DeliveryStore(sqlOutside(desk), pace.leaseMs, prepared.run);
  const pacing = { pace: sendPace, clock, follow: (from: string, to: string) => followChat(desk, from, to) };
  const dispatch = createDispatch({ ...desk, sql: sqlOutside(desk), notices: bot.notices, pacing });
  const { concurrency, lookEveryMs: everyMs } = pace;
  const worker = createWorker(
    { store, dispatch, wake, clock, ids, log, leaseMs: pace.leaseMs },
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
  const { drain, state: alarmState } = alarm;
  opened.defer(async () => {
    await Promise.all([worker.drain(pace.drainMs), drain(pace.drainMs)]);
  });
  if (works) {
    worker.start();
    opened.defer(every(pace.sweepEveryMs, log, async () => (await sweep(desk)) > 0 && worker.nudge()));
    const looking = new AbortController();
    const looked = every(pace.lookEveryMs, log, () => lookAfter(desk, looking.signal));
    opened.defer(async () => {
      looking.abort();
      await looked();
    });
    opened.defer(every(pace.beatEveryMs, log, () => beat(desk)));
  }

  const ready = () => readiness(sqlOutside(desk), clock.now(), { telegram: bot.state(), alarm: alarmState() });
  const url = config.roles.includes('web') ? await openWeb() : null;
  let claim: string | null = null;
  if (config.roles.includes('bot')) {
    opened.defer(() => bot.stop());
    await bot.start();
    claim = await claimSentence(desk, adminTelegramIds, await botName(sqlOutside(desk)));
    if (claim !== null) log.warn({}, claim);
  }
  const closing = opened.move();
  return { desk, url, claim, readiness: ready, [Symbol.asyncDispose]: () => closing.disposeAsync() };

  async function openWeb(): Promise<string> {
    const server = createServer({
      log,
      readiness: ready,
      sandbox: config.sandbox,
      trustedProxies: config.trustedProxies,
      isSecure: config.siteUrl?.startsWith('https:') ?? false,
    });
    opened.defer(() => server.close());
    await registerEdge(server, config.sandbox ? null : EDGE_LIMITS);
    const reads = await openReads(orm, log, OPERATION_MS);
    opened.defer(() => reads.close());
    const token = sandbox ? await sandboxToken(sqlOutside(desk), ids.secret(24)) : config.adminApiToken;
    const playgroundToken = sandbox ? token : null;
    const graphql = await registerGraphql(server, {
      desk,
      authenticate: async ({ token: given }) => (given === null ? null : authenticateToken(desk, { token }, given)),
      playgroundToken,
      readsUntil: reads.until,
      introspection: config.sandbox ? 'everyone' : config.introspection,
      limits: config.sandbox ? null : API_LIMITS,
    });
    opened.defer(() => graphql.stop());
    await sandbox?.register(server, { root: PACKAGE_ROOT, graphqlToken: token ?? '' });
    registerMedia(server, { store: files, key: mediaKey, clock });
    await registerUpload(server, { desk, log, root: PACKAGE_ROOT });
    webAddress = await listen(server, config);
    return webAddress;
  }
}

/** Runs at once and then again and again, never twice at a time; returns what ends it. */
function every(ms: number, log: Log, work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const run = () => {
    running ??= work()
      .then(() => undefined)
      .catch((err: unknown) => log.warn({ err }, 'Recurring work failed and will run again'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(run, ms);
  run();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
