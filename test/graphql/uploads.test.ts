import { connect } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { pngOf } from '../support/sample-media.js';
import { type Api, openApi, TOKEN } from './api.js';
import { countPosts, mutationOf, POST_FIELDS } from './change.js';

let api: Api;
beforeAll(async () => {
  api = await openApi({ byCookie: true });
});
afterAll(() => api[Symbol.asyncDispose]());

const CREATE = mutationOf('createPost', `post { ${POST_FIELDS} }`);
const RED = pngOf(3, 2, 400);
const BLUE = pngOf(5, 4, 400);
const PREFLIGHT = { 'apollo-require-preflight': '1' };

interface Sent {
  readonly operations?: unknown;
  readonly map?: unknown;
  readonly files?: readonly (readonly [name: string, bytes: Buffer, fileName?: string])[];
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
}

const ANSWER = z.object({
  data: z
    .record(
      z.string(),
      z
        .object({
          post: z.object({ media: z.array(z.object({ hash: z.string(), mime: z.string() })) }).nullable(),
          userErrors: z.array(z.object({ code: z.string(), field: z.array(z.string()).nullable() })),
        })
        .nullable(),
    )
    .nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

async function send({ operations, map, files = [], token = TOKEN, headers = PREFLIGHT }: Sent) {
  const form = new FormData();
  if (operations !== undefined) form.append('operations', JSON.stringify(operations));
  if (map !== undefined) form.append('map', JSON.stringify(map));
  for (const [name, bytes, fileName = 'photo.png'] of files) {
    form.append(name, new Blob([new Uint8Array(bytes)], { type: 'image/png' }), fileName);
  }
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: form,
  });
  const { data, errors } = ANSWER.parse(await response.json());
  return { status: response.status, made: data?.createPost ?? null, errors };
}

const withMedia = (count: number, more: object = {}) => ({
  query: CREATE,
  variables: { input: { text: 'With files', media: Array.from({ length: count }, () => ({ file: null })), ...more } },
});
const mapOf = (...names: string[]) =>
  Object.fromEntries(names.map((name, place) => [name, [`variables.input.media.${place}.file`]]));
const keptMedia = async () => (await sql`select hash from media`.execute(api.sql)).rows.length;

test('files come along in the order of the input, whatever their own', async () => {
  const map = { b: ['variables.input.media.1.file'], a: ['variables.input.media.0.file'] };
  const files = [['b', BLUE] as const, ['a', RED] as const];
  const { made, errors } = await send({ operations: withMedia(2), map, files });
  expect(errors).toBeUndefined();
  expect(made?.userErrors).toEqual([]);
  const { made: again } = await send({
    operations: withMedia(2),
    map: mapOf('0', '1'),
    files: [
      ['0', RED],
      ['1', BLUE],
    ],
  });
  expect(again?.post?.media).toEqual(made?.post?.media);
  expect(made?.post?.media).toHaveLength(2);
});

test('one file may stand in two places', async () => {
  const map = { a: ['variables.input.media.0.file', 'variables.input.media.1.file'] };
  const { made } = await send({ operations: withMedia(2), map, files: [['a', RED]] });
  expect(made?.post?.media[0]).toEqual(made?.post?.media[1]);
});

