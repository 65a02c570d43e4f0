import { once } from 'node:events';
import { inspect } from 'node:util';
import { type Alarm, startAlarm } from '../../jobs/agenda.js';
import { deliverJob } from '../../jobs/deliver.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { createOrm } from '../../src/db/orm.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { createHttp } from '../../src/platforms/http.js';
import { createPlatforms } from '../../src/platforms/index.js';
import type { Log, Notices } from '../../src/ports.js';
import { systemClock, systemIds } from '../../src/system.js';
import type { Desk } from '../../src/usecases/desk.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { createDispatch } from '../../src/usecases/dispatch.js';
import { sweep } from '../../src/usecases/sweep.js';
import { createWorker } from '../../src/usecases/worker.js';
import type { ChildOptions, FromChild, ToChild } from './desk-child.js';
import { makePoints } from './points.js';
import { withPreparation } from './preparation.js';

// A process of its own, so that it can be killed and put to sleep: the desk's worker as `app.ts` ties it, seen through at every call.

const options: ChildOptions = JSON.parse(process.argv[2] ?? '');
// Returns when the message is on its way, so that a process that stops or dies at once has told it.
const tell = (message: FromChild): Promise<void> =>
  new Promise((sent) => void process.send?.(message, undefined, undefined, () => sent()));
const note =
  (level: string) =>
  (fields: object, sentence: string): void =>
    void tell({ log: `${level} ${sentence} ${inspect(fields, { depth: 4, breakLength: Infinity })}` });
const log: Log = { debug: () => undefined, info: note('info'), warn: note('warn'), error: note('error'), child: () => log };

const clock = systemClock;
const { apiRoot, token, leaseMs, concurrency } = options;
const going = once(process, 'desk:go');
const points = makePoints(options.stand, tell, async () => void (await going));

const http = points.watch(createHttp({ log }), (_method, [request]) =>
  typeof request === 'object' && request !== null && Reflect.get(request, 'name') === 'getMe' ? 'ask' : 'request',
);
const platforms = createPlatforms({ telegram: { apiRoot, token }, http });
const telegram = platforms.get('telegram');
const plain = telegram.publisher;
const publisher = options.prepares ? withPreparation(plain, { http, url: `${apiRoot}/bot${token}/getMe` }) : plain;
const watched = points.watch(publisher, (method) => method);
const seen = { ...telegram, publisher: options.prepares ? watched : { commit: watched.commit.bind(watched) } };

const orm = await createOrm(options.databaseUrl, log);
const media = await openDiskStore(options.mediaDir);
let alarm: Alarm | null = null;
const desk: Desk = { orm, platforms, media, clock, ids: systemIds, log, wake: { ring: (id, at) => alarm?.ring(id, at) } };
const store = points.watch(new DeliveryStore(sqlOutside(desk), leaseMs), (method) =>
  method === 'markCommitting' ? 'mark' : method,
);

/** Cards are shown by their id, past the points. */
const cards = createPlatforms({ telegram: { apiRoot, token }, http: createHttp({ log }) }).get('telegram').publisher;
const notices: Notices = {
  send: ({ id, cardId }, signal) =>
    cards.commit({
      key: id,
      part: { name: 'main', text: `card ${cardId}`, entities: [], media: [] },
      earlier: [],
      target: String(options.cardsChat),
      checkpoint: null,
      media: (ref) => ({ ref, open: () => media.open(ref.hash) }),
      signal,
    }),
};
const registry = points.watch({ sweep: () => sweep(desk) }, (name) => name);
const dispatch = createDispatch({ platforms: new (platforms.constructor as typeof import('../../src/platforms/registry.js').PlatformRegistry)([seen]), media, notices });
const worker = createWorker(
  { store, dispatch, clock, ids: systemIds, log, leaseMs },
  { concurrency, everyMs: options.lookEveryMs, works: true },
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
