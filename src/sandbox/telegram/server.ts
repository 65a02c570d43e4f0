import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { telegramRoutes } from './routes.js';
import type { TelegramWorld } from './world.js';

export interface TelegramServer {
  /** Without a slash at its end: a Bot API root, and the root of the people's side. */
  url: string;
  /** Ends everything that is open; the world lives on. */
  close(): Promise<void>;
}

/** The simulated Telegram standing alone. */
export async function startTelegramServer(options: {
  world: TelegramWorld;
  host?: string;
  port?: number;
}): Promise<TelegramServer> {
  const { world, host = '127.0.0.1', port = 0 } = options;
  const app = fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 * 1024 });
  await app.register(telegramRoutes(world));
  await app.listen({ host, port });
  return { url: `http://${host}:${portOf(app.server.address())}`, close: () => app.close() };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address) return address.port;
  throw new Error('the simulated Telegram listens on no port');
}
