import { create } from 'axios';
import { createBot } from '../../bot/bot.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import type { Platform } from '../../src/platforms/platform.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import type { MediaRoom } from '../../src/ports.js';
import { systemClock, systemIds } from '../../src/system.js';
import type { Desk } from '../../src/usecases/desk.js';
import { createDispatch } from '../../src/usecases/dispatch.js';
import { createWorker } from '../../src/usecases/worker.js';
import { quietLog } from '../support/log.js';
import { testVault } from '../support/vault.js';
import type { BareBotApi } from './bot-api.js';
import type { BenchDatabase } from './database.js';
import type { BareNetwork } from './network.js';

export const CONCURRENCY = 40;
const LEASE_MS = 60_000;

/** The product's worker with its store, on a network that takes a post in one request; cards are sent to the bare Bot API. */
export function startProductWorker(db: BenchDatabase, network: BareNetwork, botApi: BareBotApi): () => Promise<void> {
  const desk: Desk = {
    ...benchDesk(db),
    platforms: new PlatformRegistry([oneRequest(network)]),
    wake: { ring: () => worker.nudge() },
  };
  const { notices } = createBot({ desk, token: botApi.token, apiRoot: botApi.url, log: quietLog });
  const worker = createWorker(
    {
      store: new DeliveryStore(db.sql, LEASE_MS, db.run),
      dispatch: createDispatch({ ...desk, sql: db.sql, notices }),
      wake: desk.wake,
      clock: systemClock,
      ids: systemIds,
      log: quietLog,
      leaseMs: LEASE_MS,
    },
    { concurrency: CONCURRENCY, everyMs: 500, works: true },
  );
  worker.start();
  return () => worker.drain(5_000);
}

/** A desk that only its rows matter to. */
export function benchDesk({ orm }: BenchDatabase): Desk {
  return {
    orm,
    platforms: new PlatformRegistry([]),
    media: NO_MEDIA,
    vault: testVault,
    clock: systemClock,
    ids: systemIds,
    wake: { ring: () => undefined },
    log: quietLog,
  };
}

function oneRequest(network: BareNetwork): Platform {
  const client = create({ timeout: 10_000, httpAgent: network.agent });
  return {
    id: 'telegram',
    capabilities: { name: 'Bench', textMax: 4096, captionMax: 1024, media: [] },
    render: (content) => ({ parts: [{ name: 'main', ...content }] }),
    preflight: () => [],
    publisher: {
      async commit({ key, part }) {
        await client.post(`${network.url}/${key}`, { text: part.text });
        return { kind: 'published', remoteId: '1' };
      },
    },
  };
}

const NO_MEDIA: MediaRoom = { take: noMedia, shipment: noMedia, open: noMedia, publicUrl: noMedia };

function noMedia(): never {
  throw new Error('The bench has no media');
}
