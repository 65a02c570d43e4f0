import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createHttp, type HttpRequest } from '../../src/platforms/http.js';
import type { StreamedBody } from '../../src/platforms/http-wire.js';
import { collectingLog } from '../support/collecting-log.js';
import { everythingIn, failureOf } from '../support/platform-failure.js';
import { until } from '../support/until.js';

const SECRET = 'secret-in-the-address';
const MEGABYTE = 1024 * 1024;

describe('one request', () => {
  it.each([
    { status: 200, body: '{"a":1}', json: { a: 1 } },
    { status: 400, body: '{"error":"no"}', json: { error: 'no' } },
    { status: 500, body: '[]', json: [] },
    { status: 204, body: '', json: undefined },
  ])('returns JSON with status $status as it is', async ({ status, body, json }) => {
    const url = await serve((_request, reply) => reply.writeHead(status, { 'X-Seen': 'yes' }).end(body));
    const answer = await createHttp().request(ask(url));
    expect({ status: answer.status, seen: answer.headers['x-seen'], json: answer.json }).toEqual({
      status,
      seen: 'yes',
      json,
    });
  });

  it('sends JSON with its length and type', async () => {
    const seen: unknown[] = [];
    const url = await serve(async (request, reply) => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      seen.push(request.method, request.headers['content-type'], request.headers['content-length'], text);
      reply.end('{}');
    });
    await createHttp().request(ask(url, { json: { text: 'ґ' } }));
    expect(seen).toEqual(['POST', 'application/json', '13', '{"text":"ґ"}']);
  });

  it('goes where it is told, whatever proxies the environment names', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');
    const url = await serve((_request, reply) => reply.end('{}'));
    expect((await createHttp().request(ask(url))).status).toBe(200);
  });

  it('uses a connection again, and a new one after the other side closed it', async () => {
    let connections = 0;
    const server = createServer((_request, reply) => reply.end('{}'));
    server.on('connection', () => connections++);
    const url = await listen(server);
    const http = createHttp();
    await http.request(ask(url));
    await http.request(ask(url));
    expect(connections).toBe(1);
    server.closeIdleConnections();
    // Closed on their side; ours hears of it a moment later.
    await sleep(100);
    expect((await http.request(ask(url))).status).toBe(200);
    expect(connections).toBe(2);
  });

  it('reads no more than its limit of a packed answer', async () => {
    const url = await serve((_request, reply) =>
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50 * MEGABYTE, ' '))),
    );
    const error = await failureOf(createHttp().request(ask(url)));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'outage', effect: 'uncertain' });
  });
});

describe('a request that cannot have arrived', () => {
  it('is known by a host without an address', async () => {
    const error = await failureOf(createHttp().request(ask('http://copydesk.invalid')));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'network', effect: 'none' });
  });

  it('is known by a port where nobody listens', async () => {
    const server = createTcpServer();
    const url = await listen(server);
    server.close();
    const error = await failureOf(createHttp().request(ask(url)));
    expect(error.info).toMatchObject({ effect: 'none', code: 'ECONNREFUSED' });
  });

  it('is known by a server that speaks no TLS', async () => {
    let requests = 0;
    const url = await serve((_request, reply) => {
      requests++;
      reply.end('{}');
    });
    const error = await failureOf(createHttp().request(ask(url.replace('http:', 'https:'))));
    expect({ kind: error.kind, effect: error.info.effect, requests }).toEqual({
      kind: 'network',
      effect: 'none',
      requests: 0,
    });
  });

  it('is known by a TLS handshake that fails', async () => {
    const server = createTlsServer({});
    server.on('tlsClientError', () => undefined);
    const url = (await listen(server)).replace('http:', 'https:');
    const error = await failureOf(createHttp().request(ask(url)));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'network', effect: 'none' });
  });

  it('is known by a TLS handshake that nobody answers', async () => {
    const url = (await listen(createTcpServer(() => undefined))).replace('http:', 'https:');
    const error = await failureOf(createHttp().request(ask(url, { timeoutMs: 300 })));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'timeout', effect: 'none' });
  });

  it('is known by an address that is none', async () => {
    const error = await failureOf(createHttp().request(ask(`not an address/${SECRET}`)));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'bug', effect: 'none' });
  });
});

