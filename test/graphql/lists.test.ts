import { getNamedType, isNonNullType, isObjectType } from 'graphql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, openApi } from './api.js';
import { type FullDesk, fillDesk } from './full-desk.js';
import { runAs, schema } from './run-as.js';
import { objectTypes } from './selections.js';

let api: Api;
let full: FullDesk;
beforeAll(async () => {
  api = await openApi();
  full = await fillDesk(api.sql, '111', 7);
  // Half of them at one moment, so that the order hangs on the id, and some without a time.
  await sql`update post set due_at = '2030-01-01T09:00:00.123456Z' where client_id = ${full.clientId} and number % 2 = 0`.execute(
    api.sql,
  );
  await sql`update publication set due_at = '2030-01-01T09:00:00.123456Z'
    where client_id = ${full.clientId} and id in (select id from publication where client_id = ${full.clientId} limit 4)`.execute(
    api.sql,
  );
});
afterAll(() => api[Symbol.asyncDispose]());

const PAGE = z.object({
  nodes: z.array(z.object({ id: z.string() })),
  edges: z.array(z.object({ cursor: z.string() })),
  pageInfo: z.object({
    hasNextPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  }),
});

async function ask(list: string, args: string) {
  const caller = { memberId: full.adminId, clientId: full.clientId, role: 'admin' } as const;
  const query = `{ ${list}(${args}) { nodes { id } edges { cursor } pageInfo { hasNextPage startCursor endCursor } } }`;
  const { data, errors } = await runAs(api.desk, caller, query);
  return { errors, page: data?.[list] ? PAGE.parse(data[list]) : null };
}

async function idsOf(list: string, args: string): Promise<string[]> {
  const { page, errors } = await ask(list, args);
  expect(errors).toBeUndefined();
  return page?.nodes.map(({ id }) => id) ?? [];
}

/** Page by page, three at a time. */
async function walk(list: string, args: string): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const { page, errors } = await ask(list, `first: 3${args}${after === null ? '' : `, after: "${after}"`}`);
    expect(errors).toBeUndefined();
    if (!page) throw new Error(`no page of ${list}`);
    expect(page.edges.map(({ cursor }) => cursor).at(-1) ?? null).toBe(page.pageInfo.endCursor);
    found.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
}

async function count(list: string, filter: string): Promise<number> {
  return (await idsOf(list, `first: 100, filter: { ${filter} }`)).length;
}

const POST_ORDERS = ['NEWEST', 'OLDEST', 'DUE_FIRST', 'DUE_LAST'];
const ORDERS: [string, string][] = [
  ...POST_ORDERS.map((sort): [string, string] => ['posts', `, sort: ${sort}`]),
  ...POST_ORDERS.map((sort): [string, string] => [
    'posts',
    `, sort: ${sort}, filter: { states: [APPROVED, IN_REVIEW] }`,
  ]),
  ...POST_ORDERS.map((sort): [string, string] => ['publications', `, sort: ${sort}`]),
  ['publications', ', sort: DUE_FIRST, filter: { platform: "telegram" }'],
  ['accounts', ', sort: OLDEST'],
  ['accounts', ', sort: NAME'],
  ['deliveries', ', sort: NEWEST'],
  ['deliveries', ', sort: OLDEST'],
  ['events', ', sort: NEWEST'],
  ['events', ', sort: OLDEST'],
  ['members', ''],
  ['invitations', ''],
  ['apiTokens', ''],
  ['queue', ''],
  ['reviews', ''],
];

