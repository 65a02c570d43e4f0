import { getIntrospectionQuery } from 'graphql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, openApi, TOKEN } from './api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi({ limits: { perToken: 1_000, perAddress: 3 } });
});
afterAll(() => api[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

async function send(body: string, { url = api.url, token = TOKEN as string | null } = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') };
}

const asking = (query: string, variables: object = {}) => JSON.stringify({ query, variables });
const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const nested = (levels: number, inside: string) => '{"a":'.repeat(levels) + inside + '}'.repeat(levels);
const withVariables = (variables: string) => `{"query":"{ me { name } }","variables":${variables}}`;

describe('hostile requests', () => {
  test.each([
    ['a batch', `[${asking('{ me { name } }')}]`, /batches are refused/],
    ['an empty batch', '[]', /batches are refused/],
    ['51 aliases', asking(`{ me { ${times(51, (i) => `a${i}: name`)} } }`), /51 aliases; 50 are allowed/],
    ['101 fields on one level', asking(`{ me { ${times(101, () => 'name')} } }`), /101 fields on one level/],
    ['1001 fields', asking(`{ ${times(20, () => `me { ${times(50, () => 'name')} }`)} }`), /fields; 1000 are allowed/],
    ['21 root fields', asking(`{ ${times(21, () => 'me { name }')} }`), /asks 21 things at once/],
    [
      'fields that multiply through fragments',
      asking(
        `{ me { ...A } } fragment A on Me { ${times(50, () => '...B')} } fragment B on Me { ${times(50, () => 'name')} }`,
      ),
      /2500 fields on one level/,
    ],
    ['51 directives', asking(`{ me { name ${times(51, () => '@skip(if: false)')} } }`), /51 directives/],
    ['51 fragments', asking(`{ me { name } } ${times(51, (i) => `fragment F${i} on Me { name }`)}`), /51 fragments/],
    [
      'fragments in a circle',
      asking('{ me { ...A } } fragment A on Me { ...B } fragment B on Me { ...A }'),
      /Cannot spread/,
    ],
    ['variables that are too deep', withVariables(nested(20_000, '1')), /more than 10 levels deep/],
    [
      'lists that are too deep',
      withVariables(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
      /more than 10 levels deep/,
    ],
    [
      'very many values',
      withVariables(`{"a":[${times(6_000, () => '1').replaceAll(' ', ',')}]}`),
      /more than 5000 values/,
    ],
    [
      'a number that is no Int',
      asking('{ posts(first: 99999999999999999999) { nodes { id } } }'),
      /Int cannot represent/,
    ],
    ['a very large page', asking('{ posts(first: 2147483647) { nodes { id } } }'), /first must be between 1 and 100/],
    ['a query that is no text', '{"query":{"kind":"Document"}}', /must be strings/],
    ['a prototype of its own', '{"query":"{ me { name } }","__proto__":{"admin":true}}', /could not be read/],
    ['a prototype among the variables', withVariables('{"__proto__":{"first":1}}'), /could not be read/],
    ['a constructor among the variables', withVariables('{"constructor":{"prototype":{"x":1}}}'), /could not be read/],
    ['a cut body', '{"query":"{ me', /could not be read/],
    ['a very deep selection', asking('{ me '.repeat(2_400)), /nested more than 50 deep/],
    ['a very deep value', asking(`{ posts(first: ${'['.repeat(4_900)}`), /nested more than 50 deep/],
    ['a very deep type', asking(`query ($a: ${'['.repeat(4_900)}`), /nested more than 50 deep/],
  ])('%s is refused with a sentence', async (_name, body, why) => {
    const { status, text } = await send(body);
    expect({ status, text }).toEqual({
      status: expect.toSatisfy((code) => code >= 200 && code < 500),
      text: expect.stringMatching(why),
    });
    expect(text).not.toMatch(/"data":\{/);
    expect(text).not.toMatch(/node_modules|\.ts:/);
  });

  test('none of them were faults of ours', () => {
    expect(api.lines.filter((line) => line.includes('fault of ours'))).toEqual([]);
  });
});

describe('the schema', () => {
  const misspelt = '{ pots { id } }';

  test('is closed without a token, and so are hints at its names', async () => {
    await using members = await openApi();
    for (const query of [getIntrospectionQuery(), '{ __typename }', misspelt]) {
      const { status, text } = await send(asking(query), { url: members.url, token: null });
      expect(status).toBe(401);
      expect(text).not.toMatch(/posts|Did you mean/);
    }
    expect((await send(asking(misspelt), { url: members.url })).text).toContain('Did you mean');
  });

  test('is open to everyone where the desk says so, and nothing else is', async () => {
    await using everyone = await openApi({ introspection: 'everyone' });
    const outside = { url: everyone.url, token: null };
    const { status, text } = await send(asking(getIntrospectionQuery()), outside);
    expect([status, text]).toEqual([200, expect.stringContaining('"Mutation"')]);
    for (const query of ['{ __typename me { name } }', misspelt, 'mutation { __typename }  query B { me { name } }']) {
      const closed = await send(asking(query), outside);
      expect(closed.status).toBe(401);
      expect(closed.text).not.toMatch(/Did you mean/);
    }
  });
});

describe('too many requests', () => {
  test('of an address without a valid token are held up, and those with one at the same address are not', async () => {
    const outside = () => send(asking('{ me { name } }'), { token: 'nobody' });
    const statuses = [await outside(), await outside(), await outside()].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401]);
    const held = await outside();
    expect(held.status).toBe(429);
    expect(Number(held.retryAfter)).toBeGreaterThan(0);
    expect(held.text).toMatch(/Too many requests: ask again in \d+ s/);
    expect((await send(asking('{ me { name } }'))).status).toBe(200);
  });

  test('of one token are held up', async () => {
    await using few = await openApi({ limits: { perToken: 2, perAddress: 100 } });
    const ask = async () => (await send(asking('{ me { name } }'), few)).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
  });
});

describe('an operation that takes too long', () => {
  test('is given up with a sentence', async () => {
    await using slow = await openApi({ operationMs: 300, statementMs: 500 });
    const answer = await slow.sql.transaction().execute(async (tx) => {
      await sql`lock table post in access exclusive mode`.execute(tx);
      return send(asking('{ posts(first: 1) { nodes { id } } }'), slow);
    });
    expect(answer.status).toBe(503);
    expect(answer.text).toMatch(/OPERATION_TIMEOUT/);
    expect(answer.text).toMatch(/took longer than 0.3 s and was given up/);
    expect((await send(asking('{ posts(first: 1) { nodes { id } } }'), slow)).status).toBe(200);
  });
});