describe('an upload', () => {
  const SIZE = 64 * MEGABYTE;

  it('that is cut before its last byte had no effect', async () => {
    const url = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    const error = await failureOf(createHttp().request(ask(url, { body: zeros(SIZE) })));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'network', effect: 'none' });
  });

  it('that runs out of time before its last byte had no effect', async () => {
    const url = await listen(createTcpServer((socket) => socket.pause()));
    const error = await failureOf(createHttp().request(ask(url, { body: zeros(SIZE), timeoutMs: 500 })));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'timeout', effect: 'none' });
  });

  it('that is cut after its last byte may have had one', async () => {
    const url = await serve(async (request, reply) => {
      for await (const _chunk of request);
      reply.destroy();
    });
    const error = await failureOf(createHttp().request(ask(url, { body: zeros(SIZE) })));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'network', effect: 'uncertain' });
  });

  it('that is answered before it is finished gives the answer and lets the connection go', async () => {
    const server = createServer((_request, reply) => reply.writeHead(401).end('{"early":true}'));
    const url = await listen(server);
    let closed = false;
    const endless: StreamedBody = {
      ...zeros(SIZE),
      async *chunks() {
        try {
          yield Buffer.alloc(1000);
          await sleep(500);
          yield Buffer.alloc(SIZE - 1000);
        } finally {
          closed = true;
        }
      },
    };
    const answer = await createHttp().request(ask(url, { body: endless }));
    expect(answer).toMatchObject({ status: 401, json: { early: true } });
    // Sooner than the server would close it for being idle.
    await until('the connection is gone', async () => (await openConnections(server)) === 0, 3_000);
    await until('the file is closed', () => closed);
  });

  it('that goes on after its announced length may have had an effect', async () => {
    const url = await serve(async (request, reply) => {
      for await (const _chunk of request);
      await sleep(10_000, undefined, { ref: false });
      reply.end('{}');
    });
    const body: StreamedBody = {
      ...zeros(1000),
      async *chunks() {
        yield Buffer.alloc(1000);
        await sleep(200);
        yield Buffer.alloc(1);
      },
    };
    const error = await failureOf(createHttp().request(ask(url, { body })));
    expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'bug', effect: 'uncertain' });
  });

  it('closes its file when the connection is cut', async () => {
    let closed = false;
    const body: StreamedBody = {
      ...zeros(SIZE),
      async *chunks() {
        try {
          yield* zeros(SIZE).chunks();
        } finally {
          closed = true;
        }
      },
    };
    const url = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    const error = await failureOf(createHttp().request(ask(url, { body })));
    await until('the file is closed', () => closed);
    expect(error.kind).toBe('network');
  });
});

describe('the secret of an address', () => {
  const { log, lines } = collectingLog();
  afterEach(() => {
    lines.length = 0;
  });

  it.each([
    { name: 'an answer that quotes it', start: () => serve((request, reply) => reply.end(`<p>${request.url}</p>`)) },
    { name: 'a cut connection', start: () => serve((_request, reply) => reply.destroy()) },
    { name: 'an address that is none', start: () => Promise.resolve('http://[') },
    {
      name: 'a redirect',
      start: () => serve((request, reply) => reply.writeHead(301, { location: request.url }).end('moved')),
    },
    { name: 'a broken head', start: () => listen(createTcpServer((socket) => socket.end(`${SECRET}\r\n\r\n`))) },
  ])('is in no error and no log after $name', async ({ start }) => {
    const http = createHttp({ log });
    const error = await failureOf(
      http.request(ask(`${await start()}/${SECRET}`, { headers: { authorization: SECRET } })),
    );
    const all = everythingIn(error) + lines.join();
    expect(lines).toHaveLength(1);
    expect(all).toContain('Test request');
    expect(all).not.toContain(SECRET);
  });
});

function ask(url: string, change: Partial<HttpRequest> = {}): HttpRequest {
  return {
    name: 'Test request',
    method: 'POST',
    url,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    ...change,
  };
}

function zeros(length: number): StreamedBody {
  return {
    type: 'application/octet-stream',
    length,
    async *chunks() {
      for (let left = length; left > 0; left -= 64 * 1024) yield Buffer.alloc(Math.min(left, 64 * 1024));
    },
  };
}

function serve(listener: RequestListener): Promise<string> {
  return listen(createServer(listener));
}

/** Listens until the test is over; whoever is connected then is cut off. */
async function listen(server: TcpServer): Promise<string> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    vi.unstubAllEnvs();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

function openConnections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
