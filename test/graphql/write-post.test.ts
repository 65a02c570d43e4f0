import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, openApi } from './api.js';
import { change, changed, refused } from './change.js';

const NOBODY = '00000000-0000-7000-8000-000000000000';
const LATER = '2027-05-01T09:00:00.000Z';

let api: Api;
let account: string;
beforeAll(async () => {
  api = await openApi();
  const { rows } = await sql<{ id: string }>`select id from social_account`.execute(api.sql);
  account = rows[0]?.id ?? '';
});
afterAll(() => api[Symbol.asyncDispose]());

const written = (text: string) => changed(api, 'createPost', { text });

test('a post is made of everything that an author can say', async () => {
  const post = await changed(api, 'createPost', {
    text: 'Fresh beans 🫘 today',
    entities: [{ type: 'BOLD', offset: 0, length: 5 }],
    link: 'https://example.org/beans',
    hashtags: ['#coffee', 'кава'],
    title: 'Beans',
    subject: 'harvest',
    language: 'en',
    variants: [{ platform: 'telegram', text: 'For Telegram', options: { silent: true } }],
    targetAccountIds: [account],
    dueAt: LATER,
    zone: 'Europe/Berlin',
  });
  expect(post).toMatchObject({
    state: 'DRAFT',
    text: 'Fresh beans 🫘 today',
    link: 'https://example.org/beans',
    hashtags: ['coffee', 'кава'],
    title: 'Beans',
    subject: 'harvest',
    language: 'en',
    dueAt: LATER,
    zone: 'Europe/Berlin',
  });
});

test('hashtags and link stand below the text that ships', async () => {
  const { id } = await changed(api, 'createPost', { text: 'Text', link: 'https://example.org/x', hashtags: ['tea'] });
  const submitted = await changed(api, 'submitPost', { postId: id });
  expect(submitted.state).toBe('IN_REVIEW');
  const { rows } = await sql`select rendered from revision where post_id = ${id}`.execute(api.sql);
  expect(JSON.stringify(rows)).toContain('Text\\n\\n#tea\\n\\nhttps://example.org/x');
  const frozen = await api.ask('query ($id: ID) { post(id: $id) { revision { link hashtags } } }', { id });
  expect(frozen.data).toEqual({ post: { revision: { link: 'https://example.org/x', hashtags: ['tea'] } } });
});

test.each([
  ['neither text nor media', { text: ' ' }, 'EMPTY_POST', 'input.text'],
  [
    'formatting beyond the text',
    { text: 'abc', entities: [{ type: 'BOLD', offset: 2, length: 2 }] },
    'BAD_ENTITIES',
    'input.entities',
  ],
  [
    'a link without its address',
    { text: 'abc', entities: [{ type: 'TEXT_LINK', offset: 0, length: 2 }] },
    'BAD_ENTITIES',
    'input.entities',
  ],
  ['a link that is none', { text: 'abc', link: 'javascript:alert(1)' }, 'BAD_LINK', 'input.link'],
  ['an account of nobody', { text: 'abc', targetAccountIds: [NOBODY] }, 'NO_ACCOUNT', 'input.targetAccountIds'],
  ['no account at all', { text: 'abc', targetAccountIds: [] }, 'NO_TARGETS', 'input.targetAccountIds'],
  [
    'a network of nobody',
    { text: 'abc', variants: [{ platform: 'myspace', text: 'x' }] },
    'BAD_SETTING',
    'input.variants',
  ],
  [
    'an option of nobody',
    { text: 'abc', variants: [{ platform: 'telegram', options: { loud: 1 } }] },
    'BAD_SETTING',
    'input.variants',
  ],
  ['a time in the past', { text: 'abc', dueAt: '2020-01-01T00:00:00Z' }, 'PAST_TIME', 'input.dueAt'],
  ['a time in ten years', { text: 'abc', dueAt: '2036-12-01T00:00:00Z' }, 'FAR_TIME', 'input.dueAt'],
  ['no time zone', { text: 'abc', zone: 'Mars/Olympus' }, 'BAD_ZONE', 'input.zone'],
  ['half a quiz', { quiz: { question: 'Which?', answers: ['One'], correct: 0 } }, 'BAD_QUIZ', 'input.quiz'],
])('%s makes no post', async (_what, input, code, field) => {
  expect(await refused(api, 'createPost', input)).toEqual([code, field]);
});

