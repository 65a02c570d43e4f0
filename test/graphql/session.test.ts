import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionCookie, sessionOf } from '../../src/http/session.js';
import { offerLogin } from '../../src/usecases/offer-login.js';
import { beginSession, endSession } from '../../src/usecases/web-session.js';
import { type Api, openApi } from './api.js';

const WATCH = 'subscription { queueUpdated { postIds } }';
let api: Api;
let cookie = '';
beforeAll(async () => {
  api = await openApi({ pages: true });
  const { url } = await offerLogin(api.desk, { clientId: api.clientId, memberId: api.people.admin });
  const secret = await beginSession(api.desk, url?.split('/').at(-1) ?? '');
  cookie = sessionCookie(api.desk, secret ?? '').split(';')[0] ?? '';
});
afterAll(() => api[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };
const post = (path: string, query: string, headers: Record<string, string>) =>
  fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { cookie, ...json, ...headers },
    body: JSON.stringify({ query }),
  });
const page = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { headers: { accept: 'text/html', ...headers } });

test('the session of a browser asks as its admin, from a page of ours', async () => {
  const response = await post('/graphql', '{ me { name role } }', { origin: api.url });
  expect(await response.json()).toEqual({ data: { me: { name: 'admin', role: 'ADMIN' } } });
});

test.each<{ name: string; headers: Record<string, string> }>([
  { name: 'of another site', headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } },
  { name: 'of another port of this machine', headers: { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' } },
  { name: 'that hides where it is from', headers: { origin: 'null' } },
  { name: 'that no browser says anything about', headers: {} },
])('from a page $name it counts for nothing', async ({ headers }) => {
  const watch = { ...headers, accept: 'text/event-stream' };
  const answers = await Promise.all([
    post('/graphql', '{ me { name } }', headers),
    post('/graphql', WATCH, watch),
    post('/graphql/stream', WATCH, watch),
    fetch(`${api.url}/graphql/stream?query=${encodeURIComponent(WATCH)}`, { headers: { cookie, ...watch } }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
});

test('its playground is there for who is logged in or has a token, and everybody else is told how to get in', async () => {
  const out = await page('/graphql', { 'accept-language': 'uk' });
  const told = await out.text();
  expect([out.status, told]).toEqual([401, expect.stringContaining('/login')]);
  expect(told).toContain('href="/graphql?with=token"');
  for (const [path, headers] of [
    ['/graphql', { cookie }],
    ['/graphql?with=token', {}],
  ] as const) {
    const inside = await page(path, headers);
    expect([inside.status, await inside.text()]).toEqual([200, expect.stringContaining('WhoAmI')]);
  }
});

test('it ends with the session', async () => {
  await endSession(api.desk, (await sessionOf(api.desk, cookie))?.id ?? '');
  expect((await post('/graphql', '{ me { name } }', { origin: api.url })).status).toBe(401);
  expect((await page('/graphql', { cookie })).status).toBe(401);
});
