import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { holdLate } from '../../src/db/take-back.js';
import { accountCard } from '../../src/reads/account-card.js';
import type { Fault } from '../../src/sandbox/instagram/faults.js';
import type { TokenState } from '../../src/sandbox/instagram/records.js';
import { announceAccounts } from '../../src/usecases/announce-accounts.js';
import { announceHeld } from '../../src/usecases/announce-held.js';
import { connectAccount } from '../../src/usecases/connect-account.js';
import { reconnectAccount } from '../../src/usecases/reconnect-account.js';
import { releaseAccount } from '../../src/usecases/release-account.js';
import { retryDelivery } from '../../src/usecases/resolve-unknown.js';
import { OTHER_ID, OTHER_TOKEN, TOKEN, USER_ID } from '../platforms/instagram/setting.js';
import { type InstagramDesk, openInstagramDesk } from '../support/instagram-desk.js';
import { makeScene, type Scene } from '../support/rows.js';
import { testVault } from '../support/vault.js';

const MINUTE_MS = 60_000;

let it: InstagramDesk;
beforeAll(async () => {
  it = await openInstagramDesk();
});
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(() => {
  it.setting.world.faults.clear();
  tokens('good');
});

test('an account is connected by what its network says of the token, which is kept sealed', async () => {
  const scene = await it.scene();
  const request = { clientId: scene.clientId, memberId: scene.editorId, platform: 'instagram' };
  const made = await connectAccount(it.desk, { ...request, pasted: ` access_token=${OTHER_TOKEN}\n` });
  expect(made).toMatchObject({ username: 'other', isNew: true });
  const account = await accountOf(made.accountId);
  expect(account).toMatchObject({ external_id: OTHER_ID, name: 'Instagram · other', state: 'connected' });
  expect(account.credentials).not.toContain(OTHER_TOKEN);
  expect(JSON.parse(testVault.open(account.credentials ?? '', made.accountId))).toEqual({ token: OTHER_TOKEN });
  const again = await connectAccount(it.desk, { ...request, pasted: OTHER_TOKEN });
  expect(again).toEqual({ ...made, isNew: false });
});

test.each([
  { who: 'editorId', pasted: 'hello', reason: 'no_token' },
  { who: 'editorId', pasted: 'EAAGpage-token-1234567890', reason: 'token_of_facebook' },
  { who: 'editorId', pasted: 'IGAAexpired-token-1234567890', reason: 'token_expired' },
  { who: 'editorId', pasted: 'IGAApersonal-token-1234567890', reason: 'account_personal' },
] as const)('$pasted is refused because of $reason, and nothing is changed', async ({ who, pasted, reason }) => {
  const scene = await it.scene();
  const request = { clientId: scene.clientId, memberId: scene[who], platform: 'instagram', pasted };
  await expect(connectAccount(it.desk, request)).rejects.toMatchObject({ code: 'credentials', facts: { reason } });
  expect(await accountsOf(scene)).toBe(1);
});

test('only admins connect accounts', async () => {
  const scene = await it.scene();
  const asked = it.requests('/me');
  const request = { clientId: scene.clientId, memberId: scene.authorId, platform: 'instagram', pasted: TOKEN };
  await expect(connectAccount(it.desk, request)).rejects.toMatchObject({ code: 'admins_only' });
  expect(it.requests('/me')).toBe(asked);
});

test('a network that cannot be asked refuses nothing for good', async () => {
  const scene = await it.scene();
  it.setting.world.faults.add({ kind: 'cut', on: ['read'], done: false, times: 10 });
  const request = { accountId: scene.accountId, memberId: scene.editorId, pasted: TOKEN };
  const refused = { code: 'credentials', facts: { reason: 'no_answer' } };
  await expect(reconnectAccount(it.desk, request)).rejects.toMatchObject(refused);
});

test('the first refused token holds the queue of its account: nothing else is tried, nothing is held one by one', async () => {
  const scene = await it.scene();
  const [first, second] = [await it.photo(scene, 'first'), await it.photo(scene, 'second')];
  tokens('revoked');
  expect(await it.run(first)).toMatchObject({ state: 'failed', failure: { kind: 'auth', code: '190/458' } });
  const asked = it.requests('/media');
  expect(await it.run(second)).toMatchObject({ state: 'scheduled', attempts: [] });
  expect(it.requests('/media')).toBe(asked);
  it.clock.pass(60 * MINUTE_MS);
  await holdLate(it.db.sql, it.clock.now());
  expect(await it.rowOf(second)).toMatchObject({ state: 'scheduled' });
  expect(await accountCard(it.db.sql, scene.accountId)).toMatchObject({ waiting: 2, failure: { code: '190/458' } });
});

