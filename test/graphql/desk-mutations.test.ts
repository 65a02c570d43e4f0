import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSetting, type Setting, TestClock, TOKEN as TOKEN_OF_INSTAGRAM } from '../platforms/instagram/setting.js';
import { startTelegramServer, type TelegramServer } from '../../src/sandbox/telegram/server.js';
import { createTelegramWorld, type TelegramWorld } from '../../src/sandbox/telegram/world.js';
import { systemClock } from '../../src/system.js';
import { type Api, openApi, TELEGRAM_TOKEN } from './api.js';
import { answered } from './change.js';

const NOBODY = '00000000-0000-7000-8000-000000000000';
const ACCOUNT = 'account { id state platform username }';

const GROUP = -1_000_000_000_777;
/** The admin's Telegram, with a group that the bot is in, too. */
const SEED = {
  bot: { id: 1, username: 'api_bot', name: 'Api', token: TELEGRAM_TOKEN },
  people: [{ id: 3, name: 'admin', username: 'api_admin', language: 'en' }],
  chats: [{ type: 'supergroup', id: GROUP, title: 'Tea', members: [3], owner: 3, bot: 'member' }],
} satisfies Parameters<typeof createTelegramWorld>[0]['seed'];

let api: Api;
let instagram: Setting;
let world: TelegramWorld;
let telegram: TelegramServer;
beforeAll(async () => {
  instagram = await createSetting({ clock: new TestClock() });
  world = createTelegramWorld({ dir: null, clock: systemClock, seed: SEED });
  telegram = await startTelegramServer({ world });
  api = await openApi({ networks: [instagram.platform], telegramRoot: telegram.url });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  world.close();
  await telegram.close();
  await instagram[Symbol.asyncDispose]();
});

/** Why it was refused: the code and the input. */
async function refusal(name: string, input: object, fields: string) {
  const { userErrors } = await answered(api, name, input, fields);
  return [userErrors[0]?.code, userErrors[0]?.field?.join('.')];
}

describe('the client', () => {
  test('stands still and goes on, and a freeze is ended only by who saw it', async () => {
    const frozen = await answered(api, 'freezeClient', {}, 'client { frozenAt }');
    const { frozenAt } = JSON.parse(JSON.stringify(frozen.client));
    expect(frozenAt).toMatch(/^20/);
    const stale = { frozenAt: '2020-01-01T00:00:00Z', way: 'ALL', idempotencyKey: 'stale' };
    expect(await refusal('resumeClient', stale, 'missedPosts')).toEqual(['STALE', 'input.frozenAt']);
    const input = { frozenAt, way: 'ALL', idempotencyKey: 'resume' };
    const resumed = await answered(api, 'resumeClient', input, 'missedPosts client { frozenAt }');
    expect(resumed).toMatchObject({ missedPosts: 0, client: { frozenAt: null }, userErrors: [] });
    expect(await answered(api, 'resumeClient', input, 'missedPosts client { frozenAt }')).toEqual(resumed);
  });

  test('is set up, from the version that was seen', async () => {
    const input = { expectedVersion: 1, zone: 'Europe/Lisbon', approvalsNeeded: 2, lateAfterMinutes: 60 };
    const set = await answered(api, 'changeClientSettings', input, 'client { zone }');
    expect(set).toMatchObject({ client: { zone: 'Europe/Lisbon' }, userErrors: [] });
    expect(await refusal('changeClientSettings', input, 'client { zone }')).toEqual(['STALE', 'input.expectedVersion']);
    const bad = { expectedVersion: 2, lateAfterMinutes: 7 };
    expect(await refusal('changeClientSettings', bad, 'client { zone }')).toEqual(['BAD_SETTING', undefined]);
    const { rows } = await sql`select approvals_needed, late_after_ms from client`.execute(api.sql);
    expect(rows).toEqual([{ approvals_needed: 2, late_after_ms: 3_600_000 }]);
  });

  test('a member sets something for themselves', async () => {
    const input = { language: 'uk', zone: null, quiet: { from: 1320, to: 420 } };
    expect((await answered(api, 'changeOwnSettings', input, 'me { id }')).userErrors).toEqual([]);
    const { rows } =
      await sql`select language, zone, quiet_from, quiet_to from member where id = ${api.people.admin}`.execute(
        api.sql,
      );
    expect(rows).toEqual([{ language: 'uk', zone: null, quiet_from: 1320, quiet_to: 420 }]);
    expect(await refusal('changeOwnSettings', { language: 'tlh' }, 'me { id }')).toEqual(['BAD_SETTING', undefined]);
  });
});