describe('pages', () => {
  test.each(ORDERS)('of %s(first: 3%s) hold every row once, in the order of one large page', async (list, args) => {
    const whole = await idsOf(list, `first: 100${args}`);
    expect(whole.length).toBeGreaterThan(6);
    expect(new Set(whole).size).toBe(whole.length);
    expect(await walk(list, args)).toEqual(whole);
  });

  test.each(['posts', 'publications', 'deliveries', 'events'])(
    'of %s run backwards in the opposite order',
    async (list) => {
      const newest = await idsOf(list, 'first: 100, sort: NEWEST');
      expect(await idsOf(list, 'first: 100, sort: OLDEST')).toEqual(newest.toReversed());
    },
  );

  test('a cursor of one order is not taken for one of another', async () => {
    const { page } = await ask('posts', 'first: 1, sort: DUE_FIRST');
    const { errors } = await ask('posts', `first: 1, sort: DUE_LAST, after: "${page?.pageInfo.endCursor}"`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each(['2030-02-30 09:00:00+00', '2030-01-01 25:00:00+00', 'now', '-infinity', '0000-01-01 00:00:00+00'])(
    'a cursor at %s is refused',
    async (moment) => {
      const after = Buffer.from(`post.due_first:${moment}|${full.postId}`).toString('base64url');
      const { errors } = await ask('posts', `first: 1, sort: DUE_FIRST, after: "${after}"`);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    },
  );

  test('every connection asks for the size of its page', () => {
    const unbounded = objectTypes(schema).flatMap((type) =>
      Object.values(type.getFields()).filter((field) => {
        const below = getNamedType(field.type);
        const first = field.args.find(({ name }) => name === 'first');
        return isObjectType(below) && below.name.endsWith('Connection') && !(first && isNonNullType(first.type));
      }),
    );
    expect(unbounded.map(({ name }) => name)).toEqual([]);
  });
});

describe('filters', () => {
  test.each([
    ['posts', 'states: [IN_REVIEW]', 7],
    ['posts', 'states: []', 0],
    ['posts', 'states: [DRAFT]', 0],
    ['posts', 'text: "111 WAITS"', 7],
    ['posts', 'text: "111 (.*) waits"', 0],
    ['posts', 'platform: "telegram"', 7],
    ['posts', 'platform: "instagram"', 0],
    ['posts', 'dueFrom: "2030-01-01T00:00:00Z", dueUntil: "2030-01-02T00:00:00Z"', 7],
    ['posts', 'createdUntil: "2020-01-01T00:00:00Z"', 0],
    ['posts', 'createdFrom: "2020-01-01T00:00:00Z"', 14],
    ['publications', 'states: [SCHEDULED]', 7],
    ['publications', 'states: [SCHEDULED, GOING_OUT, NEEDS_CARE]', 7],
    ['publications', 'states: [LIVE]', 0],
    ['publications', 'dueFrom: "2030-01-01T00:00:00Z"', 4],
    ['publications', 'platform: "instagram"', 0],
    ['accounts', 'held: true', 7],
    ['accounts', 'held: false', 1],
    ['accounts', 'states: [OFF]', 0],
    ['queue', 'held: false', 7],
    ['queue', 'held: true', 0],
    ['queue', 'platform: "instagram"', 0],
    ['deliveries', 'kinds: [PART], states: [SCHEDULED]', 7],
    ['deliveries', 'kinds: [NOTICE]', 0],
    ['events', 'what: "post"', 7],
    ['events', 'what: "post.approve"', 7],
    ['events', 'what: "po"', 0],
    ['events', 'until: "2020-01-01T00:00:00Z"', 0],
  ])('%s(%s) gives %i', async (list, filter, expected) => {
    expect(await count(list, filter)).toBe(expected);
  });

  test('by account, author, post and member', async () => {
    const { accountId, authorId, editorId, postId, publicationId } = full;
    expect(await count('posts', `accountId: "${accountId}"`)).toBe(7);
    expect(await count('posts', `authorId: "${authorId}"`)).toBe(14);
    expect(await count('posts', `authorId: "${editorId}"`)).toBe(0);
    expect(await count('publications', `accountId: "${accountId}"`)).toBe(7);
    expect(await count('publications', `authorId: "${editorId}"`)).toBe(0);
    expect(await count('queue', `accountId: "${accountId}"`)).toBe(7);
    expect(await count('deliveries', `publicationId: "${publicationId}"`)).toBe(1);
    expect(await count('events', `postId: "${postId}"`)).toBe(1);
    expect(await count('events', `memberId: "${editorId}"`)).toBe(7);
  });

  test('an id that is none is refused', async () => {
    const { errors } = await ask('posts', 'first: 1, filter: { authorId: "me" }');
    expect(errors).toMatchObject([{ message: 'authorId is not an id.', extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