test('the card of a held account is one in each chat, is told of changes only, and of the end', async () => {
  const scene = await it.scene();
  const first = await it.photo(scene, 'for the card');
  tokens('revoked');
  await it.run(first);
  await announceAccounts(it.desk, it.db.sql);
  const told = await noticesOf(scene);
  // The editors' group, and the admin alone.
  expect(told).toBe(2);
  await announceAccounts(it.desk, it.db.sql);
  expect(await noticesOf(scene)).toBe(told);
  await it.photo(scene, 'another one waits');
  await announceAccounts(it.desk, it.db.sql);
  expect(await noticesOf(scene)).toBe(told + 2);
  tokens('good');
  await releaseAccount(it.desk, await releaseOf(scene));
  await announceAccounts(it.desk, it.db.sql);
  expect(await noticesOf(scene)).toBe(told + 4);
  expect(await accountCard(it.db.sql, scene.accountId)).toMatchObject({ heldAt: null });
});

test('after reconnecting, what missed its time and what failed is held, and the rest goes by itself', async () => {
  const scene = await it.scene('IGAAexpired-token-1234567890');
  const [failed, missed] = [await it.photo(scene, 'failed'), await it.photo(scene, 'missed')];
  const later = await it.photo(scene, 'later', 30 * MINUTE_MS);
  const planned = (await it.rowOf(failed)).due_at;
  await it.run(failed);
  it.clock.pass(MINUTE_MS);
  const request = { accountId: scene.accountId, memberId: scene.editorId };
  const before = await accountOf(scene.accountId);
  const other = { code: 'credentials', facts: { reason: 'other_account', username: 'other' } };
  await expect(reconnectAccount(it.desk, { ...request, pasted: OTHER_TOKEN })).rejects.toMatchObject(other);
  expect(await accountOf(scene.accountId)).toEqual(before);
  expect(await reconnectAccount(it.desk, { ...request, pasted: TOKEN })).toBe(2);
  expect(await it.rowOf(failed)).toMatchObject({ state: 'held', due_at: planned });
  expect(await it.rowOf(missed)).toMatchObject({ state: 'held' });
  await announceHeld(it.desk, it.db.sql);
  const { rows } = await sql`select id from card where kind = 'held' and subject_id = ${scene.clientId}`.execute(
    it.db.sql,
  );
  expect(rows).toHaveLength(1);
  it.clock.pass(30 * MINUTE_MS);
  expect(await it.run(later)).toMatchObject({ state: 'published' });
});

test('a token that was replaced while a request was under way with it does not hold the queue', async () => {
  const scene = await it.scene('IGAAexpired-token-1234567890');
  const id = await it.photo(scene, 'with the old token');
  const claimed = await it.store.claim(id, it.clock.now());
  await reconnectAccount(it.desk, { accountId: scene.accountId, memberId: scene.editorId, pasted: TOKEN });
  if (claimed) await it.send(claimed);
  expect(await it.rowOf(id)).toMatchObject({ state: 'failed', failure: { kind: 'auth' } });
  expect(await accountOf(scene.accountId)).toMatchObject({ queue_held_at: null });
});

test('what has lost its approval meanwhile stays failed', async () => {
  const scene = await it.scene();
  const id = await it.photo(scene, 'not approved any more');
  tokens('revoked');
  const { revision_id: revisionId } = await it.run(id);
  await sql`update approval set void_at = now() where revision_id = ${revisionId}`.execute(it.db.sql);
  tokens('good');
  await releaseAccount(it.desk, await releaseOf(scene));
  expect(await it.rowOf(id)).toMatchObject({ state: 'failed' });
});

test('a refusal that the network takes back at the second look holds nothing', async () => {
  const scene = await it.scene();
  const id = await it.photo(scene, 'second look');
  it.setting.world.faults.add(refuse(190, 463));
  expect(await it.run(id)).toMatchObject({ state: 'failed', failure: { kind: 'auth' } });
  expect(await accountOf(scene.accountId)).toMatchObject({ queue_held_at: null });
});

const BLIPS: readonly { what: string; fault: Fault }[] = [
  { what: 'a cut connection', fault: { kind: 'cut', on: ['create'], done: false, times: 1 } },
  { what: 'an outage', fault: refuse(2, undefined, 'create') },
];
test.each(BLIPS)('$what never holds a queue', async ({ fault }) => {
  const scene = await it.scene();
  const id = await it.photo(scene, 'a blip');
  it.setting.world.faults.add(fault);
  expect(await it.run(id)).toMatchObject({ state: 'scheduled', tries: 1 });
  expect(await accountOf(scene.accountId)).toMatchObject({ queue_held_at: null });
});

