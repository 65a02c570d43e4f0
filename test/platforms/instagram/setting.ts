import { once } from 'node:events';
import { createServer } from 'node:http';
import type { MediaRef } from '../../../src/domain/content.js';
import { createHttp } from '../../../src/platforms/http.js';
import { instagramPlatform } from '../../../src/platforms/instagram/platform.js';
import type { AccountView, Platform } from '../../../src/platforms/platform.js';
import { startInstagramServer } from '../../../src/sandbox/instagram/server.js';
import {
  createInstagramWorld,
  type InstagramWorld,
  type InstagramWorldOptions,
} from '../../../src/sandbox/instagram/world.js';
import type { Clock } from '../../../src/ports.js';

export const TOKEN = 'IGAAcontract-token-that-must-not-be-seen-1234';
/** A double makes 17841405793187216 of it. */
export const USER_ID = '17841405793187217';
export const OTHER_ID = '17841405793187219';
export const OTHER_TOKEN = 'IGAAother-account-token-1234567890';
export const ACCOUNT: AccountView = { id: 'account', externalId: USER_ID, username: 'dailybean' };
export const VERSION = 'v25.0';

export const SEED: InstagramWorldOptions['seed'] = {
  accounts: [
    {
      userId: USER_ID,
      appScopedId: '25412345678901234',
      username: 'dailybean',
      name: 'Daily Bean',
      accountType: 'BUSINESS',
      tokens: [
        { token: TOKEN, kind: 'good' },
        { token: 'IGAAexpired-token-1234567890', kind: 'expired' },
        { token: 'IGAAreading-token-1234567890', kind: 'reading' },
        { token: 'EAAGpage-token-1234567890', kind: 'page' },
        { token: 'IGAApage-in-disguise-1234567890', kind: 'page' },
      ],
    },
    {
      userId: OTHER_ID,
      appScopedId: '25412345678901299',
      username: 'other',
      name: 'Other',
      accountType: 'BUSINESS',
      tokens: [{ token: OTHER_TOKEN, kind: 'good' }],
    },
    {
      userId: '17841405793187221',
      appScopedId: '25412345678901300',
      username: 'private',
      name: 'Private',
      accountType: 'PERSONAL',
      tokens: [{ token: 'IGAApersonal-token-1234567890', kind: 'good' }],
    },
  ],
};

/** Stands where it is put, so that ages are exact. */
export class TestClock implements Pick<Clock, 'now'> {
  private ms = Date.parse('2026-11-21T12:00:00.500Z');
  now = (): Date => new Date(this.ms);
  pass(ms: number): void {
    this.ms += ms;
  }
}

export interface MediaServer extends AsyncDisposable {
  /** Where these bytes can be fetched. */
  serve(name: string, bytes: Buffer, type?: string): string;
  urlOf(name: string): string;
}

export async function startMediaServer(): Promise<MediaServer> {
  const served = new Map<string, { bytes: Buffer; type: string }>();
  const server = createServer((request, reply) => {
    const found = served.get((request.url ?? '').slice(1));
    if (found) reply.writeHead(200, { 'content-type': found.type }).end(found.bytes);
    else reply.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the media server has no port');
  const urlOf = (name: string): string => `http://127.0.0.1:${address.port}/${name}`;
  return {
    urlOf,
    serve(name, bytes, type = 'application/octet-stream') {
      served.set(name, { bytes, type });
      return urlOf(name);
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

export type Setting = Awaited<ReturnType<typeof createSetting>>;

/** A simulated Instagram, a server of media, and the adapter between them. */
export async function createSetting(options: Partial<InstagramWorldOptions> & { clock?: TestClock } = {}) {
  const clock = options.clock ?? new TestClock();
  const media = await startMediaServer();
  const world: InstagramWorld = createInstagramWorld({
    dir: null,
    seed: SEED,
    processingMs: { image: 0, video: 0 },
    ...options,
    clock,
  });
  const server = await startInstagramServer({ world });
  const platform: Platform = instagramPlatform({
    apiUrl: server.url,
    version: VERSION,
    http: createHttp(),
    clock,
    mediaIsPublic: true,
  });
  return {
    clock,
    media,
    world,
    url: server.url,
    platform,
    handle: ({ hash, mime, size }: MediaRef) => ({
      hash,
      mime,
      size,
      open: () => {
        throw new Error('Instagram takes no uploads');
      },
      publicUrl: () => media.urlOf(hash),
    }),
    async [Symbol.asyncDispose]() {
      await server.close();
      world.close();
      await media[Symbol.asyncDispose]();
    },
  };
}
