import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cardView } from '../../bot/cards/show.js';
import { loadTexts } from '../../bot/texts.js';
import { type AccountCard, accountCard } from '../../src/reads/account-card.js';
import { cardAt } from '../../src/reads/card-row.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import type { Fault } from '../../src/sandbox/instagram/faults.js';
import { announceAccounts } from '../../src/usecases/announce-accounts.js';
import type { Desk } from '../../src/usecases/desk.js';
import { reconnectAccount } from '../../src/usecases/reconnect-account.js';
import { refreshAccounts } from '../../src/usecases/refresh-accounts.js';
import { releaseAccount } from '../../src/usecases/release-account.js';
import { accessFindings } from '../../src/usecases/render-targets.js';
import { switchAccount } from '../../src/usecases/switch-account.js';
import { TOKEN, USER_ID } from '../platforms/instagram/setting.js';
import { type InstagramDesk, openInstagramDesk } from '../support/instagram-desk.js';
import type { Scene } from '../support/rows.js';
import { testVault } from '../support/vault.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIFE_MS = 60 * DAY_MS;
const OUTAGE: Fault = {
  kind: 'refuse',
  on: ['refresh'],
  code: 2,
  status: 500,
  message: 'x',
  isTransient: true,
  times: 10_000,
};

let it: InstagramDesk;
let scene: Scene;
beforeAll(async () => {
  it = await openInstagramDesk();
});
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(async () => {
  it.setting.world.faults.clear();
  it.setting.world.store.put('accounts', USER_ID, { tokens: 'good' });
  // Those of other tests are nobody's to renew.
  await sql`update social_account set credentials = null, state = 'disconnected', queue_held_at = null`.execute(
    it.db.sql,
  );
  scene = await it.scene();
  await reconnect();
});

test('a pasted token is renewed a day later, whose answer tells its end, and then half-way to it', async () => {
  await refreshAfter(23 * HOUR_MS);
  expect(await account()).toMatchObject({ expires_at: null, token: TOKEN });
  await refreshAfter(2 * HOUR_MS);
  const first = await account();
  expect(first.token).not.toBe(TOKEN);
  expect(Date.parse(first.expires_at ?? '')).toBe(it.clock.now().getTime() + LIFE_MS);
  await refreshAfter(29 * DAY_MS);
  expect((await account()).token).toBe(first.token);
  await refreshAfter(2 * DAY_MS);
  const second = await account();
  expect(second.token).not.toBe(first.token);
  expect(Date.parse(second.expires_at ?? '')).toBe(it.clock.now().getTime() + LIFE_MS);
});

test('two processes renew an account once', async () => {
  it.clock.pass(25 * HOUR_MS);
  const before = asked();
  await Promise.all([refresh(), refresh(), refresh()]);
  expect(asked()).toBe(before + 1);
});

test.each<{ what: string; fault: Fault }>([
  { what: 'a cut connection', fault: { kind: 'cut', on: ['refresh'], done: false, times: 1 } },
  { what: 'an answer that was lost', fault: { kind: 'cut', on: ['refresh'], done: true, times: 1 } },
  { what: 'an outage', fault: { ...OUTAGE, times: 1 } },
])('$what changes nothing, and the network is asked again within two hours', async ({ fault }) => {
  it.setting.world.faults.add(fault);
  await refreshAfter(25 * HOUR_MS);
  expect(await account()).toMatchObject({ state: 'connected', queue_held_at: null, token: TOKEN });
  await refreshAfter(2 * HOUR_MS);
  expect((await account()).token).not.toBe(TOKEN);
});

test('a refusal by which the token itself is none the worse ends nothing', async () => {
  it.setting.world.faults.add({ ...OUTAGE, code: 10, status: 403, isTransient: false, times: 1 });
  await refreshAfter(25 * HOUR_MS);
  expect(await account()).toMatchObject({ state: 'connected', queue_held_at: null, token: TOKEN });
  await refreshAfter(25 * HOUR_MS);
  expect((await account()).token).not.toBe(TOKEN);
});