test('a key tells requests by what their files are', async () => {
  const request = { operations: withMedia(1, { idempotencyKey: 'file' }), map: mapOf('a') };
  const first = await send({ ...request, files: [['a', RED]] });
  expect((await send({ ...request, files: [['a', RED]] })).made).toEqual(first.made);
  const other = await send({ ...request, files: [['a', BLUE]] });
  expect(other.made?.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
});

test('what is no picture is refused by its place, and no post is made', async () => {
  const before = await countPosts(api);
  const files = [['0', RED] as const, ['1', Buffer.from('<html>no</html>'), 'photo.png'] as const];
  const { made } = await send({ operations: withMedia(2), map: mapOf('0', '1'), files });
  expect(made).toEqual({ post: null, userErrors: [{ code: 'MEDIA_TYPE', field: ['input', 'media', '1'] }] });
  expect(await countPosts(api)).toBe(before);
});

test.each([
  ['without a token', { token: null }, 401, 'UNAUTHENTICATED'],
  ['with a wrong token', { token: 'somebody-else-altogether' }, 401, 'UNAUTHENTICATED'],
  // A browser sends a session along by itself, also from the page of another site.
  [
    'without a header that browsers ask for first',
    { token: null, headers: { cookie: 'session=1' } },
    400,
    'BAD_REQUEST',
  ],
  [
    'for a field that is not there',
    { operations: { ...withMedia(1), query: CREATE.replace('post {', 'pots {') } },
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
])('%s no byte of a file is kept', async (_what, different, status, code) => {
  const before = await keptMedia();
  const fresh = pngOf(7, 7, 500 + status + code.length);
  const answer = await send({ operations: withMedia(1), map: mapOf('a'), files: [['a', fresh]], ...different });
  expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([status, code]);
  expect(await keptMedia()).toBe(before);
});

const MANY = Array.from({ length: 300 }, (_, place) => String(place));

test.each([
  ['no operations', { operations: undefined }, 'operations comes before map'],
  ['no map', { map: undefined }, 'before the files'],
  ['nothing at all', { operations: undefined, map: undefined, files: [] }, 'is missing'],
  ['a batch', { operations: [withMedia(1)] }, 'batches are not taken'],
  ['a map that is none', { map: ['a'] }, 'map must be'],
  ['a path to nowhere', { map: { a: ['variables.input.media.7.file'] } }, 'where there is no null'],
  ['a path into a prototype', { map: { a: ['variables.__proto__.file'] } }, 'where there is no null'],
  ['a path outside the variables', { map: { a: ['query'] } }, 'where there is no null'],
  [
    'hundreds of files',
    { operations: withMedia(300), map: mapOf(...MANY), files: MANY.map((name) => [name, RED] as const) },
    '20 files at most',
  ],
  [
    'hundreds of files behind a short map',
    { files: MANY.map((name) => [name === '0' ? 'a' : name, RED] as const) },
    'not in map',
  ],
])('%s: the request is refused and says why', async (_what, different, sentence) => {
  const before = await countPosts(api);
  const answer = await send({ operations: withMedia(1), map: mapOf('a'), files: [['a', RED]], ...different });
  expect(answer.errors?.[0]?.message).toContain(sentence);
  expect(await countPosts(api)).toBe(before);
});

test.each([
  ['a file that map names and nobody sent', withMedia(2), mapOf('a', 'b'), [['a', RED] as const], 'not sent: b'],
  [
    'a file that map does not name',
    withMedia(1),
    mapOf('a'),
    [['a', RED] as const, ['x', BLUE] as const],
    'x is not in map',
  ],
  ['a file that comes twice', withMedia(1), mapOf('a'), [['a', RED] as const, ['a', BLUE] as const], 'a came twice'],
])('%s is named, and no post is made', async (_what, operations, map, files, sentence) => {
  const before = await countPosts(api);
  const answer = await send({ operations, map, files });
  expect(answer.errors?.[0]).toMatchObject({
    message: expect.stringContaining(sentence),
    extensions: { code: 'BAD_USER_INPUT' },
  });
  expect(await countPosts(api)).toBe(before);
});

test('a file that no field uses ends the request', async () => {
  const operations = { query: CREATE, variables: { input: { text: 'x', media: [{ file: null }] }, spare: null } };
  const map = { spare: ['variables.spare'], a: ['variables.input.media.0.file'] };
  const answer = await send({
    operations,
    map,
    files: [
      ['spare', BLUE],
      ['a', RED],
    ],
  });
  expect(answer.errors?.[0]?.message).toContain('spare is used by nothing');
});

test('21 files are too many for a post', async () => {
  const operations = {
    query: CREATE,
    variables: { input: { text: 'x', media: MANY.slice(0, 21).map(() => ({ url: 'https://example.org' })) } },
  };
  const { made } = await send({ operations, map: {}, files: [] });
  expect(made?.userErrors).toEqual([{ code: 'TOO_MANY_MEDIA', field: ['input', 'media'] }]);
});

const field = (name: string, value: unknown) =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${JSON.stringify(value)}\r\n`;

test('a sender who breaks off leaves neither a post nor a file', async () => {
  const [posts, media] = [await countPosts(api), await keptMedia()];
  const { port } = new URL(api.url);
  const socket = connect(Number(port), '127.0.0.1');
  const body = `${field('operations', withMedia(1))}${field('map', mapOf('a'))}--cut\r\nContent-Disposition: form-data; name="a"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`;
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TOKEN}\r\nApollo-Require-Preflight: 1\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: 100000\r\n\r\n${body}`,
  );
  await new Promise((resolve) => socket.write(RED, resolve));
  socket.destroy();
  const after = await send({ operations: withMedia(1), map: mapOf('a'), files: [['a', BLUE]] });
  expect(after.made?.userErrors).toEqual([]);
  await expect.poll(() => countPosts(api)).toBe(posts + 1);
  expect(await keptMedia()).toBe(media);
});

test('what is no route for files takes no multipart request', async () => {
  const form = new FormData();
  form.append('a', 'b');
  expect((await fetch(`${api.url}/elsewhere`, { method: 'POST', body: form })).status).toBe(415);
});
