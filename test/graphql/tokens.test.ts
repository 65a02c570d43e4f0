import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../src/ports.js';
import { changeRole } from '../../src/usecases/change-role.js';
import { createApiToken, type TokenRequest } from '../../src/usecases/create-api-token.js';
import { removeMember } from '../../src/usecases/remove-member.js';
import { SCOPES } from '../../src/domain/access.js';
import { readToken, writeToken } from '../../src/domain/api-token.js';
import { makeScene } from '../support/rows.js';
import { type Api, openApi, TOKEN } from './api.js';

/** The machine's clock, set forward at will. */
let aheadMs = 0;
const clock: Clock = { now: () => new Date(Date.now() + aheadMs), sleep: () => Promise.resolve() };

let api: Api;
beforeAll(async () => {
  api = await openApi({ clock });
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => {
  aheadMs = 0;
});

const MADE = z.object({
  createApiToken: z.object({
    token: z.string().nullable(),
    apiToken: z.object({ id: z.string(), prefix: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string(), field: z.array(z.string()).nullable() })),
  }),
});

const CREATE = `mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { token apiToken { id prefix } userErrors { code field } }
}`;
const REVOKE = `mutation ($id: ID!) {
  revokeApiToken(input: { id: $id }) { apiToken { revokedAt } userErrors { code } }
}`;
const WANTED = { name: 'Report', role: 'ADMIN', scopes: ['READ', 'MANAGE'] };

async function create(input: object, token = TOKEN) {
  const { data, errors } = await api.ask(CREATE, { input: { ...WANTED, ...input } }, token);
  expect(errors).toBeUndefined();
  return MADE.parse(data).createApiToken;
}

async function made(input: object = {}, token = TOKEN): Promise<{ token: string; id: string }> {
  const { token: secret, apiToken } = await create(input, token);
  return { token: secret ?? '', id: apiToken?.id ?? '' };
}

function ofMember(who: keyof Api['people'], more: Partial<TokenRequest> = {}) {
  const memberId = api.people[who];
  const asked = { name: who, role: who, scopes: SCOPES, scopesAtMost: SCOPES, expiresAt: null };
  return createApiToken(api.desk, { clientId: api.clientId, memberId, ...asked, ...more });
}

const roleOf = async (token: string) => (await api.ask('{ me { role } }', {}, token)).data?.me;
const statusOf = async (token: string) => (await api.ask('{ me { name } }', {}, token)).status;

