import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { type FullDesk, fillDesk } from './full-desk.js';
import { type Caller, runAs, schema } from './run-as.js';
import { argumentsOf, everythingOf } from './selections.js';

let it: DeskParts;
let ours: FullDesk;
let theirs: FullDesk;
let admin: Caller;
beforeAll(async () => {
  it = await openDeskParts();
  ours = await fillDesk(it.db.sql, '111', 2);
  theirs = await fillDesk(it.db.sql, '999', 2);
  admin = { memberId: ours.adminId, clientId: ours.clientId, role: 'admin' };
});
afterAll(() => it[Symbol.asyncDispose]());

const queries = Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => [field.name, field] as const);
const takeClient = queries.filter(([, { args }]) => args.some(({ name }) => name === 'clientId'));

/** Everything that this field gives, for each id of `desk` that it could be asked for. */
function asked(field: (typeof queries)[number][1], desk: FullDesk, clientId: string | null): string[] {
  const type = getNamedType(field.type);
  const below = isObjectType(type) ? everythingOf(type, 2) : '';
  const client: Record<string, string> = clientId === null ? {} : { clientId: JSON.stringify(clientId) };
  const takes = (wanted: string) => field.args.some(({ name }) => name === wanted);
  const ids = [desk.postId, desk.publicationId, desk.deliveryId, desk.accountId, desk.authorId, desk.clientId];
  const lookups: Record<string, string>[] = [
    ...(takes('id') ? ids.map((id) => ({ id: JSON.stringify(id) })) : []),
    ...(takes('number') ? [{ number: String(desk.number) }] : []),
  ];
  return (lookups.length > 0 ? lookups : [{}]).map(
    (lookup) => `{ ${field.name}${argumentsOf(field, { ...client, ...lookup })} ${below} }`,
  );
}

async function answers(field: (typeof queries)[number][1], desk: FullDesk, clientId: string | null, who = admin) {
  const results = await Promise.all(asked(field, desk, clientId).map((query) => runAs(it.desk, who, query)));
  return JSON.stringify(results);
}

/** That the client's own things are there; nothing is held, and these two fields are not about a client alone. */
function showing(name: string, mark: string): RegExp {
  return ['health', 'me'].includes(name) ? /"data"/ : new RegExp(String.raw`\b${mark}\b|-[12]00${mark}|"count":0`);
}

describe('what another client has', () => {
  test.each(queries)('is not in %s', async (name, field) => {
    const answered = (await answers(field, theirs, null)) + (await answers(field, ours, null));
    expect(answered).not.toContain('"errors"');
    for (const theirOwn of [
      '999',
      theirs.clientId,
      theirs.postId,
      theirs.authorId,
      theirs.accountId,
      theirs.deliveryId,
    ]) {
      // An id may have any digits in it.
      const found = theirOwn === '999' ? /"[^"]*\b999\b|-[12]00999/.test(answered) : answered.includes(theirOwn);
      expect({ name, theirOwn, found }).toEqual({ name, theirOwn, found: false });
    }
    expect(answered).toMatch(showing(name, '111'));
  });

  test.each(takeClient)('is not in %s for one who names it and is no member there', async (_name, field) => {
    const answered = await answers(field, theirs, theirs.clientId);
    expect(answered).toContain('no member of this client');
    expect(answered).not.toContain('"data"');
  });
});

const both = (): Caller => ({ memberId: ours.editorId, clientId: ours.clientId, role: 'editor' });

describe('a member of both clients', () => {
  beforeAll(async () => {
    await sql`insert into membership (id, client_id, member_id, role, created_at)
      values (gen_random_uuid(), ${theirs.clientId}, ${ours.editorId}, 'admin', now() + interval '1 hour')`.execute(
      it.db.sql,
    );
  });
  test.each(takeClient)(
    'sees in %s of the client that is named, with the role they have there',
    async (name, field) => {
      const answered = await answers(field, theirs, theirs.clientId, both());
      expect(answered).not.toContain('"errors"');
      expect(answered).not.toContain(ours.clientId);
      expect(answered).not.toContain(ours.postId);
      expect(answered).toMatch(showing(name, '999'));
    },
  );

  test('has both in the list of clients, with the role in each', async () => {
    const { data } = await runAs(it.desk, both(), '{ clients(first: 5) { nodes { name role } } }');
    expect(data).toEqual({
      clients: {
        nodes: [
          { name: '111 brand', role: 'EDITOR' },
          { name: '999 brand', role: 'ADMIN' },
        ],
      },
    });
  });

  test('asks about one client in one operation', async () => {
    const query = `{ a: posts(first: 1, clientId: "${ours.clientId}") { __typename } b: posts(first: 1, clientId: "${theirs.clientId}") { __typename } }`;
    expect((await runAs(it.desk, both(), query)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('names it in a variable, its default or an input as well', async () => {
    const given = 'query ($c: ID) { client(clientId: $c) { name } }';
    const byDefault = `query ($c: ID = "${theirs.clientId}") { client(clientId: $c) { name } }`;
    const theirName = { client: { name: '999 brand' } };
    expect((await runAs(it.desk, both(), given, { c: theirs.clientId })).data).toEqual(theirName);
    expect((await runAs(it.desk, both(), byDefault)).data).toEqual(theirName);
  });
});
