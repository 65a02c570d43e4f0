import { connect } from 'node:net';
import { EventEmitter, once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { createServer, listen } from '../../src/http/server.js';
import type { Readiness } from '../../src/reads/readiness.js';
import { StartError } from '../../src/start-error.js';
import { collectingLog } from '../support/collecting-log.js';

const READY: Readiness = { ready: true, parts: { postgres: { ok: true, required: true } } };

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface Wanted {
  readonly sandbox?: boolean;
  readonly readiness?: () => Promise<Readiness>;
  readonly routes?: (server: FastifyInstance) => void;
}

async function start({ sandbox = false, readiness = async () => READY, routes }: Wanted = {}) {
  const { log, lines } = collectingLog();
  const server = createServer({ log, readiness, sandbox });
  open.push(server);
  routes?.(server);
  return { url: await listen(server, { host: '127.0.0.1', port: 0 }), server, lines };
}

const echo = (server: FastifyInstance) => server.post('/api/echo', async ({ body }) => ({ body }));

describe('every answer', () => {
  test('carries headers against framing, sniffing, caching and referrers, and the id of its request', async () => {
    const { url } = await start();
    for (const path of ['/', '/healthz', '/nothing', '/%zz']) {
      const { headers } = await fetch(url + path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringMatching(/default-src 'none'; frame-ancestors 'none'/),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
    }
    expect((await fetch(url)).headers.get('x-request-id')).toBeTruthy();
  });

  test('says that it may be asked again where the database is away', async () => {
    const { url } = await start({
      routes: (server) =>
        server.get('/api/away', () => {
          throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
        }),
    });
    const response = await fetch(`${url}/api/away`);
    expect([response.status, Number(response.headers.get('retry-after'))]).toEqual([503, expect.any(Number)]);
    expect(await response.text()).toMatch(/^\{"error":"The database cannot be reached at this moment: .*"\}$/);
  });

  test('of a failure is a sentence without internals; the log has the rest under the same id', async () => {
    const { url, lines } = await start({
      routes: (server) =>
        server.get('/api/broken', () => {
          throw new Error('connect ECONNREFUSED postgres://secret@db');
        }),
    });
    const response = await fetch(`${url}/api/broken?code=one-time-code`);
    const text = await response.text();
    const id = response.headers.get('x-request-id') ?? '';
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toEqual({ error: expect.stringContaining(`request ${id}.`) });
    expect(text).not.toMatch(/ECONNREFUSED|secret|\bat .*\.ts/);
    expect(lines.join('\n')).toContain('ECONNREFUSED');
    expect(lines.join('\n')).not.toContain('one-time-code');
  });

  test.each([
    ['nothing there', 'GET', '/nothing', undefined, 404, 'There is nothing at this address.'],
    ['no such method', 'DELETE', '/healthz', undefined, 404, 'There is nothing at this address.'],
    ['an address that is none', 'GET', '/%zz', undefined, 400, expect.stringContaining('could not be read')],
    ['a body that is no JSON', 'POST', '/api/echo', '{"a":', 400, expect.stringContaining('could not be read')],
    [
      'a body of over a mebibyte',
      'POST',
      '/api/echo',
      JSON.stringify('x'.repeat(2 ** 20)),
      413,
      'The request is too large.',
    ],
  ] as const)('to %s is a sentence', async (_name, method, path, body, status, error) => {
    const { url } = await start({ routes: echo });
    const json = { headers: { 'content-type': 'application/json' }, body: body ?? null };
    const response = await fetch(url + path, { method, ...(body !== undefined && json) });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error });
  });

  test('to an unknown content type is a sentence', async () => {
    const { url } = await start({ routes: echo });
    const response = await fetch(`${url}/api/echo`, { method: 'POST', headers: { 'content-type': 'a/b' }, body: 'x' });
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual({ error: expect.stringContaining('content type') });
  });

  test.each(['/api/echo', '/api/echo/'])('a route answers at %s', async (path) => {
    const { url } = await start({ routes: echo });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url + path, { method: 'POST', headers, body: '1' });
    expect(await response.json()).toEqual({ body: 1 });
  });
});

describe('operators', () => {
  test('a real desk says at / what it is; the sandbox leaves / to its page', async () => {
    const real = await fetch((await start()).url);
    expect(real.status).toBe(200);
    expect(await real.text()).toMatch(/^This is Copydesk, /);
    expect((await fetch((await start({ sandbox: true })).url)).status).toBe(404);
  });

  test('/readyz is 200 or 503 with what is ready and what is not', async () => {
    let found = READY;
    const { url } = await start({ readiness: async () => found });
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, READY]);
    found = { ready: false, parts: { postgres: { ok: false, required: true, detail: 'Away.' } } };
    const not = await fetch(`${url}/readyz`);
    expect([not.status, await not.json()]).toEqual([503, found]);
  });

  test('/readyz is 503 where the check hangs, asks once for many callers, and leaves /healthz alone', async () => {
    let asked = 0;
    const { url } = await start({
      readiness: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
    });
    const all = Promise.all([1, 2, 3].map(() => fetch(`${url}/readyz`)));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await all).map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(asked).toBe(1);
  });
});

// What `fetch` does not let one say.
async function raw(url: string, head: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(`${head}\r\nConnection: close\r\n\r\n`);
  let text = '';
  socket.on('data', (data) => (text += data.toString()));
  await once(socket, 'close');
  return text.split('\r\n', 1)[0] ?? '';
}

describe('the sandbox', () => {
  test.each([
    ['Host: 127.0.0.1:3000', '200'],
    ['Host: localhost:3000', '200'],
    ['Host: [::1]:3000', '200'],
    ['Host: localhost:3000\r\nOrigin: http://localhost:3000', '200'],
    ['Host: attacker.example', '403'],
    ['Host: 127.0.0.1.attacker.example:3000', '403'],
    ['Host: localhost:3000\r\nOrigin: https://attacker.example', '403'],
    ['Host: localhost:3000\r\nOrigin: null', '403'],
  ])('answers only to loopback: %j is %s', async (head, status) => {
    const { url } = await start({ sandbox: true });
    expect(await raw(url, `GET /healthz HTTP/1.1\r\n${head}`)).toContain(` ${status} `);
  });

  test('a real desk answers to any name', async () => {
    const { url } = await start();
    expect(await raw(url, 'GET /healthz HTTP/1.1\r\nHost: desk.example')).toContain(' 200 ');
  });
});

describe('begin and end', () => {
  test('a taken port is a sentence', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    const second = createServer({ log: collectingLog().log, readiness: async () => READY, sandbox: false });
    open.push(second);
    const refused = listen(second, { host: '127.0.0.1', port });
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(`Port ${port} is taken`);
  });

  test('it closes although a client holds a connection and one asks without end', async () => {
    const inside = new EventEmitter();
    const { url, server } = await start({
      routes: (it) =>
        it.get('/api/slow', () => {
          inside.emit('asked');
          return new Promise(() => undefined);
        }),
    });
    const asked = once(inside, 'asked');
    const slow = fetch(`${url}/api/slow`).then(
      () => 'answered',
      () => 'ended',
    );
    const idle = connect(Number(new URL(url).port), '127.0.0.1');
    idle.on('error', () => undefined);
    await asked;
    await server.close();
    expect(await slow).toBe('ended');
    idle.destroy();
  }, 10_000);
});