describe('a token', () => {
  test('acts as its member, and is kept as a hash only', async () => {
    const { token } = await ofMember('author');
    const { data } = await api.ask('{ me { id role } }', {}, token);
    expect(data?.me).toEqual({ id: api.people.author, role: 'AUTHOR' });
    const secret = readToken(token)?.secret ?? 'none';
    const { rows } = await sql<{ kept: string }>`select t::text as kept from api_token t union all
      select e::text from event e where what like 'token.%'`.execute(api.sql);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ kept }) => kept.includes(secret))).toEqual([]);
  });

  test('is shown once; the list has how it begins, and for what it is', async () => {
    const { token, apiToken } = await create({ name: ' Weekly report ', role: 'EDITOR', scopes: ['READ'] });
    expect(token).toBe(`${apiToken?.prefix}_${readToken(token ?? '')?.secret}`);
    const { data } = await api.ask(
      '{ apiTokens(first: 1) { nodes { name role scopes prefix lastUsedAt member { name } } } }',
    );
    expect(data?.apiTokens).toEqual({
      nodes: [
        {
          name: 'Weekly report',
          role: 'EDITOR',
          scopes: ['READ'],
          prefix: apiToken?.prefix,
          lastUsedAt: null,
          member: { name: 'admin' },
        },
      ],
    });
  });

  test.each([
    ['another secret', (id: string) => writeToken(id, 'x'.repeat(43))],
    ['another id', () => writeToken('00000000-0000-7000-8000-000000000000', 'x'.repeat(43))],
    ['its hash for a secret', (id: string) => `cdk_${id.replaceAll('-', '')}_${'a'.repeat(64)}`],
    ['a NUL within', (id: string) => `${writeToken(id, 'x'.repeat(42))}%00`],
  ])('with %s opens nothing', async (_name, forged) => {
    const { id } = await ofMember('editor');
    expect(await statusOf(forged(id))).toBe(401);
  });

  test('goes through the API no further than its own role', async () => {
    const { token } = await ofMember('admin', { role: 'author' });
    expect(await roleOf(token)).toEqual({ role: 'AUTHOR' });
    expect((await api.ask('{ settings { zone } }', {}, token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const others = await ofMember('editor');
    const { data } = await api.ask(REVOKE, { id: others.id }, token);
    expect(data?.revokeApiToken).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('is of no use for what it was not made for', async () => {
    const { token } = await made({ scopes: ['READ'] });
    expect(await statusOf(token)).toBe(200);
    const { errors } = await api.ask(CREATE, { input: WANTED }, token);
    expect(errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('scope manage') },
    ]);
  });

  test('is for one client, also where its member works for several', async () => {
    const { token } = await made();
    const { clientId } = await makeScene(api.sql, '-100777');
    await sql`insert into membership (id, client_id, member_id, role, created_at)
      values (gen_random_uuid(), ${clientId}, ${api.people.admin}, 'admin', now() + interval '1 hour')`.execute(
      api.sql,
    );
    const query = 'query ($clientId: ID) { posts(first: 1, clientId: $clientId) { nodes { id } } }';
    expect((await api.ask(query, { clientId })).errors).toBeUndefined();
    expect((await api.ask(query, { clientId }, token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('notes its last use at most once a minute', async () => {
    const { token, id } = await ofMember('editor');
    const lastUsed = async () => {
      await statusOf(token);
      const { rows } = await sql<{ at: string }>`select last_used_at as at from api_token where id = ${id}`.execute(
        api.sql,
      );
      return new Date(rows[0]?.at ?? 0).getTime();
    };
    const first = await lastUsed();
    aheadMs = 30_000;
    expect(await lastUsed()).toBe(first);
    aheadMs = 61_000;
    expect(await lastUsed()).toBeGreaterThanOrEqual(first + 60_000);
  });

  test('ends at its time', async () => {
    const { token } = await made({ expiresAt: new Date(Date.now() + 60_000).toISOString() });
    expect(await statusOf(token)).toBe(200);
    aheadMs = 61_000;
    expect(await statusOf(token)).toBe(401);
  });
});

describe('making one', () => {
  test.each([
    ['without a name', { name: '  ' }, 'TEXT_NEEDED', ['input', 'name']],
    ['with a very long name', { name: 'x'.repeat(61) }, 'TEXT_TOO_LONG', ['input', 'name']],
    ['for nothing', { scopes: [] }, 'BAD_SETTING', ['input', 'scopes']],
    ['that has ended already', { expiresAt: '2020-01-01T00:00:00Z' }, 'PAST_TIME', ['input', 'expiresAt']],
  ])('%s is refused', async (_name, input, code, field) => {
    expect(await create(input)).toEqual({ token: null, apiToken: null, userErrors: [{ code, field }] });
  });

  test('a token makes none that can do more than itself', async () => {
    const { token } = await made({ role: 'EDITOR', scopes: ['READ', 'MANAGE'] });
    expect((await create({ role: 'ADMIN', scopes: ['READ'] }, token)).userErrors).toMatchObject([
      { code: 'TOKEN_BEYOND' },
    ]);
    expect((await create({ role: 'EDITOR', scopes: ['PUBLISH'] }, token)).userErrors).toMatchObject([
      { code: 'TOKEN_BEYOND' },
    ]);
    expect((await create({ role: 'EDITOR', scopes: ['READ'] }, token)).userErrors).toEqual([]);
  });

  test('a token makes none that outlives it', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000);
    const { token } = await made({ expiresAt: inAnHour.toISOString() });
    for (const expiresAt of [null, new Date(inAnHour.getTime() + 1_000).toISOString()]) {
      expect((await create({ expiresAt }, token)).userErrors).toMatchObject([{ code: 'TOKEN_BEYOND' }]);
    }
    expect((await create({ expiresAt: inAnHour.toISOString() }, token)).userErrors).toEqual([]);
  });

  test('twenty are enough for anybody', async () => {
    for (let i = 0; i < 20; i++) await ofMember('author', { name: `${i}` }).catch(() => undefined);
    await expect(ofMember('author')).rejects.toMatchObject({ code: 'too_many_tokens', facts: { max: 20 } });
  });
});

describe('ending one', () => {
  test('is one’s own doing, or an admin’s, and takes effect at once', async () => {
    const editor = await ofMember('editor');
    const own = await ofMember('editor');
    const admin = await made();
    const refused = await api.ask(REVOKE, { id: admin.id }, editor.token);
    expect(refused.data?.revokeApiToken).toEqual({ apiToken: null, userErrors: [{ code: 'NOT_FOUND' }] });
    await api.ask(REVOKE, { id: own.id }, editor.token);
    expect(await statusOf(own.token)).toBe(401);
    const { data } = await api.ask(REVOKE, { id: editor.id });
    expect(data?.revokeApiToken).toEqual({ apiToken: { revokedAt: expect.any(String) }, userErrors: [] });
    expect(await statusOf(editor.token)).toBe(401);
    expect(await statusOf(admin.token)).toBe(200);
  });

  test('others’ tokens are shown to admins only', async () => {
    const { token } = await ofMember('editor');
    const { data } = await api.ask('{ apiTokens(first: 100) { nodes { member { name } } } }', {}, token);
    expect(JSON.stringify(data)).not.toContain('admin');
    expect(JSON.stringify((await api.ask('{ apiTokens(first: 100) { nodes { member { name } } } }')).data)).toContain(
      'editor',
    );
  });

  test('whoever loses a role or the desk takes their tokens along, also when invited again', async () => {
    const { token } = await ofMember('editor');
    const request = { clientId: api.clientId, memberId: api.people.admin, targetId: api.people.editor };
    await changeRole(api.desk, request, 'author');
    expect(await roleOf(token)).toEqual({ role: 'AUTHOR' });
    await removeMember(api.desk, request);
    expect(await statusOf(token)).toBe(401);
    await sql`update membership set removed_at = null where member_id = ${api.people.editor}`.execute(api.sql);
    expect(await statusOf(token)).toBe(401);
  });
});

test('no token is in the log', () => {
  expect(api.lines.filter((line) => /cdk_[0-9a-f]{32}_/.test(line))).toEqual([]);
});
