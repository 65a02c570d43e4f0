import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type App, openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { TOKEN } from '../support/bot-rig.js';
import { collectingLog } from '../support/collecting-log.js';
import { type CuttableProxy, startProxy } from '../support/cuttable-proxy.js';
import { createEmptyDatabase } from '../support/empty-database.js';

const ADMIN_TOKEN = 'the-admins-token-of-this-very-desk';
const SECRET = 'the-secret-that-telegram-sends-along';
const GUESS = 'somebodys-guess-of-a-secret-that-is-long-enough-to-look';
const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE'];

const routes = new Set<string>();
const { log, lines } = collectingLog();
const closing = new AsyncDisposableStack();
let app: App;
let url = '';
let postgres: CuttableProxy;

/** A real desk behind a proxy that speaks TLS, as one process that is only on the web. */
beforeAll(async () => {
  const database = await createEmptyDatabase();
  closing.defer(database.drop);
  const through = new URL(database.url);
  postgres = await startProxy(Number(through.port), through.hostname);
  closing.defer(() => postgres.close());
  through.port = String(postgres.port);
  const dataDir = await mkdtemp(join(tmpdir(), 'copydesk-attacked-'));
  closing.defer(() => rm(dataDir, { recursive: true, force: true }));
  const config = parseConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: through.href,
    PORT: '0',
    ROLES: 'web',
    SITE_URL: 'https://desk.example.org',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    ADMIN_API_TOKEN: ADMIN_TOKEN,
  });
  // Fastify says so when a server is made: nothing of ours has to give it out.
  subscribe('fastify.initialization', noteRoutes);
  app = await openApp(config, log);
  unsubscribe('fastify.initialization', noteRoutes);
  closing.use(app);
  url = app.url ?? '';
});
afterAll(() => closing.disposeAsync());

function noteRoutes(message: unknown): void {
  const { fastify } = z.object({ fastify: z.custom<FastifyInstance>() }).parse(message);
  fastify.addHook('onRoute', ({ url: path }) => void routes.add(path));
}

interface Answer {
  readonly what: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a stranger is answered who asks for everything there is, in every way, as a guess and as nobody. */
async function askEverything(): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const route of [...routes, '/nothing', '/%zz'])
    for (const method of METHODS) {
      const path = route.replaceAll(/:\w+/g, GUESS);
      const headers = {
        accept: 'text/html, */*',
        authorization: `Bearer ${GUESS}`,
        cookie: `__Host-copydesk=${GUESS}`,
      };
      const body = method === 'POST' || method === 'PUT' ? '{"a":' : null;
      const init = { method, headers: { ...headers, ...(body && { 'content-type': 'application/json' }) }, body };
      const response = await fetch(url + path, { ...init, redirect: 'manual' });
      const answered = { status: response.status, headers: Object.fromEntries(response.headers) };
      answers.push({ what: `${method} ${route}`, ...answered, body: await wordsOf(response) });
    }
  return answers;
}

/** The playground is the work of others, and the same for everybody. */
async function wordsOf(response: Response): Promise<string> {
  const body = await response.text();
  return body.length < 100_000 ? body : '';
}

const INSIDE =
  /\bat .+:\d+|ECONN|node_modules|\bselect\b .*\bfrom\b|postgres(ql)?:|127\.0\.0\.1|:\d{5}\b|[a-z]Error\b/i;

test('every address answers with the headers of a page that nobody frames, sniffs or keeps', async () => {
  expect(routes.size).toBeGreaterThan(12);
  const answers = await askEverything();
  // Nothing works here whose heart could beat.
  expect(answers.filter(({ what, status }) => status >= 500 && !what.endsWith('/readyz'))).toEqual([]);
  for (const { what, headers } of answers) {
    expect({ what, headers }).toMatchObject({
      what,
      headers: {
        'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
        'strict-transport-security': expect.stringContaining('max-age'),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': expect.stringMatching(/^(no-referrer|same-origin)$/),
        'cache-control': 'no-store',
      },
    });
    expect(Object.keys(headers).filter((name) => /^(access-control|x-powered|server$)/.test(name))).toEqual([]);
  }
  expect(answers.filter(({ body }) => INSIDE.test(body) || body.includes(GUESS)).map(({ what }) => what)).toEqual([
    // Its form sends the code.
    'GET /login/:code',
  ]);
});

test('while Postgres is away nobody is told what is inside, and probes are answered', async () => {
  await postgres.cut();
  try {
    const answers = await askEverything();
    expect(answers.filter(({ body }) => INSIDE.test(body)).map(({ what, body }) => [what, body])).toEqual([]);
    const statusOf = (asked: string) => answers.find(({ what }) => what === asked)?.status;
    expect([statusOf('GET /healthz'), statusOf('GET /readyz'), statusOf('GET /nothing')]).toEqual([200, 503, 404]);
  } finally {
    await postgres.restore();
  }
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 20_000 }).not.toBe(500);
});

test('what is no HTTP, or far too much of it, is refused without a word', async () => {
  const heads = [
    `GET / HTTP/1.1\r\nHost: desk\r\nX-Long: ${'x'.repeat(40_000)}`,
    `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: desk`,
    'GET / HTTP/1.1\r\nHost: desk\r\nContent-Length: 5\r\nTransfer-Encoding: chunked',
    'GET http://169.254.169.254/latest/meta-data HTTP/1.1\r\nHost: desk',
    'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: desk',
    'nonsense',
  ];
  for (const head of heads) {
    const answer = await raw(head);
    expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect(answer).not.toMatch(INSIDE);
  }
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

async function raw(head: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`${head}\r\nConnection: close\r\n\r\n`);
  socket.setTimeout(5_000, () => socket.end());
  return text(socket).catch(() => '');
}

test('no secret and no guess is in the log', () => {
  const secrets = [TOKEN, ADMIN_TOKEN, SECRET, GUESS, new URL(String(app.desk.orm.config.get('clientUrl'))).password];
  expect(secrets.filter((secret) => secret !== '' && lines.some((line) => line.includes(secret)))).toEqual([]);
});
