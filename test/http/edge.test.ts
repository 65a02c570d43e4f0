import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { EDGE_LIMITS, type EdgeLimits, registerEdge } from '../../src/http/edge.js';
import { createServer, listen, type ServerOptions } from '../../src/http/server.js';
import { quietLog } from '../support/log.js';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface Wanted extends Partial<EdgeLimits> {
  readonly server?: Partial<ServerOptions>;
  readonly routes?: (server: FastifyInstance) => void;
}

async function start({ server: options, routes, ...limits }: Wanted = {}): Promise<string> {
  const server = createServer({
    log: quietLog,
    readiness: async () => ({ ready: true, parts: {} }),
    sandbox: false,
    ...options,
  });
  open.push(server);
  await registerEdge(server, { ...EDGE_LIMITS, ...limits });
  server.get('/login/:code', async ({ ip }) => ({ ip }));
  for (const path of ['/metrics', '/upload/:token']) server.get(path, async () => ({}));
  server.post('/api/telegram/webhook', async () => ({ ok: true }));
  routes?.(server);
  return listen(server, { host: '127.0.0.1', port: 0 });
}

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

const statusOf = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).status;

describe('under more than it can do', () => {
  test('the server turns away what can come again, and nothing else', async () => {
    const finishing = new EventEmitter();
    const finished = once(finishing, 'finish');
    let inside = 0;
    const url = await start({
      underWay: 2,
      routes: (server) =>
        server.get('/api/slow', async () => {
          inside += 1;
          await finished;
          return {};
        }),
    });
    const slow = [1, 2].map(() => statusOf(`${url}/api/slow`));
    await expect.poll(() => inside).toBe(2);
    const away = await fetch(`${url}/api/slow`);
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await away.json()).toEqual({ error: expect.stringContaining('try again') });
    expect(await statusOf(`${url}/healthz`)).toBe(200);
    expect(await statusOf(`${url}/readyz`)).toBe(200);
    expect(await statusOf(`${url}/api/telegram/webhook`, { method: 'POST' })).toBe(200);
    finishing.emit('finish');
    expect(await Promise.all(slow)).toEqual([200, 200]);
    // A place is free once the connection has let go of it.
    await expect.poll(() => statusOf(`${url}/api/slow`)).toBe(200);
  });

  test('whoever gave up waiting takes no place', async () => {
    const url = await start({
      underWay: 1,
      routes: (server) => server.get('/api/never', () => new Promise(() => undefined)),
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET /api/never HTTP/1.1\r\nHost: desk\r\n\r\n');
    await expect.poll(() => statusOf(`${url}/`)).toBe(503);
    socket.destroy();
    await expect.poll(() => statusOf(`${url}/`)).toBe(200);
  });

  test('a loop that lags behind turns requests away until it has caught up', async () => {
    const url = await start({ lagMs: 20 });
    const blocking = setInterval(() => {
      const end = performance.now() + 100;
      while (performance.now() < end);
    }, 1);
    try {
      await expect.poll(() => statusOf(`${url}/`)).toBe(503);
      expect(await statusOf(`${url}/healthz`)).toBe(200);
    } finally {
      clearInterval(blocking);
    }
    await expect.poll(() => statusOf(`${url}/`)).toBe(200);
  });
});

describe('login', () => {
  test('is tried ten times a minute from one address, then 429 says when to come again', async () => {
    const url = await start();
    const tries: number[] = [];
    for (let i = 0; i < 10; i++) tries.push(await statusOf(`${url}/login/guess-${i}`));
    expect(new Set(tries)).toEqual(new Set([200]));
    const held = await fetch(`${url}/login/right`);
    expect(held.status).toBe(429);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await held.json()).toEqual({ error: expect.stringMatching(/^Too many tries: come again in \d+ s\.$/) });
    expect(await statusOf(`${url}/`)).toBe(200);
  });

  test('an address that anybody may claim does not count; that which a trusted proxy names does', async () => {
    const plain = await start({ logins: 1 });
    expect(await statusOf(`${plain}/login/a`, from('10.0.0.1'))).toBe(200);
    expect(await statusOf(`${plain}/login/b`, from('10.0.0.2'))).toBe(429);
    const behind = await start({ logins: 1, server: { trustedProxies: ['127.0.0.0/8'] } });
    expect(await (await fetch(`${behind}/login/a`, from('10.0.0.1'))).json()).toEqual({ ip: '10.0.0.1' });
    expect(await statusOf(`${behind}/login/b`, from('10.0.0.2'))).toBe(200);
    expect(await statusOf(`${behind}/login/c`, from('10.0.0.1'))).toBe(429);
  });
});

describe('what is asked with a secret that may be a guess', () => {
  test.each([
    ['/metrics', { authorization: 'Bearer guess' }],
    ['/upload/guess', {}],
  ])('%s is bounded for one address', async (path, headers: Record<string, string>) => {
    const url = await start({ guesses: 2 });
    for (const status of [200, 200, 429]) expect(await statusOf(url + path, { headers })).toBe(status);
    expect((await fetch(url + path, { headers })).headers.get('retry-after')).toMatch(/^\d+$/);
    // Who scrapes from nearby asks nothing of Postgres that is not kept.
    expect(await statusOf(`${url}/metrics`)).toBe(200);
  });

  test('the addresses that one connection of version 6 has to choose from are one', async () => {
    const url = await start({ guesses: 1, server: { trustedProxies: ['127.0.0.0/8'] } });
    const ask = (address: string) => statusOf(`${url}/upload/guess`, from(address));
    expect(await ask('2001:db8:1:2::1')).toBe(200);
    expect(await ask('2001:db8:1:2:ffff::9')).toBe(429);
    expect(await ask('2001:db8:1:3::1')).toBe(200);
  });
});

describe('https only', () => {
  test.each(['/', '/healthz', '/nothing', '/%zz', '/login/a'])(
    '%s says so where the desk has such an address',
    async (path) => {
      const secure = await start({ server: { isSecure: true } });
      expect((await fetch(secure + path)).headers.get('strict-transport-security')).toBe('max-age=31536000');
      expect((await fetch((await start()) + path)).headers.get('strict-transport-security')).toBeNull();
    },
  );
});