test('the second look that gets no answer ends nothing', async () => {
  it.setting.world.store.put('accounts', USER_ID, { tokens: 'expired' });
  it.setting.world.faults.add({ kind: 'cut', on: ['read'], done: false, times: 1 });
  await refreshAfter(25 * HOUR_MS);
  expect(await account()).toMatchObject({ state: 'connected', queue_held_at: null });
});

test('a token that is over makes the account so, with a card; connected again, it goes on', async () => {
  const id = await it.photo(scene, 'waits', 26 * HOUR_MS);
  it.setting.world.store.put('accounts', USER_ID, { tokens: 'revoked' });
  await refreshAfter(25 * HOUR_MS);
  expect(await account()).toMatchObject({ state: 'token_expired', token: TOKEN });
  await announceAccounts(it.desk, it.db.sql);
  expect(await card()).toMatchObject({ waiting: 1, state: 'token_expired' });
  expect((await shownToAdmin())?.body.text).toContain('Its access has ended');
  expect(await it.run(id)).toMatchObject({ state: 'scheduled' });
  it.setting.world.store.put('accounts', USER_ID, { tokens: 'good' });
  await reconnect();
  expect(await account()).toMatchObject({ state: 'connected', queue_held_at: null });
});

test('an account that was taken for over and answers again is released by a person', async () => {
  it.setting.world.store.put('accounts', USER_ID, { tokens: 'revoked' });
  await refreshAfter(25 * HOUR_MS);
  it.setting.world.store.put('accounts', USER_ID, { tokens: 'good' });
  const heldAtS = Math.floor(Date.parse((await account()).queue_held_at ?? '') / 1000);
  await releaseAccount(it.desk, { accountId: scene.accountId, memberId: scene.editorId, heldAtS });
  expect(await account()).toMatchObject({ state: 'connected', queue_held_at: null });
});

test('an account that is switched off is renewed all the same, and not announced when it is over', async () => {
  const request = { accountId: scene.accountId, memberId: scene.editorId };
  await switchAccount(it.desk, request, 'off');
  await refreshAfter(25 * HOUR_MS);
  expect((await account()).token).not.toBe(TOKEN);
  it.setting.world.store.put('accounts', USER_ID, { tokens: 'revoked' });
  await refreshAfter(31 * DAY_MS);
  expect(await account()).toMatchObject({ state: 'off', queue_held_at: null });
});

test('whoever connects the account anew while it is being renewed has the last word', async () => {
  const { connection, ...network } = it.desk.platforms.get('instagram');
  if (!connection) throw new Error('It cannot be connected');
  const late = {
    ...connection,
    async refresh() {
      await reconnect();
      return { ok: true, credentials: { token: `IGAAlate-${'x'.repeat(30)}` }, expiresInMs: LIFE_MS } as const;
    },
  };
  it.clock.pass(25 * HOUR_MS);
  await sql`update social_account set credentials = ${seal('IGAAolder-token-1234567890')}
    where id = ${scene.accountId}`.execute(it.db.sql);
  await refresh({ ...it.desk, platforms: new PlatformRegistry([{ ...network, connection: late }]) });
  expect(await account()).toMatchObject({ token: TOKEN, expires_at: null });
});