describe('accounts', () => {
  test('are connected by a token, tested, switched, given up and connected again', async () => {
    const input = { platform: 'instagram', token: TOKEN_OF_INSTAGRAM };
    const { account, userErrors } = await answered(api, 'connectAccount', input, ACCOUNT);
    expect([account, userErrors]).toMatchObject([{ state: 'CONNECTED', platform: 'instagram' }, []]);
    const { id: accountId } = JSON.parse(JSON.stringify(account));
    const tested = await answered(api, 'testAccount', { accountId }, `${ACCOUNT} username quotaTotal`);
    expect(tested).toMatchObject({ account: { id: accountId }, quotaTotal: expect.any(Number), userErrors: [] });
    const states = [];
    for (const to of ['OFF', 'ON', 'DISCONNECT']) {
      const switched = await answered(api, 'switchAccount', { accountId, to }, ACCOUNT);
      states.push(JSON.parse(JSON.stringify(switched.account)).state);
    }
    expect(states).toEqual(['OFF', 'CONNECTED', 'DISCONNECTED']);
    expect(await refusal('switchAccount', { accountId, to: 'ON' }, ACCOUNT)).toEqual(['STALE', undefined]);
    const back = await answered(api, 'reconnectAccount', { accountId, token: TOKEN_OF_INSTAGRAM }, ACCOUNT);
    expect(back).toMatchObject({ account: { state: 'CONNECTED' }, userErrors: [] });
    await sql`update social_account set queue_held_at = '2026-01-01T10:00:00.5Z' where id = ${accountId}`.execute(
      api.sql,
    );
    const old = { accountId, heldAt: '2025-01-01T10:00:00Z', idempotencyKey: 'old' };
    expect(await refusal('releaseAccount', old, ACCOUNT)).toEqual(['STALE', undefined]);
    const hold = { accountId, heldAt: '2026-01-01T10:00:00.5Z', idempotencyKey: 'hold' };
    expect((await answered(api, 'releaseAccount', hold, ACCOUNT)).userErrors).toEqual([]);
    const { rows } = await sql`select queue_held_at from social_account where id = ${accountId}`.execute(api.sql);
    expect(rows).toEqual([{ queue_held_at: null }]);
  });

  test.each([
    ['connectAccount', { platform: 'myspace', token: 'x' }, 'BAD_SETTING', 'input.platform'],
    ['connectAccount', { platform: 'instagram', token: 'not one' }, 'CREDENTIALS', 'input.token'],
    ['reconnectAccount', { accountId: NOBODY, token: 'x' }, 'NO_ACCOUNT', 'input.accountId'],
    ['switchAccount', { accountId: 'x', to: 'OFF' }, 'NO_ACCOUNT', 'input.accountId'],
    ['testAccount', { accountId: NOBODY }, 'NO_ACCOUNT', 'input.accountId'],
    [
      'releaseAccount',
      { accountId: NOBODY, heldAt: '2026-01-01T00:00:00Z', idempotencyKey: 'no' },
      'NO_ACCOUNT',
      'input.accountId',
    ],
  ])('%s %j is refused', async (name, input, code, field) => {
    expect(await refusal(name, input, ACCOUNT)).toEqual([code, field]);
  });
});

