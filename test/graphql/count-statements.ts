import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface StatementCounter extends AsyncDisposable {
  /** The same database, by way of the counter. */
  readonly url: string;
  /** Statements that the server was asked to run since the last call. */
  take(): number;
}

/** Counts what really goes to PostgreSQL: reads its protocol between client and server. */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  const proxy = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const read = frontendReader(() => (count += 1));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
    near.on('data', read);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    take() {
      const taken = count;
      count = 0;
      return taken;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;
/** A simple query, and the execution of a prepared one. */
const RUNS = new Set(['Q', 'E']);

/** Messages after the first (which has no type) are a type, a length that counts itself, and content. */
function frontendReader(run: () => void): (data: Buffer) => void {
  let rest = Buffer.alloc(0);
  let started = false;
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const typeBytes = started ? TYPE_BYTES : 0;
      if (rest.length < typeBytes + LENGTH_BYTES) return;
      const size = typeBytes + rest.readUInt32BE(typeBytes);
      if (rest.length < size) return;
      if (started && RUNS.has(rest.toString('latin1', 0, TYPE_BYTES))) run();
      started = true;
      rest = rest.subarray(size);
    }
  };
}
