import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, draft, inReview, openApi, sendDue } from './api.js';
import { answered, approved, change, changed, refused, type SeenPost, severally } from './change.js';

const NOBODY = '00000000-0000-7000-8000-000000000000';
const LATER = '2027-05-01T09:00:00.000Z';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const written = (text: string) => changed(api, 'createPost', { text });
const read = async (id: string): Promise<SeenPost> => {
  const { post } = await change(api, 'submitPost', { postId: id, expectedVersion: -1 });
  if (!post) throw new Error('no such post');
  return post;
};
const mainOf = (post: SeenPost) => {
  const part = post.publications[0]?.parts[0];
  if (!part) throw new Error('no part');
  return { partId: part.id, expectedVersion: part.version };
};
/** A post whose only part has met that end. */
async function sent(text: string, outcome: 'published' | 'refused' | 'lost'): Promise<SeenPost> {
  const { id } = await approved(api, text);
  await sendDue(api, () => outcome);
  return read(id);
}

describe('steps', () => {
  test('a post goes there and back again', async () => {
    const { id } = await written('there and back');
    const states = [];
    for (const name of ['submitPost', 'withdrawPost', 'archivePost', 'restorePost'] as const) {
      states.push((await changed(api, name, { postId: id })).state);
    }
    expect(states).toEqual(['IN_REVIEW', 'DRAFT', 'ARCHIVED', 'DRAFT']);
  });

  test('several of one post in one operation each answer with how it is after them', async () => {
    const { postId, revisionId } = await inReview(api, 'all at once');
    const seen =
      'post { state dueAt approvals { id } publications { state dueAt parts { state } } events(first: 9) { nodes { what } } }';
    const { data, errors } = await api.ask(
      `mutation ($post: ID!, $revision: ID!, $dueAt: DateTime) {
        a: schedulePost(input: { postId: $post, dueAt: $dueAt }) { ${seen} }
        b: approvePost(input: { postId: $post, revisionId: $revision }) { ${seen} }
        c: cancelPost(input: { postId: $post }) { ${seen} }
      }`,
      { post: postId, revision: revisionId, dueAt: LATER },
    );
    expect(errors).toBeUndefined();
    const going = { dueAt: LATER, parts: [{ state: 'SCHEDULED' }] };
    const gone = { state: 'CANCELLED', parts: [{ state: 'CANCELLED' }] };
    expect(data).toMatchObject({
      a: { post: { state: 'IN_REVIEW', dueAt: LATER, approvals: [], publications: [] } },
      b: { post: { state: 'APPROVED', approvals: [{ id: expect.any(String) }], publications: [going] } },
      c: {
        post: {
          state: 'DRAFT',
          publications: [gone],
          events: { nodes: expect.arrayContaining([{ what: 'post.cancel' }]) },
        },
      },
    });
  });

  test('an editor says no with a reason', async () => {
    const first = await inReview(api, 'needs work');
    expect(await changed(api, 'requestChanges', { ...first, reason: 'Shorter.' })).toMatchObject({
      state: 'CHANGES_REQUESTED',
    });
    const second = await inReview(api, 'never');
    expect(await refused(api, 'rejectPost', { ...second, reason: ' ' })).toEqual(['REASON_NEEDED', 'input.reason']);
    expect(await changed(api, 'rejectPost', { ...second, reason: 'Off topic.' })).toMatchObject({ state: 'REJECTED' });
    expect(await changed(api, 'reopenPost', { postId: second.postId })).toMatchObject({ state: 'DRAFT' });
  });

  test('an approved post gets another time, and is cancelled', async () => {
    const { id } = await approved(api, 'with a time');
    const timed = await changed(api, 'schedulePost', { postId: id, dueAt: LATER });
    expect(timed.publications).toMatchObject([{ state: 'SCHEDULED', dueAt: LATER }]);
    expect(await changed(api, 'cancelPost', { postId: id })).toMatchObject({
      state: 'DRAFT',
      publications: [{ state: 'CANCELLED' }],
    });
  });

  test.each([
    ['submitPost', {}],
    ['withdrawPost', {}],
    ['reopenPost', {}],
    ['archivePost', {}],
    ['restorePost', {}],
    ['cancelPost', {}],
    ['schedulePost', { dueAt: LATER }],
    ['duplicatePost', {}],
    ['unpublishPost', {}],
    ['requestChanges', { revisionId: NOBODY, reason: 'x' }],
    ['rejectPost', { revisionId: NOBODY, reason: 'x' }],
    ['approvePost', { revisionId: NOBODY }],
  ])('%s of a post that is not there is refused', async (name, more) => {
    expect(await refused(api, name, { postId: NOBODY, ...more })).toEqual(['NOT_FOUND', 'input.postId']);
  });
});

