import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approvePost } from '../../src/usecases/approve-post.js';
import { schedulePost } from '../../src/usecases/schedule-post.js';
import { makeApproved, makeScene } from '../support/rows.js';
import { type Api, draft, inReview, openApi, sendDue, TOKEN } from './api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi({ channels: 2 });
});
afterAll(() => api[Symbol.asyncDispose]());

const POST = `query ($id: ID!) {
  post(id: $id) {
    number state text author { name role } client { name } revision { id number author { name } }
    approvals { member { name } voidAt }
    publications {
      state account { name platform state }
      parts {
        name state tries dueAt receipt { kind url remoteId } failure { kind message }
        attempts { number status startedAt endedAt failure { kind message code status } receipt { url } }
      }
    }
  }
}`;

const APPROVE = `mutation ($input: ApprovePostInput!) {
  approvePost(input: $input) { post { state publications { state } } userErrors { code field message fix } }
}`;

describe('who may ask', () => {
  test.each([
    ['no token', null],
    ['a wrong token', 'the-token-of-somebody-else'],
    ['the beginning of the token', TOKEN.slice(0, -1)],
  ])('%s is answered with 401 and what to do', async (_name, token) => {
    const answer = await api.ask('{ me { name } }', {}, token);
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Authorization: Bearer'),
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  test('the schema is closed without a token, too', async () => {
    expect((await api.ask('{ __schema { queryType { name } } }', {}, null)).status).toBe(401);
    expect((await api.ask('{ __schema { queryType { name } } }')).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });

  test('the token acts as the first admin', async () => {
    const { data } = await api.ask('{ me { id name role client { name zone frozenAt } } }');
    expect(data?.me).toEqual({
      id: api.people.admin,
      name: 'admin',
      role: 'ADMIN',
      client: { name: 'Daily Bean', zone: 'Europe/Kyiv', frozenAt: null },
    });
  });
});

describe('what is shown', () => {
  test('a draft has neither revision nor publications', async () => {
    const id = await draft(api, 'a draft');
    const { data, errors } = await api.ask(POST, { id });
    expect(errors).toBeUndefined();
    expect(data?.post).toMatchObject({
      state: 'DRAFT',
      text: 'a draft',
      author: { name: 'author', role: 'AUTHOR' },
      revision: null,
      approvals: [],
      publications: [],
    });
  });

  test('a post that left shows every part with its attempts, receipt or failure', async () => {
    const { postId, revisionId } = await inReview(api, 'two channels');
    await approvePost(api.desk, { postId, revisionId, memberId: api.people.editor });
    await sendDue(api, ({ target }) => (target === '-1000' ? 'published' : 'again'));
    await sendDue(api, () => 'refused');
    const { data, errors } = await api.ask(POST, { id: postId });
    expect(errors).toBeUndefined();
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(data?.post).toMatchObject({
      state: 'APPROVED',
      revision: { id: revisionId, number: 1, author: { name: 'author' } },
      approvals: [{ member: { name: 'editor' }, voidAt: null }],
      publications: [
        {
          state: 'LIVE',
          account: { name: 'Channel 0', platform: 'telegram', state: 'CONNECTED' },
          parts: [
            {
              name: 'main',
              state: 'PUBLISHED',
              tries: 0,
              dueAt: moment,
              receipt: { kind: 'PUBLISHED', url: 'https://t.me/c/-1000/42', remoteId: '42' },
              failure: null,
              attempts: [{ number: 1, status: 'KNOWN', startedAt: moment, endedAt: moment, failure: null }],
            },
          ],
        },
        {
          state: 'NEEDS_CARE',
          parts: [
            {
              state: 'FAILED',
              tries: 1,
              receipt: null,
              failure: { kind: 'INVALID', message: 'Bad Request: chat not found' },
              attempts: [
                { number: 1, status: 'REFUSED', failure: { kind: 'OUTAGE', message: 'Bad Gateway', code: null } },
                { number: 2, status: 'REFUSED', failure: { kind: 'INVALID', code: '400', status: 400 } },
              ],
            },
          ],
        },
      ],
    });
  });

  test('a lost answer shows as an open attempt of a part that needs care', async () => {
    const { postId, revisionId } = await inReview(api, 'lost');
    await approvePost(api.desk, { postId, revisionId, memberId: api.people.editor });
    await sendDue(api, () => 'lost');
    const { data } = await api.ask(POST, { id: postId });
    const part = { state: 'UNKNOWN', attempts: [{ status: 'OPEN', failure: { kind: 'TIMEOUT' } }] };
    const publication = { state: 'NEEDS_CARE', parts: [part] };
    expect(data?.post).toMatchObject({ publications: [publication, publication] });
  });

  test('a post is found by number or id, and by nothing else', async () => {
    const id = await draft(api, 'numbered');
    const { data } = await api.ask('query ($id: ID!) { post(id: $id) { number } }', { id });
    const byNumber = await api.ask('query ($number: Int!) { post(number: $number) { id } }', data?.post ?? {});
    expect(byNumber.data?.post).toEqual({ id });
    expect((await api.ask('{ post(id: "no uuid") { id } }')).data).toEqual({ post: null });
    expect((await api.ask('{ post { id } }')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await api.ask(`{ post(id: "${id}", number: 1) { id } }`)).errors?.[0]?.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });
});

describe('another client', () => {
  test('its posts, publications and people are not shown, and its posts cannot be approved', async () => {
    const scene = await makeScene(api.sql, '-100777');
    const other = await makeApproved(api.sql, scene, { dueAt: new Date(Date.now() + 86_400_000), texts: ['theirs'] });
    // The admin works there, too: the token still speaks for the first client only.
    await sql`insert into membership (id, client_id, member_id, role, created_at)
      values (gen_random_uuid(), ${scene.clientId}, ${api.people.admin}, 'admin', now() + interval '1 hour')`.execute(
      api.sql,
    );
    await sql`update post set state = 'in_review' where id = ${other.postId}`.execute(api.sql);
    expect((await api.ask(POST, { id: other.postId })).data).toEqual({ post: null });
    const { rows } = await sql<{ number: number }>`select number from post where id = ${other.postId}`.execute(api.sql);
    expect((await api.ask('query ($n: Int!) { post(number: $n) { id } }', { n: rows[0]?.number })).data).toEqual({
      post: null,
    });
    const { data } = await api.ask('{ posts(first: 100) { nodes { id } } publications(first: 100) { nodes { id } } }');
    expect(data).toMatchObject({ posts: { nodes: expect.any(Array) }, publications: { nodes: expect.any(Array) } });
    expect(JSON.stringify(data)).not.toContain(other.postId);
    expect(JSON.stringify(data)).not.toContain(other.publicationId);
    const approved = await api.ask(APPROVE, { input: { postId: other.postId, revisionId: other.revisionId } });
    expect(approved.data?.approvePost).toMatchObject({ post: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });
});

describe('approving', () => {
  test('the last approval that is needed makes the publications', async () => {
    const input = await inReview(api, 'approve me');
    const { data, errors } = await api.ask(APPROVE, { input });
    expect(errors).toBeUndefined();
    expect(data?.approvePost).toEqual({
      post: { state: 'APPROVED', publications: [{ state: 'SCHEDULED' }, { state: 'SCHEDULED' }] },
      userErrors: [],
    });
  });

  test('a second approval is refused with who did what, and with the post as it is now', async () => {
    const input = await inReview(api, 'approve me once');
    await schedulePost(
      api.desk,
      { postId: input.postId, memberId: api.people.author },
      new Date(Date.now() + 3_600_000),
    );
    await approvePost(api.desk, { ...input, memberId: api.people.editor });
    const { data } = await api.ask(APPROVE, { input });
    expect(data?.approvePost).toMatchObject({
      post: { state: 'APPROVED' },
      userErrors: [
        {
          code: 'POST_MOVED',
          field: ['input', 'revisionId'],
          message: expect.stringMatching(
            /^Post #\d+ has moved on: it is approved now, version \d+\. Last step: approve, by editor at /,
          ),
          fix: expect.any(String),
        },
      ],
    });
  });

  test('another revision than the current one is refused', async () => {
    const { postId } = await inReview(api, 'approve another');
    const { data } = await api.ask(APPROVE, { input: { postId, revisionId: postId } });
    expect(data?.approvePost).toMatchObject({ post: { state: 'IN_REVIEW' }, userErrors: [{ code: 'POST_MOVED' }] });
  });

  test.each(['no uuid', '00000000-0000-7000-8000-000000000000'])('there is no post %s', async (postId) => {
    const { data } = await api.ask(APPROVE, { input: { postId, revisionId: postId } });
    expect(data?.approvePost).toMatchObject({
      post: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'postId'] }],
    });
  });
});
