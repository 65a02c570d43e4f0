import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCOPES } from '../../src/domain/access.js';
import { createApiToken } from '../../src/usecases/create-api-token.js';
import { type Api, openApi } from './api.js';
import { type FullDesk, fillDesk } from './full-desk.js';
import { runAs, schema } from './run-as.js';
import { argumentsOf, everythingOf } from './selections.js';

const ROWS = 50;

let api: Api;
let full: FullDesk;
beforeAll(async () => {
  api = await openApi();
  full = await fillDesk(api.sql, '111', ROWS);
});
afterAll(() => api[Symbol.asyncDispose]());

async function statementsFor(query: string): Promise<{ statements: number; rows: number }> {
  api.statements();
  const caller = { memberId: full.adminId, clientId: full.clientId, role: 'admin' } as const;
  const { data, errors } = await runAs(api.desk, caller, query);
  expect(errors).toBeUndefined();
  const [list] = Object.values(data ?? {});
  return { statements: api.statements(), rows: rowsOf(list) };
}

function rowsOf(list: unknown): number {
  return typeof list === 'object' && list !== null && 'nodes' in list && Array.isArray(list.nodes)
    ? list.nodes.length
    : 0;
}

/** One client is all that the admin works for; `FILTERED` leaves rows that are all alike. */
const SHORT = ['clients'];
const FILTERED: Record<string, Record<string, string>> = {
  posts: { filter: '{ states: [APPROVED] }' },
  members: { roles: '[EDITOR]' },
  accounts: { filter: '{ held: true }' },
  events: { filter: '{ what: "post" }' },
};

const connections = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
  const type = getNamedType(field.type);
  return isObjectType(type) && type.name.endsWith('Connection') ? [[field.name, field, type] as const] : [];
});

test.each(connections)(
  '%s takes as many statements for 50 rows, with all that hangs on them, as for one',
  async (name, field, type) => {
    const query = (first: number) =>
      `{ ${name}${argumentsOf(field, { first: String(first), ...FILTERED[name] })} ${everythingOf(type, 3)} }`;
    // Opens the connections, which greet the server with statements of their own.
    await statementsFor(query(ROWS));
    const sizes = [1, 10, ROWS];
    const counted = [];
    for (const first of sizes) counted.push(await statementsFor(query(first)));
    const [one] = counted;
    expect(counted).toEqual(
      sizes.map((first) => ({ statements: one?.statements, rows: SHORT.includes(name) ? 1 : first })),
    );
  },
);

test('a page of 50 posts with publications and accounts takes four statements', async () => {
  const query = `{ posts(first: 50, filter: { states: [APPROVED] }) {
    nodes { number publications { state account { name } parts { state } } } } }`;
  await statementsFor(query);
  expect((await statementsFor(query)).statements).toBe(4);
});

test('over HTTP, with a token, as many statements are run for a page of 50 as for one of one', async () => {
  const { adminId: memberId, clientId } = full;
  const wanted = { name: 'Report', role: 'admin', scopes: ['read'], scopesAtMost: SCOPES, expiresAt: null } as const;
  const { token } = await createApiToken(api.desk, { memberId, clientId, ...wanted });
  const counted = [];
  // The first use of a token is noted.
  for (const first of [ROWS, 1, ROWS]) {
    api.statements();
    const query = `query ($first: Int!) { posts(first: $first, filter: { states: [APPROVED] }) {
      nodes { number author { name } publications { account { name } parts { state attempts { number } } } } } }`;
    const { errors, data } = await api.ask(query, { first }, token);
    expect([errors, rowsOf(data?.posts)]).toEqual([undefined, first]);
    counted.push(api.statements());
  }
  expect(counted[2]).toBe(counted[1]);
});
