import { inspect } from 'node:util';
import { type Alarm, startAlarm } from '../../jobs/agenda.js';
import { deliverJob } from '../../jobs/deliver.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { createOrm } from '../../src/db/orm.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { createHttp } from '../../src/platforms/http.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import { telegramPlatform } from '../../src/platforms/telegram/platform.js';
import type { Log, Notices } from '../../src/ports.js';
import { systemClock as clock, systemIds as ids } from '../../src/system.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { createDispatch } from '../../src/usecases/dispatch.js';
import { sweep } from '../../src/usecases/sweep.js';
import { createWorker } from '../../src/usecases/worker.js';
import type { ChildOptions, FromChild, ToChild } from './desk-child.js';
import { makePoints } from './points.js';
import { PREPARATION, withPreparation } from './preparation.js';

// A process of its own, so that it can be killed and put to sleep: the desk's worker as `app.ts` ties it, seen through at every call.

const options: ChildOptions = JSON.parse(process.argv[2] ?? '');
const { apiRoot, token, leaseMs, concurrency, lookEveryMs, sweepEveryMs } = options;

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

let letGo = (): void => undefined;
const going = new Promise<void>((resolve) => {
  letGo = resolve;
});
const points = makePoints(options.stand, tell, () => going);

const http = points.watch(createHttp({ log }), (_method, [asked]) =>
  typeof asked === 'object' && asked !== null && 'name' in asked && asked.name === PREPARATION ? 'ask' : 'request',
);
const telegram = telegramPlatform({ apiRoot, token, http });
const { publisher } = telegram;
const prepared = options.prepares ? withPreparation(publisher, http, `${apiRoot}/bot${token}/getMe`) : publisher;
const platforms = new PlatformRegistry([{ ...telegram, publisher: points.watch(prepared, (method) => method) }]);

const orm = await createOrm(options.databaseUrl, log);
const media = await openDiskStore(options.mediaDir);
let alarm: Alarm | null = null;
const desk: Desk = { orm, platforms, media, clock, ids, log, wake: { ring: (id, at) => alarm?.ring(id, at) } };
const store = points.watch(new DeliveryStore(sqlOutside(desk), leaseMs), (method) =>
  method === 'markCommitting' ? 'mark' : method,
);

/** A card is a message with its id, sent past the points. */
const cards = telegramPlatform({ apiRoot, token, http: createHttp({ log }) }).publisher;
const notices: Notices = {
  send: ({ id: key, cardId }, signal) =>
    cards.commit({
      key,
      part: { name: 'main', text: `card ${cardId}`, entities: [], media: [] },
      earlier: [],
      target: String(options.cardsChat),
      checkpoint: null,
      media: (ref) => ({ ref, open: () => media.open(ref.hash) }),
      signal,
    }),
};
const worker = createWorker(
  { store, dispatch: createDispatch({ platforms, media, notices }), clock, ids, log, leaseMs },
  { concurrency, everyMs: lookEveryMs, works: true },
);
if (options.alarmUrl !== null) {
  alarm = startAlarm({
    store: { kind: 'postgres', url: options.alarmUrl },
    jobs: [deliverJob((id) => worker.ring(id))],
    log,
    clock,
    work: true,
    pace: { processEveryMs: 200, probeEveryMs: 400, retryFromMs: 50, retryToMs: 300 },
  });
}

process.on('message', (message: ToChild) => {
  if ('go' in message) letGo();
  if ('ring' in message) {
    for (const id of message.ring) worker.ring(id).catch((err: unknown) => log.warn({ err }, 'A ring failed'));
  }
  if ('alarm' in message) for (const id of message.alarm) alarm?.ring(id, new Date(message.at));
  if ('ask' in message) {
    const { up = false, connected = 0 } = alarm?.state() ?? {};
    void tell({ alarmUp: up, connected });
  }
});

worker.start();
void tell({ ready: true });

if (sweepEveryMs !== null) await sweepEvery(sweepEveryMs);

async function sweepEvery(ms: number): Promise<never> {
  const watched = points.watch({ sweep: () => sweep(desk) }, (name) => name);
  for (;;) {
    await watched
      .sweep()
      .then((moved) => moved > 0 && worker.nudge())
      .catch((err: unknown) => log.warn({ err }, 'A sweep failed and will run again'));
    await clock.sleep(ms);
  }
}
