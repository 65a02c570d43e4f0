import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tidy } from '../../src/usecases/tidy.js';
import { type Api, inReview, openApi, sendDue } from './api.js';
import { approved, change, changed, countPosts, refused, severally } from './change.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const REUSED = ['IDEMPOTENCY_KEY_REUSED', 'input.idempotencyKey'];

test('the same request again gives what the first one made', async () => {
  const input = { text: 'Once', idempotencyKey: 'once' };
  const first = await changed(api, 'createPost', input);
  const before = await countPosts(api);
  expect(await changed(api, 'createPost', input)).toEqual(first);
  expect(await countPosts(api)).toBe(before);
});

test('ten at the same moment make one, and all are told the same', async () => {
  const before = await countPosts(api);
  const input = { text: 'At once', idempotencyKey: 'at once' };
  const posts = await Promise.all(Array.from({ length: 10 }, () => changed(api, 'createPost', input)));
  expect(new Set(posts.map(({ id }) => id)).size).toBe(1);
  expect(await countPosts(api)).toBe(before + 1);
});

test('the same key with anything else is refused, also while the first is under way', async () => {
  await changed(api, 'createPost', { text: 'A', idempotencyKey: 'mine' });
  expect(await refused(api, 'createPost', { text: 'B', idempotencyKey: 'mine' })).toEqual(REUSED);
  const { id } = await changed(api, 'createPost', { text: 'C' });
  expect(await refused(api, 'submitPost', { postId: id, idempotencyKey: 'mine' })).toEqual(REUSED);
  const two = ['D', 'E'].map((text) => change(api, 'createPost', { text, idempotencyKey: 'two at once' }));
  const codes = (await Promise.all(two)).map(({ userErrors: [error] }) => error?.code ?? 'MADE');
  expect(codes.toSorted()).toEqual(['IDEMPOTENCY_KEY_REUSED', 'MADE']);
});

test('what was refused leaves its key free', async () => {
  const review = await inReview(api, 'with a reason');
  const input = { ...review, idempotencyKey: 'no' };
  expect(await refused(api, 'requestChanges', { ...input, reason: '' })).toEqual(['REASON_NEEDED', 'input.reason']);
  expect(await changed(api, 'requestChanges', { ...input, reason: 'Too long.' })).toMatchObject({
    state: 'CHANGES_REQUESTED',
  });
});

test('a repetition asked for twice at the same moment goes out once', async () => {
  const { id } = await approved(api, 'live');
  await sendDue(api, () => 'published');
  const { post } = await change(api, 'submitPost', { postId: id });
  const part = post?.publications[0]?.parts[0];
  const input = { partId: part?.id, expectedVersion: part?.version, idempotencyKey: 'again' };
  const both = await Promise.all([1, 2].map(() => changed(api, 'repeatPublication', input)));
  expect(both.map(({ publications }) => publications.length)).toEqual([2, 2]);
  await sendDue(api, () => 'published');
});

test('several posts answer the same results again, also what was refused', async () => {
  const yes = await approved(api, 'approved');
  const no = await changed(api, 'createPost', { text: 'a draft' });
  const input = { posts: [{ postId: yes.id }, { postId: no.id }], idempotencyKey: 'go' };
  const first = await severally(api, 'publishPostsNow', input);
  const again = await severally(api, 'publishPostsNow', input);
  expect(again.results.map(({ userErrors }) => userErrors)).toEqual(first.results.map(({ userErrors }) => userErrors));
  expect(again.results[0]?.post?.version).toBe(first.results[0]?.post?.version);
});

test('one that broke off is begun anew; one that may still run is waited for and not repeated', async () => {
  const input = { text: 'Broken off', idempotencyKey: 'broken' };
  const first = await changed(api, 'createPost', input);
  await sql`update api_request set result = null where key = 'broken'`.execute(api.sql);
  const waiting = changed(api, 'createPost', input);
  const before = await countPosts(api);
  await sql`update api_request set running_until = now() - interval '1 second' where key = 'broken'`.execute(api.sql);
  expect((await waiting).id).toBe(first.id);
  expect(await countPosts(api)).toBe(before);
});

test('a key is forgotten after a day', async () => {
  await changed(api, 'createPost', { text: 'Yesterday', idempotencyKey: 'daily' });
  await sql`update api_request set created_at = now() - interval '25 hours' where key = 'daily'`.execute(api.sql);
  const today = await changed(api, 'createPost', { text: 'Today', idempotencyKey: 'daily' });
  expect(today.text).toBe('Today');
  await sql`update api_request set created_at = now() - interval '25 hours'`.execute(api.sql);
  await tidy(api.desk);
  expect((await sql`select 1 from api_request`.execute(api.sql)).rows).toEqual([]);
});

test.each([
  ['empty', ''],
  ['too long', 'x'.repeat(201)],
])('a key that is %s is refused', async (_what, idempotencyKey) => {
  await expect(changed(api, 'createPost', { text: 'x', idempotencyKey })).rejects.toThrow('1 to 200');
});

test('what reaches a network cannot be asked for without a key', async () => {
  const query = 'mutation { publishPostsNow(input: { posts: [] }) { userErrors { code } } }';
  const { errors } = await api.ask(query);
  expect(errors?.[0]?.message).toContain('idempotencyKey');
});