describe('the team', () => {
  test('gets other roles and smaller, once for a key', async () => {
    const { author, admin } = api.people;
    const promoted = await answered(api, 'changeRole', { memberId: author, role: 'EDITOR' }, 'member { name role }');
    expect(promoted).toMatchObject({ member: { name: 'author', role: 'EDITOR' }, userErrors: [] });
    const input = { memberId: author, idempotencyKey: 'bye' };
    const removed = await answered(api, 'removeMember', input, 'member { role }');
    expect(removed).toMatchObject({ member: { role: null }, userErrors: [] });
    expect(await answered(api, 'removeMember', input, 'member { role }')).toEqual(removed);
    const member = 'member { role }';
    expect(await refusal('removeMember', { memberId: author }, member)).toEqual(['NO_MEMBER', 'input.memberId']);
    expect(await refusal('removeMember', { memberId: admin }, member)).toEqual(['LAST_ADMIN', 'input.memberId']);
    expect(await refusal('changeRole', { memberId: NOBODY, role: 'ADMIN' }, member)).toEqual([
      'NO_MEMBER',
      'input.memberId',
    ]);
  });
});

describe('clients and invitations', () => {
  test('a client is made, renamed and bound to a group', async () => {
    const input = { name: 'Evening  Tea', zone: 'Europe/Kyiv', language: 'uk', idempotencyKey: 'tea' };
    const made = await answered(api, 'createClient', input, 'client { id name }');
    expect(made).toMatchObject({ client: { name: 'Evening Tea' }, userErrors: [] });
    expect(await answered(api, 'createClient', input, 'client { id name }')).toEqual(made);
    const { id: clientId } = JSON.parse(JSON.stringify(made.client));
    const renamed = await answered(api, 'renameClient', { clientId, name: 'Morning Tea' }, 'client { name }');
    expect(renamed).toMatchObject({ client: { name: 'Morning Tea' }, userErrors: [] });
    const bound = await answered(api, 'bindGroup', { clientId, chatId: String(GROUP) }, 'client { id }');
    expect(bound).toMatchObject({ client: { id: clientId }, userErrors: [] });
    for (const [chatId, code] of [
      [String(GROUP), 'GROUP_TAKEN'],
      ['-1', 'GROUP_NOT_THERE'],
    ])
      expect(await refusal('bindGroup', { chatId }, 'client { id }')).toEqual([code, 'input.chatId']);
    const bad = { ...input, name: ' ', idempotencyKey: 'none' };
    expect(await refusal('createClient', bad, 'client { id }')).toEqual(['BAD_NAME', 'input.name']);
    expect(await refusal('renameClient', { clientId, name: '' }, 'client { id }')).toEqual(['BAD_NAME', 'input.name']);
  });

  test('an invitation is shown once and taken back', async () => {
    const clientId = api.clientId;
    const fields = 'invitationId code expiresAt';
    const input = { clientId, role: 'AUTHOR', idempotencyKey: 'somebody' };
    const made = await answered(api, 'inviteMember', input, fields);
    expect(made).toMatchObject({ code: expect.stringMatching(/^[\w-]{20,}$/), userErrors: [] });
    expect(await answered(api, 'inviteMember', input, fields)).toEqual({ ...made, code: null });
    const kept = await sql`select * from api_request where key = 'somebody'`.execute(api.sql);
    expect(JSON.stringify(kept.rows)).not.toContain(made.code);
    const { invitationId } = made;
    const revoked = await answered(api, 'revokeInvitation', { clientId, invitationId }, 'invitationId');
    expect(revoked).toEqual({ invitationId, userErrors: [] });
    const unknown = { clientId, invitationId: NOBODY };
    expect(await refusal('revokeInvitation', unknown, 'invitationId')).toEqual(['NOT_FOUND', 'input.invitationId']);
    const alien = await api.ask(`mutation { inviteMember(input: { clientId: "${NOBODY}", role: AUTHOR }) { code } }`);
    expect(alien.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