test('what is left out of an edit stays, and null takes it away', async () => {
  const made = await changed(api, 'createPost', {
    text: 'One',
    link: 'https://example.org',
    title: 'Old',
    hashtags: ['a'],
  });
  const first = await changed(api, 'editPost', {
    postId: made.id,
    expectedVersion: made.version,
    text: 'Two',
    title: 'New',
  });
  expect(first).toMatchObject({ text: 'Two', title: 'New', link: 'https://example.org', hashtags: ['a'] });
  const second = await changed(api, 'editPost', {
    postId: made.id,
    expectedVersion: first.version,
    link: null,
    title: null,
    hashtags: [],
  });
  expect(second).toMatchObject({ text: 'Two', title: null, link: null, hashtags: [] });
  expect(second.version).toBeGreaterThan(first.version);
});

test('an edit of an older version is refused with the present one, and changes nothing', async () => {
  const { id, version } = await written('as it was');
  await changed(api, 'editPost', { postId: id, expectedVersion: version, text: 'as it is' });
  const { post, userErrors } = await change(api, 'editPost', {
    postId: id,
    expectedVersion: version,
    text: 'too late',
  });
  expect(post).toMatchObject({ text: 'as it is', version: version + 1 });
  expect(userErrors).toMatchObject([
    {
      code: 'POST_MOVED',
      field: ['input', 'expectedVersion'],
      message: expect.stringContaining(`version ${version + 1}`),
    },
  ]);
});

test('a variant, targets and a copy each have a mutation of their own', async () => {
  const made = await written('Common words');
  const varied = await changed(api, 'setVariant', {
    postId: made.id,
    expectedVersion: made.version,
    variant: { platform: 'telegram', text: 'Own words' },
  });
  const aimed = await changed(api, 'setTargets', {
    postId: made.id,
    expectedVersion: varied.version,
    accountIds: [account],
  });
  expect(aimed.version).toBe(made.version + 2);
  const copy = await changed(api, 'duplicatePost', { postId: made.id });
  expect(copy).toMatchObject({ state: 'DRAFT', text: 'Common words' });
  expect(copy.id).not.toBe(made.id);
});

test('what a network would not take is fixed by a mutation', async () => {
  const made = await written('x'.repeat(5000));
  expect(await refused(api, 'submitPost', { postId: made.id })).toEqual(['UNFIT_TARGET', 'input.postId']);
  await changed(api, 'fixPost', {
    postId: made.id,
    expectedVersion: made.version,
    accountId: account,
    fix: 'SPLIT',
  });
  expect(await changed(api, 'submitPost', { postId: made.id })).toMatchObject({ state: 'IN_REVIEW' });
});

test.each([
  ['editPost', { text: 'x' }],
  ['setVariant', { variant: { platform: 'telegram', text: 'x' } }],
  ['setTargets', { accountIds: null }],
  ['fixPost', { accountId: NOBODY, fix: 'SPLIT' }],
  ['describeMedium', { hash: 'x', altText: 'x' }],
  ['arrangeMedia', { order: [] }],
])('%s of a post that is not there is refused', async (name, more) => {
  const input = { postId: NOBODY, expectedVersion: 1, ...more };
  expect(await refused(api, name, input)).toEqual(['NOT_FOUND', 'input.postId']);
});

test.each([
  ['setVariant', { variant: { platform: 'telegram', options: { loud: true } } }, 'BAD_SETTING', 'input.variant'],
  ['setTargets', { accountIds: [NOBODY] }, 'NO_ACCOUNT', 'input.accountIds'],
  ['fixPost', { accountId: NOBODY, fix: 'SPLIT' }, 'NO_ACCOUNT', 'input.accountId'],
])('%s of what is not there is refused', async (name, more, code, field) => {
  const { id, version } = await written(`for ${name}`);
  expect(await refused(api, name, { postId: id, expectedVersion: version, ...more })).toEqual([code, field]);
});