describe('publications', () => {
  test('one account is taken back and comes back, as long as another keeps the post approved', async () => {
    await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
      select gen_random_uuid(), client_id, platform, 'Second', '-1009', 'connected', now() from social_account limit 1`.execute(
      api.sql,
    );
    const { id } = await approved(api, 'two accounts');
    const timed = await changed(api, 'schedulePost', { postId: id, dueAt: LATER });
    const cancelled = await changed(api, 'cancelPublication', mainOf(timed));
    expect(cancelled).toMatchObject({
      state: 'APPROVED',
      publications: [{ state: 'CANCELLED' }, { state: 'SCHEDULED' }],
    });
    const back = await changed(api, 'reopenPublication', mainOf(cancelled));
    expect(back.publications).toMatchObject([{ state: 'SCHEDULED' }, { state: 'SCHEDULED' }]);
    expect(await refused(api, 'cancelPublication', mainOf(cancelled))).toEqual(['STALE', 'input.expectedVersion']);
    await sql`update social_account set state = 'off' where name = 'Second'`.execute(api.sql);
  });

  test('what is live goes out once more by an explicit wish, and only from the version that was seen', async () => {
    const post = await sent('twice', 'published');
    const input = { ...mainOf(post), idempotencyKey: 'twice' };
    expect(await refused(api, 'repeatPublication', { ...input, expectedVersion: 0 })).toEqual([
      'STALE',
      'input.expectedVersion',
    ]);
    expect((await changed(api, 'repeatPublication', input)).publications).toHaveLength(2);
  });

  test('what failed is tried anew', async () => {
    const post = await sent('failed', 'refused');
    const again = await changed(api, 'retryPart', { ...mainOf(post), idempotencyKey: 'retry' });
    expect(again.publications[0]?.parts[0]?.state).toBe('SCHEDULED');
    expect(await refused(api, 'retryPart', { ...mainOf(again), idempotencyKey: 'retry 2' })).toEqual([
      'STALE',
      'input.expectedVersion',
    ]);
    await sendDue(api, () => 'published');
  });

  test.each([
    ['THERE', { url: 'https://t.me/c/1/77' }, 'PUBLISHED'],
    ['NOT_THERE', {}, 'SCHEDULED'],
    ['LEFT_ALONE', {}, 'LEFT'],
  ])('a person who looked says %s', async (verdict, more, state) => {
    const post = await sent(`lost ${verdict}`, 'lost');
    const input = { ...mainOf(post), verdict, idempotencyKey: `look ${verdict}`, ...more };
    const resolved = await changed(api, 'resolveUnknown', input);
    expect(resolved.publications[0]?.parts[0]?.state).toBe(state);
    await sendDue(api, () => 'published');
  });

  test('a link to somewhere else is no evidence', async () => {
    const post = await sent('lost link', 'lost');
    const input = { ...mainOf(post), verdict: 'THERE', url: 'https://example.org/1', idempotencyKey: 'link' };
    expect(await refused(api, 'resolveUnknown', input)).toEqual(['BAD_LINK', 'input.url']);
  });

  test.each(['cancelPublication', 'reopenPublication', 'repeatPublication', 'retryPart', 'resolveUnknown'])(
    '%s of a part that is not there is refused',
    async (name) => {
      const needs = ['repeatPublication', 'retryPart', 'resolveUnknown'].includes(name);
      const input = {
        partId: NOBODY,
        expectedVersion: 1,
        ...(needs && { idempotencyKey: `no ${name}` }),
        ...(name === 'resolveUnknown' && { verdict: 'LEFT_ALONE' }),
      };
      expect(await refused(api, name, input)).toEqual(['NOT_FOUND', 'input.partId']);
    },
  );
});

describe('several at once', () => {
  test('each is answered for itself, and one that fails stops no other', async () => {
    const one = await inReview(api, 'one of three');
    const three = await inReview(api, 'three of three');
    const posts = [one, { postId: NOBODY, revisionId: NOBODY }, three];
    const { results, userErrors } = await severally(api, 'approvePosts', { posts, idempotencyKey: 'approve three' });
    expect(userErrors).toEqual([]);
    expect(results.map(({ post, userErrors: [error] }) => [post?.state, error?.code])).toEqual([
      ['APPROVED', undefined],
      [undefined, 'NOT_FOUND'],
      ['APPROVED', undefined],
    ]);
  });

  test('times are planned, and what is approved goes at once', async () => {
    const yes = await approved(api, 'goes at once');
    const no = await draft(api, 'is no more than a draft');
    const posts = [yes.id, no].map((postId) => ({ postId, dueAt: LATER }));
    const planned = await severally(api, 'schedulePosts', { posts, idempotencyKey: 'plan two' });
    expect(planned.results.map(({ post }) => post?.dueAt)).toEqual([LATER, LATER]);
    const now = await severally(api, 'publishPostsNow', {
      posts: [{ postId: yes.id }, { postId: no }],
      idempotencyKey: 'go',
    });
    expect(now.results.map(({ userErrors: [error] }) => error?.code)).toEqual([undefined, 'NOT_APPROVED']);
    expect(new Date(now.results[0]?.post?.dueAt ?? LATER).getTime()).toBeLessThan(new Date(LATER).getTime());
    await sendDue(api, () => 'published');
  });

  test('what is held is decided about post by post', async () => {
    const held = await approved(api, 'held');
    const { id } = await approved(api, 'not held');
    await changed(api, 'schedulePost', { postId: id, dueAt: LATER });
    await sql`update delivery set state = 'held' where id = ${mainOf(held).partId}`.execute(api.sql);
    const input = { postIds: [held.id, id], decision: 'MOVE', dueAt: LATER, idempotencyKey: 'held' };
    const { results } = await severally(api, 'decideHeld', input);
    expect(results.map(({ post, userErrors: [error] }) => [post?.dueAt, error?.code])).toEqual([
      [LATER, undefined],
      [LATER, 'STALE'],
    ]);
  });

  test.each(['approvePosts', 'schedulePosts', 'publishPostsNow', 'decideHeld'])('%s takes 50 at most', async (name) => {
    const ids = Array.from({ length: 51 }, () => NOBODY);
    const posts = ids.map((postId) => ({ postId, ...(name === 'approvePosts' && { revisionId: NOBODY }) }));
    const input = name === 'decideHeld' ? { postIds: ids, decision: 'SEND' } : { posts };
    await expect(answered(api, name, { ...input, idempotencyKey: 'many' }, 'results { postId }')).rejects.toThrow(
      '1 to 50',
    );
  });
});

describe('at last', () => {
  test('what is live is taken down; what is not live is not', async () => {
    const { id } = await sent('to be taken down', 'published');
    const taken = await changed(api, 'unpublishPost', { postId: id });
    expect(taken.publications[0]?.parts[0]?.state).toBe('REMOVING');
    expect(await refused(api, 'unpublishPost', { postId: (await written('not live')).id })).toEqual([
      'NOTHING_LIVE',
      null,
    ]);
  });
});