test('an end that cannot be put off is told four days before and on the last day, with the posts that it takes along', async () => {
  await refreshAfter(25 * HOUR_MS);
  const ends = Date.parse((await account()).expires_at ?? '');
  it.setting.world.faults.add(OUTAGE);
  await it.photo(scene, 'before', ends - it.clock.now().getTime() - HOUR_MS);
  await it.photo(scene, 'after', ends - it.clock.now().getTime() + HOUR_MS);
  await refreshAfter(55 * DAY_MS);
  await announceAccounts(it.desk, it.db.sql);
  expect(await told()).toBe(0);
  await refreshAfter(2 * DAY_MS);
  // Promised are 72 hours.
  expect(ends - it.clock.now().getTime()).toBeGreaterThanOrEqual(72 * HOUR_MS);
  await announceAccounts(it.desk, it.db.sql);
  await announceAccounts(it.desk, it.db.sql);
  expect(await told()).toBe(2);
  expect(await card()).toMatchObject({ waiting: 1, heldAt: null, state: 'connected' });
  const soon = await shownToAdmin();
  expect(soon?.body.text).toMatch(/access ends .*1 post is planned for later and would wait/s);
  expect(soon?.keyboard.flat().map(({ text }) => text)).toEqual(['🔑 Connect again…']);
  await refreshAfter(2.5 * DAY_MS);
  await announceAccounts(it.desk, it.db.sql);
  expect(await told()).toBe(4);
  const last = await shownToAdmin();
  expect(last?.question).not.toBe(soon?.question);
  // Renewed at last, the cards say so.
  it.setting.world.faults.clear();
  await refreshAfter(2 * HOUR_MS);
  await announceAccounts(it.desk, it.db.sql);
  expect(await told()).toBe(6);
  expect(await shownToAdmin()).toMatchObject({ settled: true });
});

test('access that nobody renewed in time is over at its end', async () => {
  await refreshAfter(25 * HOUR_MS);
  it.setting.world.faults.add(OUTAGE);
  await refreshAfter(59 * DAY_MS);
  it.setting.world.faults.clear();
  it.clock.pass(2 * DAY_MS);
  await refresh();
  expect(await account()).toMatchObject({ state: 'token_expired' });
});

test.each([
  { name: 'before the end', dueInMs: -1, codes: [] },
  { name: 'at the end', dueInMs: 0, codes: ['access_ends'] },
  { name: 'after it', dueInMs: DAY_MS, codes: ['access_ends'] },
])('a post that is due $name is told of $codes', ({ dueInMs, codes }) => {
  const expiresAt = it.clock.now();
  const found = accessFindings(expiresAt, new Date(expiresAt.getTime() + dueInMs));
  expect(found.map(({ code }) => code)).toEqual(codes);
  expect(accessFindings(null, expiresAt)).toEqual([]);
});

function refresh(desk: Desk = it.desk): Promise<void> {
  return refreshAccounts(desk, AbortSignal.timeout(10_000));
}

function refreshAfter(ms: number): Promise<void> {
  it.clock.pass(ms);
  return refresh();
}

const asked = (): number => it.requests('refresh_access_token');

async function reconnect(): Promise<void> {
  await reconnectAccount(it.desk, { accountId: scene.accountId, memberId: scene.editorId, pasted: TOKEN });
}

function seal(token: string): string {
  return testVault.seal(JSON.stringify({ token }), scene.accountId);
}

async function account() {
  const { rows } = await sql<{
    state: string;
    credentials: string;
    expires_at: string | null;
    queue_held_at: string | null;
  }>`select state, credentials, expires_at, queue_held_at from social_account where id = ${scene.accountId}`.execute(
    it.db.sql,
  );
  const [row] = rows;
  if (!row) throw new Error('There is no such account');
  const { token } = JSON.parse(testVault.open(row.credentials, scene.accountId)) as { token: string };
  return { ...row, token };
}

async function card(): Promise<AccountCard | null> {
  return accountCard(it.db.sql, scene.accountId);
}

/** The card as it would be sent now. */
async function shownToAdmin() {
  const { rows } = await sql<{ chat_id: string }>`update card k set message_id = '1' from member m
    where k.kind = 'account' and k.subject_id = ${scene.accountId} and m.telegram_id = k.chat_id
    returning k.chat_id`.execute(it.db.sql);
  const row = await cardAt(it.db.sql, rows[0]?.chat_id ?? '', '1');
  return row && cardView(it.desk, row, loadTexts()('en'));
}

/** How often its cards were told: the editors' group, and the admin alone. */
async function told(): Promise<number> {
  const { rows } = await sql`select d.id from delivery d join card k on k.id = d.card_id
    where k.kind = 'account' and k.subject_id = ${scene.accountId}`.execute(it.db.sql);
  return rows.length;
}
