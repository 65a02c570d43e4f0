import { Agent, createServer } from 'node:http';

export interface BareNetwork {
  readonly url: string;
  /** When each key was first asked for, in `performance.now()` milliseconds; keys asked for twice are in `doubled`. */
  readonly seen: Map<string, number>;
  readonly doubled: Set<string>;
  /** Keeps connections: both sides of the comparison use the same. */
  readonly agent: Agent;
  close(): Promise<void>;
}

/** A network that takes one request per post, has no limits and answers at once. */
export async function startBareNetwork(): Promise<BareNetwork> {
  const seen = new Map<string, number>();
  const doubled = new Set<string>();
  const server = createServer((request, response) => {
    const key = request.url ?? '';
    if (seen.has(key)) doubled.add(key);
    else seen.set(key, performance.now());
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}'));
  });
  // A kept connection that the server closes just as it is used again would be a lost request of the bench's own.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The network has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    doubled,
    agent: new Agent({ keepAlive: true }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
