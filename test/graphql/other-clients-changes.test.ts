import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { type FullDesk, fillDesk } from './full-desk.js';
import { type Caller, runAs, schema } from './run-as.js';
import { everythingOf } from './selections.js';

/** Ids of an input that name nothing of a client's. */
const NO_THINGS: ReadonlySet<string> = new Set(['clientId', 'idempotencyKey', 'key', 'hash']);
/** What the first value of the type would not do for. */
const VALUES: Readonly<Record<string, unknown>> = { decision: 'DROP', verdict: 'NOT_THERE', to: 'OFF' };

type Ids = (field: string, mutation: string) => string | undefined;

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const cases = mutations.flatMap((field) => {
  const type = getNamedType(field.args[0]?.type);
  return isInputObjectType(type) ? idsIn(type).map((path) => ({ name: field.name, path })) : [];
});

/** Every place of this input that names something, as `posts.revisionId`. */
function idsIn(type: GraphQLInputObjectType, above: readonly string[] = []): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    const path = [...above, field.name];
    if (isInputObjectType(below)) return idsIn(below, path);
    return below.name === 'ID' && !NO_THINGS.has(field.name) ? [path.join('.')] : [];
  });
}

/** What has to be given, and the id at `path`, which is `named`; other ids are our own. */
function inputOf(type: GraphQLInputObjectType, path: readonly string[], named: string, ours: Ids, mutation: string) {
  const [head, ...rest] = path;
  const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || field.name === head);
  return Object.fromEntries(
    fields.map((field): [string, unknown] => {
      const isAt = field.name === head;
      const own = isAt && rest.length === 0 ? named : ours(field.name, mutation);
      return [field.name, valueOf(field.type, field.name, isAt ? rest : [], { named, own, ours, mutation })];
    }),
  );
}

interface Giving {
  readonly named: string;
  readonly own: string | undefined;
  readonly ours: Ids;
  readonly mutation: string;
}

function valueOf(type: GraphQLInputType, name: string, path: readonly string[], giving: Giving): unknown {
  const { named, own, ours, mutation } = giving;
  const inner: GraphQLInputType = getNullableType(type);
  if (isListType(inner)) return [valueOf(inner.ofType, name, path, giving)];
  if (isInputObjectType(inner)) return inputOf(inner, path, named, ours, mutation);
  if (name in VALUES) return VALUES[name];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  const byType: Record<string, unknown> = { Int: 1, Boolean: true, DateTime: '2030-01-01T00:00:00Z' };
  return inner.name === 'ID' ? (own ?? randomUUID()) : (byType[inner.name] ?? 'text');
}

let it: DeskParts;
let ours: FullDesk;
let theirs: FullDesk;
let idOf: (desk: FullDesk) => Ids;
beforeAll(async () => {
  it = await openDeskParts();
  ours = await fillDesk(it.db.sql, '111', 1);
  theirs = await fillDesk(it.db.sql, '999', 1);
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (${randomUUID()}, ${theirs.clientId}, ${ours.adminId}, 'admin', now())`.execute(it.db.sql);
  const more = new Map([ours, theirs].map((desk) => [desk.clientId, new Map<string, string>()]));
  for (const table of ['invitation', 'api_token', 'revision']) {
    const { rows } = await sql<{
      id: string;
      client: string;
    }>`select t.id, coalesce(p.client_id, (to_jsonb(t) ->> 'client_id')::uuid) as client
      from ${sql.table(table)} t left join post p on p.id = (to_jsonb(t) ->> 'post_id')::uuid`.execute(it.db.sql);
    for (const { id, client } of rows) more.get(client)?.set(table, id);
  }
  idOf = (desk) => (field, mutation) => {
    const also = more.get(desk.clientId);
    const byField: Record<string, string | undefined> = {
      postId: desk.postId,
      postIds: desk.postId,
      partId: desk.deliveryId,
      publicationId: desk.publicationId,
      accountId: desk.accountId,
      accountIds: desk.accountId,
      targetAccountIds: desk.accountId,
      memberId: desk.authorId,
      revisionId: also?.get('revision'),
      invitationId: also?.get('invitation'),
      id: mutation === 'revokeApiToken' ? also?.get('api_token') : undefined,
    };
    return byField[field];
  };
});
afterAll(() => it[Symbol.asyncDispose]());

/** All that is theirs, as it stands. */
async function theirRows(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.columns
    where column_name = 'client_id' and table_schema = current_schema() order by 1`.execute(it.db.sql);
  const whole: unknown[] = [];
  for (const { name } of tables) {
    const found = await sql`select t::text from ${sql.table(name)} t where client_id = ${theirs.clientId} order by 1`;
    whole.push((await found.execute(it.db.sql)).rows);
  }
  const { rows } = await sql`select a::text from approval a join revision r on r.id = a.revision_id
    join post p on p.id = r.post_id where p.client_id = ${theirs.clientId} order by 1`.execute(it.db.sql);
  return JSON.stringify([whole, rows]);
}

/** The answer to the mutation with `named` at that place; the id itself is struck out. */
async function answer(who: Caller, { name, path }: (typeof cases)[number], named: string): Promise<string> {
  const field = mutations.find((one) => one.name === name);
  const type = getNamedType(field?.args[0]?.type);
  const payload = getNamedType(field?.type);
  if (!isInputObjectType(type) || !isObjectType(payload)) throw new Error(`${name} takes no input`);
  const input = inputOf(type, path.split('.'), named, idOf(ours), name);
  const query = `mutation ($input: ${type.name}!) { ${name}(input: $input) ${everythingOf(payload, 2)} }`;
  const result = await runAs(it.desk, who, query, { input });
  return JSON.stringify(result).replaceAll(named, 'ID');
}

/** An admin of both, by a token for one: that they may do it there must not help. */
test.each(cases)('what another client has is nothing to $name by $path', async (one) => {
  const who = { memberId: ours.adminId, clientId: ours.clientId, role: 'admin', byToken: true } as const;
  const theirId = idOf(theirs)(one.path.split('.').at(-1) ?? '', one.name);
  if (theirId === undefined) throw new Error(`Say in this test what ${one.path} of ${one.name} names`);
  const before = await theirRows();
  const answered = await answer(who, one, theirId);
  // As if there were no such thing, and nothing else was wrong with the request.
  expect(answered).toBe(await answer(who, one, randomUUID()));
  expect(answered).toMatch(/"code":"[A-Z_]+"/);
  expect(answered).not.toMatch(/"errors"|\b999\b/);
  expect(await theirRows()).toBe(before);
});
