import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { approvePost } from '../../src/usecases/approve-post.js';
import { type Api, draft, inReview, openApi, sendDue } from './api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  for (let i = 1; i <= 5; i++) await draft(api, `draft ${i}`);
  for (let i = 1; i <= 3; i++) {
    const review = await inReview(api, `approved ${i}`);
    await approvePost(api.desk, { ...review, memberId: api.people.editor });
  }
  await sendDue(api, () => 'published');
  const review = await inReview(api, 'still scheduled');
  await approvePost(api.desk, { ...review, memberId: api.people.editor });
});
afterAll(() => api[Symbol.asyncDispose]());

const PAGE = z.object({
  nodes: z.array(z.object({ number: z.number().optional(), id: z.string(), state: z.string() })),
  pageInfo: z.object({ hasNextPage: z.boolean(), hasPreviousPage: z.boolean(), endCursor: z.string().nullable() }),
});

async function page(of: 'posts' | 'publications', args: { first: number; after?: string | null; states?: string[] }) {
  const type = of === 'posts' ? 'PostState' : 'PublicationState';
  const { data, errors } = await api.ask(
    `query ($first: Int!, $after: String, $states: [${type}!]) {
      ${of}(first: $first, after: $after, states: $states) {
        nodes { id state ${of === 'posts' ? 'number' : ''} }
        pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    }`,
    args,
  );
  return { errors, ...(data ? PAGE.parse(data[of]) : { nodes: [], pageInfo: null }) };
}

test('posts come newest first, page by page, and a post that arrives in between does not shift them', async () => {
  const first = await page('posts', { first: 4 });
  expect(first.nodes.map(({ number }) => number)).toEqual([9, 8, 7, 6]);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  await draft(api, 'in between');
  const second = await page('posts', { first: 4, after: first.pageInfo?.endCursor });
  expect(second.nodes.map(({ number }) => number)).toEqual([5, 4, 3, 2]);
  const last = await page('posts', { first: 4, after: second.pageInfo?.endCursor });
  expect(last.nodes.map(({ number }) => number)).toEqual([1]);
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
});

test('posts are filtered by state', async () => {
  const { nodes } = await page('posts', { first: 100, states: ['APPROVED', 'REJECTED'] });
  expect(nodes.map(({ state }) => state)).toEqual(Array(4).fill('APPROVED'));
  expect((await page('posts', { first: 100, states: [] })).nodes).toEqual([]);
});

test('publications come newest first and are filtered by the state that is shown', async () => {
  const all = await page('publications', { first: 100 });
  expect(all.nodes.map(({ state }) => state)).toEqual(['SCHEDULED', 'LIVE', 'LIVE', 'LIVE']);
  const live = await page('publications', { first: 2, states: ['LIVE'] });
  expect(live.nodes).toEqual(all.nodes.slice(1, 3));
  const rest = await page('publications', { first: 2, after: live.pageInfo?.endCursor, states: ['LIVE'] });
  expect(rest.nodes).toEqual(all.nodes.slice(3));
  expect(rest.pageInfo?.hasNextPage).toBe(false);
});

/** States of the parts of one publication, and the word for it. */
const SHOWN: [string[], string][] = [
  [['scheduled', 'scheduled'], 'SCHEDULED'],
  [['publishing', 'scheduled'], 'GOING_OUT'],
  [['waiting'], 'GOING_OUT'],
  [['published', 'published'], 'LIVE'],
  [['published', 'cancelled'], 'LIVE'],
  [['published', 'scheduled'], 'PARTLY_LIVE'],
  [['published', 'failed'], 'NEEDS_CARE'],
  [['held'], 'NEEDS_CARE'],
  [['unknown', 'scheduled'], 'NEEDS_CARE'],
  [['handed_over'], 'HANDED_OVER'],
  [['published', 'left'], 'PARTLY_LIVE'],
  [['left', 'cancelled'], 'LEFT_ALONE'],
  [['cancelled', 'cancelled'], 'CANCELLED'],
  [['removing'], 'GOING_OUT'],
  [['removed', 'removed'], 'REMOVED'],
];

test.each(SHOWN)('a publication whose parts are %j is shown as %s', async (states, shown) => {
  const { rows } = await sql<{ id: string }>`
    with u as (
      insert into publication (id, client_id, post_id, account_id, revision_id, occurrence, due_at, zone, created_at)
      select gen_random_uuid(), client_id, post_id, account_id, revision_id, gen_random_uuid()::text, now(), zone, now()
      from publication limit 1 returning *
    ), d as (
      insert into delivery (kind, client_id, publication_id, account_id, revision_id, part, ordinal, state, due_at, give_up_at,
        created_at, updated_at)
      select 'part', u.client_id, u.id, u.account_id, u.revision_id, 'p' || n, n, state, now(), now(), now(), now()
      from u, unnest(${states}::text[]) with ordinality as p (state, n)
    ) select id from u`.execute(api.sql);
  const { nodes } = await page('publications', { first: 100 });
  const id = rows[0]?.id ?? '';
  expect(nodes.find((node) => node.id === id)?.state).toBe(shown);
  expect((await page('publications', { first: 100, states: [shown] })).nodes.map((node) => node.id)).toContain(id);
  await sql`with d as (delete from delivery where publication_id = ${id}) delete from publication where id = ${id}`.execute(
    api.sql,
  );
});

test.each([0, -1, 101])('first: %i is refused', async (first) => {
  for (const of of ['posts', 'publications'] as const) {
    const { errors } = await page(of, { first });
    expect(errors).toMatchObject([
      { message: 'first must be between 1 and 100.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
});

test.each(['', 'nonsense', Buffer.from('post:1; drop table').toString('base64url')])(
  'the cursor %j is refused',
  async (after) => {
    for (const of of ['posts', 'publications'] as const) {
      expect((await page(of, { first: 1, after })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  },
);

test('a cursor of one list is not taken for one of another', async () => {
  const { pageInfo } = await page('posts', { first: 1 });
  expect((await page('publications', { first: 1, after: pageInfo?.endCursor })).errors).toHaveLength(1);
});
