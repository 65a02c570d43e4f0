import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { pageRoutes } from '../../../src/sandbox/page/routes.js';
import { ROOT } from './toy-desk.js';

async function serve() {
  const server = Fastify();
  await server.register(pageRoutes({ token: '"><script>', root: ROOT }));
  return server;
}

test('the page and each of its files come with the strict policy and the right type', async () => {
  await using server = await serve();
  const types: Record<string, string> = {
    css: 'text/css; charset=utf-8',
    js: 'text/javascript; charset=utf-8',
    svg: 'image/svg+xml',
  };
  const files = (await readdir(join(ROOT, 'src', 'sandbox', 'page'))).filter((name) => /\.(css|js|svg)$/.test(name));
  expect(files.length).toBeGreaterThan(20);
  for (const url of ['/', ...files.map((name) => `/sandbox/page/${name}`)]) {
    const { statusCode, headers } = await server.inject(url);
    expect({ url, statusCode, ...headers }).toMatchObject({
      url,
      statusCode: 200,
      'content-type': types[url.split('.')[1] ?? ''] ?? 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; connect-src 'self'; " +
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    });
  }
});

test('the token stays inside its attribute', async () => {
  await using server = await serve();
  const { body } = await server.inject('/');
  expect(body).toContain('content="&#34;&#62;&#60;script&#62;"');
  expect(body).not.toContain('"><script>');
});

test('what the browser has already is not sent again', async () => {
  await using server = await serve();
  const first = await server.inject('/sandbox/page/main.js');
  const again = await server.inject({
    url: '/sandbox/page/main.js',
    headers: { 'if-none-match': String(first.headers.etag) },
  });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect((await server.inject({ url: '/', headers: { 'if-none-match': String(first.headers.etag) } })).statusCode).toBe(
    200,
  );
});

test.each([
  'routes.ts',
  'tsconfig.json',
  'nothing.js',
  '..%2froutes.js',
  '..%2f..%2f..%2fpackage.json',
  '%2e%2e%2fports.js',
  '.hidden.js',
])('%s is not a file of the page', async (name) => {
  await using server = await serve();
  expect((await server.inject(`/sandbox/page/${name}`)).statusCode).toBe(404);
});

test('the page loads nothing from another host', async () => {
  await using server = await serve();
  const { body } = await server.inject('/');
  const addresses = [...body.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) expect(address).toMatch(/^\/(?:sandbox\/page\/[a-z-]+\.(?:css|js|svg)|graphql)$/);
});
