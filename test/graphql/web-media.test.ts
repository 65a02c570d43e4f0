import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pngOf } from '../support/sample-media.js';
import { type Api, openApi } from './api.js';
import { change, changed, countPosts, refused } from './change.js';

const RED = pngOf(3, 2, 400);
const ANSWERS: Record<string, readonly [type: string, body: Buffer | string]> = {
  '/red.png': ['image/png', RED],
  '/blue.png': ['image/png', pngOf(5, 4, 400)],
  '/called-text': ['text/plain', RED],
  '/page.png': ['image/png', '<!doctype html><html><body>Sign in</body></html>'],
  '/sign-in': ['text/html', '<!doctype html><html><body>Sign in</body></html>'],
  '/cut.png': ['image/png', RED.subarray(0, 60)],
  '/empty': ['image/png', ''],
};
const site = createServer(({ url = '' }, response) => {
  const found = ANSWERS[url];
  if (found) response.writeHead(200, { 'content-type': found[0] }).end(found[1]);
  else response.writeHead(404).end();
});

let api: Api;
let root: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  api = await openApi({ allowTargets: ['127.0.0.1'] });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  site.close();
});

const media = (...paths: string[]) => paths.map((path) => ({ url: root + path }));

test('media are fetched in their order, and are what their content says', async () => {
  const post = await changed(api, 'createPost', { media: media('/blue.png', '/called-text') });
  expect(post.media.map(({ mime }) => mime)).toEqual(['image/jpeg', 'image/jpeg']);
  expect(post.media[1]?.hash).toBe((await changed(api, 'createPost', { media: media('/red.png') })).media[0]?.hash);
});

test.each([
  ['/page.png', 'MEDIA_TYPE'],
  ['/sign-in', 'MEDIA_TYPE'],
  ['/cut.png', 'MEDIA_DAMAGED'],
  ['/empty', 'MEDIA_DAMAGED'],
  ['/gone', 'MEDIA_UNREACHABLE'],
])('%s is refused by its place, and no post is made', async (path, code) => {
  const before = await countPosts(api);
  expect(await refused(api, 'createPost', { text: 'x', media: media('/red.png', path) })).toEqual([
    code,
    'input.media.1',
  ]);
  expect(await countPosts(api)).toBe(before);
});

test('a private address is refused, and nothing is asked there', async () => {
  const input = { text: 'x', media: [{ url: 'http://169.254.169.254/latest/meta-data' }] };
  expect(await refused(api, 'createPost', input)).toEqual(['MEDIA_ADDRESS', 'input.media.0']);
});

test('media are put in another order, described, replaced and taken out', async () => {
  const made = await changed(api, 'createPost', { text: 'x', media: media('/red.png', '/blue.png') });
  const [red = '', blue = ''] = made.media.map(({ hash }) => hash);
  const { id: postId } = made;
  const turned = await changed(api, 'arrangeMedia', { postId, expectedVersion: made.version, order: [1, 0] });
  expect(turned.media.map(({ hash }) => hash)).toEqual([blue, red]);
  const told = await changed(api, 'describeMedium', {
    postId,
    expectedVersion: turned.version,
    hash: red,
    altText: 'Red.',
  });
  const { rows } = await sql<{
    media: unknown;
  }>`select content->'media' as media from post where id = ${postId}`.execute(api.sql);
  expect(rows[0]?.media).toMatchObject([{ hash: blue }, { hash: red, altText: 'Red.' }]);
  const input = { postId, expectedVersion: told.version, media: [{ hash: red }, ...media('/called-text')] };
  const edited = await changed(api, 'editPost', input);
  expect(edited.media.map(({ hash }) => hash)).toEqual([red, red]);
  const bare = await changed(api, 'editPost', { postId, expectedVersion: edited.version, media: [] });
  expect(bare.media).toEqual([]);
});

test.each([
  ['nothing', {}],
  ['two ways', { url: 'https://example.org/a.png', hash: 'x' }],
  ['what the post does not have', { hash: 'x' }],
])('a medium by %s is no medium', async (_what, one) => {
  await expect(change(api, 'createPost', { text: 'x', media: [one] })).rejects.toThrow('BAD_USER_INPUT');
});

test('an empty order leaves a post of pictures empty, and is refused', async () => {
  const { id: postId, version } = await changed(api, 'createPost', { media: media('/red.png') });
  const input = { postId, expectedVersion: version, order: [] };
  expect(await refused(api, 'arrangeMedia', input)).toEqual(['EMPTY_POST', 'input.order']);
});
