import { inspect } from 'node:util';
import { type Alarm, startAlarm } from '../../jobs/agenda.js';
import { deliverJob } from '../../jobs/deliver.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { createOrm } from '../../src/db/orm.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';
import { createHttp } from '../../src/platforms/http.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import { telegramPlatform } from '../../src/platforms/telegram/platform.js';
import type { Log, Notices } from '../../src/ports.js';
import { Deferred } from '../../src/sandbox/telegram/deferred.js';
import { systemClock as clock, systemIds as ids } from '../../src/system.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { createDispatch } from '../../src/usecases/dispatch.js';
import { sweep } from '../../src/usecases/sweep.js';
import { createWorker, type Worker } from '../../src/usecases/worker.js';
import { testVault } from '../support/vault.js';
import type { ChildOptions, FromChild, Runner, Stand, ToChild } from './desk-child.js';
import { gather, makePoints, type Points } from './points.js';
import { PREPARATION, withPreparation } from './preparation.js';

// A process of its own, so that it can be killed and put to sleep: workers of the desk as `app.ts` ties them, each seen through at
// every call. Several in one process die at the same moment, each at another one of its awaits.

const options: ChildOptions = JSON.parse(process.argv[2] ?? '');
const { apiRoot, token, leaseMs, concurrency, lookEveryMs: everyMs, sweepEveryMs } = options;

/** Resolves when the message is on its way, so that a process that stops or dies at once has told it. */
const tell = (message: FromChild): Promise<void> =>
  new Promise((sent) => void process.send?.(message, undefined, undefined, () => sent()));
const note =
  (level: string) =>
  (fields: object, sentence: string): void =>
    void tell({ log: `${level} ${sentence} ${inspect(fields, { depth: 4, breakLength: Infinity })}` });
const log: Log = {
  debug: () => undefined,
  info: note('info'),
  warn: note('warn'),
  error: note('error'),
  child: () => log,
};

const going = new Deferred<void>();
const standing = (act: Stand['act']): number => options.runners.filter(({ stand }) => stand?.act === act).length;
const dying = gather(standing('kill'), async () => void process.kill(process.pid, 'SIGKILL'));
const sleeping = gather(standing('stop'), async () => {
  await tell({ stands: true });
  process.kill(process.pid, 'SIGSTOP');
});

const orm = await createOrm(options.databaseUrl, log);
const media = openMediaRoom(await openDiskStore(options.mediaDir));
const telegram = telegramPlatform({ apiRoot, token, http: createHttp({ log }) });
let alarm: Alarm | null = null;
const wake = { ring: (id: string, at: Date) => alarm?.ring(id, at) };
const platforms = new PlatformRegistry([telegram]);
const desk: Desk = { orm, platforms, media, vault: testVault, clock, ids, log, wake };

/** A card is a message with its id, sent past the points; what is only said is said to nobody. */
const notices: Notices = {
  request: () => Promise.resolve(null),
  async send({ cardId }, signal) {
    if (cardId === null) return { kind: 'published' };
    return telegram.publisher.commit({
      key: `card ${cardId}`,
      part: { name: 'main', text: `card ${cardId}`, entities: [], media: [] },
      earlier: [],
      target: String(options.cardsChat),
      checkpoint: null,
      media: ({ hash, mime, size }) => ({ hash, mime, size, open: () => media.open(hash), publicUrl: () => null }),
      signal,
    });
  },
};

const crew = options.runners.map((runner, index) => {
  const points = makePoints({
    stand: runner.stand,
    called: (call) => tell({ call, runner: index }),
    async stands(act) {
      if (act !== 'hold') return (act === 'kill' ? dying : sleeping).arrive();
      await tell({ stands: true });
      return going.promise;
    },
    async others() {
      const act = runner.stand?.act;
      if (act === 'kill' || act === 'stop') await (act === 'kill' ? dying : sleeping).others();
    },
  });
  return { points, worker: hire(runner, points) };
});

function hire({ only, prepares }: Runner, points: Points): Worker {
  const http = points.watch(createHttp({ log }), (_method, [asked]) =>
    typeof asked === 'object' && asked !== null && 'name' in asked && asked.name === PREPARATION ? 'ask' : 'request',
  );
  const own = telegramPlatform({ apiRoot, token, http });
  const prepared = prepares ? withPreparation(own.publisher, http, `${apiRoot}/bot${token}/getMe`) : own.publisher;
  const publisher = points.watch(prepared, (method) => method);
  const all = new DeliveryStore(sqlOutside(desk), leaseMs);
  const store = points.watch(only ? ofThese(all, only) : all, (name) => (name === 'markCommitting' ? 'mark' : name));
  const dispatch = createDispatch({
    ...desk,
    platforms: new PlatformRegistry([{ ...own, publisher }]),
    sql: sqlOutside(desk),
    notices,
  });
  return createWorker({ store, dispatch, wake, clock, ids, log, leaseMs }, { concurrency, everyMs, works: true });
}

/** Finds only these due. */
function ofThese(store: DeliveryStore, deliveries: readonly string[]): DeliveryStore {
  const claimDue: DeliveryStore['claimDue'] = async (_limit, now) => {
    for (const id of deliveries) {
      const claimed = await store.claim(id, now);
      if (claimed) return [claimed];
    }
    return [];
  };
  return new Proxy(store, {
    get(inner, key) {
      const member: unknown = key === 'claimDue' ? claimDue : Reflect.get(inner, key, inner);
      return typeof member === 'function' ? member.bind(inner) : member;
    },
  });
}

const [first] = crew;
if (options.alarmUrl !== null) {
  alarm = startAlarm({
    store: { kind: 'postgres', url: options.alarmUrl },
    jobs: [deliverJob(async (id) => first?.worker.ring(id))],
    log,
    clock,
    work: true,
    pace: { processEveryMs: 200, probeEveryMs: 400, retryFromMs: 50, retryToMs: 300 },
  });
}

process.on('message', (message: ToChild) => {
  if ('go' in message) going.resolve();
  if ('ring' in message) {
    for (const id of message.ring) first?.worker.ring(id).catch((err: unknown) => log.warn({ err }, 'A ring failed'));
  }
  if ('alarm' in message) for (const id of message.alarm) alarm?.ring(id, new Date(message.at));
  if ('ask' in message) {
    const { up = false, connected = 0 } = alarm?.state() ?? {};
    void tell({ alarmUp: up, connected });
  }
});

// Nobody is left to tell: the test ended in a hurry.
process.on('disconnect', () => process.exit(1));

for (const { worker } of crew) worker.start();
void tell({ ready: true });
if (sweepEveryMs !== null) await sweepEvery(sweepEveryMs);

async function sweepEvery(ms: number): Promise<never> {
  const sweeping = { sweep: () => sweep(desk) };
  const watched = first?.points.watch(sweeping, (name) => name) ?? sweeping;
  for (;;) {
    await watched
      .sweep()
      .then((moved) => moved > 0 && first?.worker.nudge())
      .catch((err: unknown) => log.warn({ err }, 'A sweep failed and will run again'));
    await clock.sleep(ms);
  }
}
