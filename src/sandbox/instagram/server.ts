import { fastify } from 'fastify';
import { instagramRoutes } from './routes.js';
import type { InstagramWorld } from './world.js';

export interface InstagramServer {
  /** Without a slash at its end: what `graph.instagram.com` is, and the root of the page's side. */
  readonly url: string;
  /** Ends everything that is open; the world lives on. */
  close(): Promise<void>;
}

/** The simulated Instagram standing alone. */
export async function startInstagramServer(options: {
  world: InstagramWorld;
  host?: string;
  port?: number;
}): Promise<InstagramServer> {
  const { world, host = '127.0.0.1', port = 0 } = options;
  const app = fastify({ forceCloseConnections: true });
  await app.register(instagramRoutes(world));
  await app.listen({ host, port });
  const address = app.server.address();
  if (typeof address !== 'object' || !address) throw new Error('the simulated Instagram listens on no port');
  return { url: `http://${host}:${address.port}`, close: () => app.close() };
}
