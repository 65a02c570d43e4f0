import { getIntrospectionQuery, type GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABS } from '../../src/graphql/examples.js';
import { limitOperations } from '../../src/graphql/limits.js';
import { buildApiSchema } from '../../src/graphql/schema.js';
import { type Api, openApi, TOKEN } from './api.js';

const schema = buildApiSchema();
const check = (query: string): readonly GraphQLError[] =>
  validate(schema, parse(query), [...specifiedRules, limitOperations]);

/** `posts.nodes.publications.post.publications.post…`, ten levels below the root. */
const nested = (levels: number): string =>
  `{ post(number: 1) ${'{ publications { post '.repeat(levels)} { number } ${'} }'.repeat(levels)} }`;

function inner(first: number): string {
  return `posts(first: ${first}) { nodes { author { name } publications { account { name } parts { attempts { number } } } } }`;
}
function page(first: number): string {
  return `{ ${inner(first)} }`;
}

describe('limits', () => {
  test.each([
    ['introspection', getIntrospectionQuery()],
    ['a page of a hundred with everything that was tried', page(100)],
    ['ten levels and more', nested(5)],
    ...TABS.map(({ query }, i) => [`tab ${i + 1} of the playground`, query]),
  ])('%s is allowed', (_name, query) => {
    expect(check(query)).toEqual([]);
  });

  test.each([
    ['thirteen levels', nested(6), /levels deep/],
    [
      'depth hidden in fragments',
      `{ post(number: 1) { ...A } }
       fragment A on Post { publications { post { publications { post { ...B } } } } }
       fragment B on Post { publications { post { publications { post { publications { post { publications { id } } } } } } } }`,
      /levels deep/,
    ],
    [
      'many pages under other names',
      `{ ${Array.from({ length: 3 }, (_, i) => `p${i}: ${inner(100)}`).join(' ')} }`,
      /objects/,
    ],
    [
      'a page whose size is in a variable',
      `query ($n: Int!) { ${inner(100).replace('100', '$n')} again: ${inner(100)} }`,
      /objects/,
    ],
    [
      'fragments that double each other',
      `{ posts(first: 100) { nodes { ...F0 } } }
       ${Array.from({ length: 20 }, (_, i) => `fragment F${i} on Post { a${i}: author { name } ...F${i + 1} ...G${i} } fragment G${i} on Post { ...F${i + 1} }`).join('\n')}
       fragment F20 on Post { author { name } }`,
      /objects/,
    ],
  ])('%s is refused', (_name, query, why) => {
    expect(check(query).map(({ message }) => message)).toContainEqual(expect.stringMatching(why));
  });

  test('a fragment within itself ends with an error', () => {
    expect(check('{ me { ...A } } fragment A on Me { client { id } ...A }')).not.toEqual([]);
  });
});

describe('over HTTP', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api[Symbol.asyncDispose]());

  test('what is too deep is refused with 400 before anything is read', async () => {
    const { status, errors } = await api.ask(nested(6));
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toBe('The operation is 14 levels deep; 12 are allowed.');
  });

  test('a query of very many words is not even parsed to its end', async () => {
    const { status, errors } = await api.ask(`{ ${'a: me { name } '.repeat(5000)} }`);
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
  });

  test('a body that is too large is refused', async () => {
    const response = await post(JSON.stringify({ query: `{ me { name } } #${'x'.repeat(300_000)}` }));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: 'The request is too large.' });
  });

  test('a form of another site cannot ask', async () => {
    // With a cookie, which a browser sends along by itself, and none of the headers that only we let a page set.
    await using cookies = await openApi({ byCookie: true });
    const body = JSON.stringify({ query: '{ me { name } }' });
    const headers = { cookie: 'session=admin', 'content-type': 'text/plain' };
    const form = await fetch(`${cookies.url}/graphql`, { method: 'POST', headers, body });
    expect([form.status, await form.text()]).toEqual([400, expect.stringContaining('CSRF')]);
    const link = await fetch(`${cookies.url}/graphql?query={me{name}}`, { headers: { cookie: 'session=admin' } });
    expect([link.status, await link.text()]).toEqual([400, expect.stringContaining('CSRF')]);
    const own = { cookie: 'session=admin', 'content-type': 'application/json' };
    expect((await fetch(`${cookies.url}/graphql`, { method: 'POST', headers: own, body })).status).toBe(200);
  });

  test('a question that takes the database too long is given up with an error that says so', async () => {
    await using slow = await openApi({ statementMs: 100 });
    const { errors } = await slow.sql.transaction().execute(async (held) => {
      await sql`lock table post`.execute(held);
      return slow.ask('{ posts(first: 1) { nodes { id } } }');
    });
    expect(errors).toMatchObject([
      { extensions: { code: 'OPERATION_TIMEOUT' }, message: expect.stringContaining('narrow the filter') },
    ]);
    expect(slow.lines.filter((line) => line.includes('fault of ours'))).toEqual([]);
  });

  test('what goes wrong inside is in the log and not in the answer', async () => {
    await api.desk.orm.em.fork().getKysely().schema.alterTable('post').renameTo('post_away').execute();
    const { data, errors } = await api.ask('{ posts(first: 1) { nodes { id } } }');
    await api.desk.orm.em.fork().getKysely().schema.alterTable('post_away').renameTo('post').execute();
    expect(data).toBeNull();
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side; the log has the details.',
        path: ['posts'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    expect(api.lines.some((line) => line.includes('relation "post" does not exist'))).toBe(true);
  });

  test('no token is in the log', () => {
    expect(api.lines.filter((line) => line.includes(TOKEN))).toEqual([]);
  });

  async function post(body: string, type = 'application/json'): Promise<Response> {
    const headers = { 'content-type': type, authorization: `Bearer ${TOKEN}` };
    return fetch(`${api.url}/graphql`, { method: 'POST', headers, body });
  }
});