test('workers that fail at the same time hold the queue once, and all that failed is asked about', async () => {
  const scene = await it.scene();
  const ids = [await it.photo(scene, 'a'), await it.photo(scene, 'b'), await it.photo(scene, 'c')];
  tokens('revoked');
  const rows = await Promise.all(ids.map((id) => it.run(id)));
  expect(rows.filter(({ state }) => state === 'failed').length).toBeGreaterThan(0);
  tokens('good');
  it.clock.pass(MINUTE_MS);
  expect(await releaseAccount(it.desk, await releaseOf(scene))).toBe(3);
  for (const id of ids) expect(await it.rowOf(id)).toMatchObject({ state: 'held' });
});

test('a failed post of a held account is not tried anew by hand', async () => {
  const scene = await it.scene();
  const id = await it.photo(scene, 'by hand');
  tokens('revoked');
  const { version } = await it.run(id);
  const request = { deliveryId: id, version, memberId: scene.editorId };
  await expect(retryDelivery(it.desk, request)).rejects.toMatchObject({ code: 'account_held' });
});

test('a release asks the network first, and an old button ends no later hold', async () => {
  const scene = await it.scene();
  const id = await it.photo(scene, 'still revoked');
  tokens('revoked');
  await it.run(id);
  const request = await releaseOf(scene);
  const stale = { ...request, heldAtS: request.heldAtS - 1 };
  await expect(releaseAccount(it.desk, stale)).rejects.toMatchObject({ code: 'stale' });
  const refused = { code: 'credentials', facts: { reason: 'token_refused' } };
  await expect(releaseAccount(it.desk, request)).rejects.toMatchObject(refused);
  const author = { ...request, memberId: scene.authorId };
  await expect(releaseAccount(it.desk, author)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await accountOf(scene.accountId)).not.toMatchObject({ queue_held_at: null });
});

test('credentials that cannot be opened hold the queue like a dead token, and reach nobody', async () => {
  const scene = await it.scene();
  await sql`update social_account set credentials = 'v1.other.x.y' where id = ${scene.accountId}`.execute(it.db.sql);
  const asked = it.setting.world.requests.since(0).length;
  const id = await it.photo(scene, 'sealed by another key');
  expect(await it.run(id)).toMatchObject({ state: 'failed', failure: { kind: 'auth' } });
  expect(it.setting.world.requests.since(0)).toHaveLength(asked);
  expect(await accountOf(scene.accountId)).not.toMatchObject({ queue_held_at: null });
});

test('a channel, which has no credentials, is released by an editor’s word', async () => {
  const scene = await makeScene(it.db.sql);
  await sql`update social_account set platform = 'instagram', queue_held_at = ${it.clock.now()}
    where id = ${scene.accountId}`.execute(it.db.sql);
  const { platforms } = it.desk;
  const { connection: _none, ...plain } = platforms.get('instagram');
  const desk = { ...it.desk, platforms: Object.assign(Object.create(platforms), { get: () => plain }) };
  expect(await releaseAccount(desk, await releaseOf(scene))).toBe(0);
  expect(await accountOf(scene.accountId)).toMatchObject({ queue_held_at: null });
});

function tokens(state: TokenState): void {
  it.setting.world.store.put('accounts', USER_ID, { tokens: state });
}

function refuse(
  code: number,
  subcode?: number,
  step: 'publish' | 'create' = 'publish',
): Extract<Fault, { kind: 'refuse' }> {
  const named = subcode === undefined ? {} : { subcode };
  return { kind: 'refuse', on: [step], code, ...named, status: 400, message: 'x', isTransient: false, times: 1 };
}

async function accountOf(id: string) {
  const { rows } = await sql<{
    external_id: string;
    credentials: string | null;
    queue_held_at: string | null;
  }>`select * from social_account where id = ${id}`.execute(it.db.sql);
  const [row] = rows;
  if (!row) throw new Error('There is no such account');
  return row;
}

async function accountsOf({ clientId }: Scene): Promise<number> {
  const { rows } = await sql`select id from social_account where client_id = ${clientId}`.execute(it.db.sql);
  return rows.length;
}

async function releaseOf({ accountId, editorId: memberId }: Scene) {
  const heldAt = new Date((await accountOf(accountId)).queue_held_at ?? '');
  return { accountId, memberId, heldAtS: Math.floor(heldAt.getTime() / 1000) };
}

async function noticesOf({ accountId }: Scene): Promise<number> {
  const { rows } = await sql`select d.id from delivery d join card k on k.id = d.card_id
    where k.kind = 'account' and k.subject_id = ${accountId}`.execute(it.db.sql);
  return rows.length;
}
