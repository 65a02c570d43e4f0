import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Fault } from '../../../src/sandbox/instagram/faults.js';
import { failureOf } from '../../support/platform-failure.js';
import { createSetting, type Setting, TOKEN, USER_ID } from './setting.js';

const DAY_MS = 24 * 60 * 60_000;
const refuse = (code: number, more: { subcode?: number; isTransient?: boolean } = {}): Fault => {
  return { kind: 'refuse', on: ['refresh'], code, status: 400, message: TOKEN, isTransient: false, times: 1, ...more };
};

let setting: Setting;
beforeEach(async () => {
  setting = await createSetting();
  onTestFinished(() => setting[Symbol.asyncDispose]());
});

function refresh(token = TOKEN) {
  const { connection } = setting.platform;
  if (!connection?.refresh) throw new Error('It renews nothing');
  return connection.refresh({ token }, AbortSignal.timeout(10_000));
}

test('is a new token for sixty days, which is renewed in its turn once it is a day old', async () => {
  const first = await refresh();
  if (!first.ok) throw new Error('refused');
  expect(first.expiresInMs).toBe(60 * DAY_MS);
  const { token } = first.credentials as { token: string };
  expect(token).not.toBe(TOKEN);
  expect(await refresh(token)).toEqual({ ok: false, isOver: false });
  setting.clock.pass(DAY_MS);
  expect(await refresh(token)).toMatchObject({ ok: true });
});

test('asks for it without a version, as documented', async () => {
  await refresh();
  const [asked] = setting.world.requests.since(0);
  expect(asked).toMatchObject({
    method: 'GET',
    path: 'refresh_access_token',
    params: { grant_type: 'ig_refresh_token' },
  });
});

test.each(['IGAAexpired-token-1234567890', 'IGAAnobody-knows-this-1234567890'])('is over for %s', async (token) => {
  expect(await refresh(token)).toEqual({ ok: false, isOver: true });
});

test('is over for a token that somebody took back', async () => {
  setting.world.store.put('accounts', USER_ID, { tokens: 'revoked' });
  expect(await refresh()).toEqual({ ok: false, isOver: true });
});

test.each([
  { name: 'a refusal without a permission', fault: refuse(10) },
  { name: 'a refusal of the request', fault: refuse(100) },
  { name: 'even a refusal of the token', fault: refuse(190, { subcode: 463 }) },
])('$name ends nothing while the token still works', async ({ fault }) => {
  setting.world.faults.add(fault);
  expect(await refresh()).toEqual({ ok: false, isOver: false });
});

test.each<{ name: string; fault: Fault; kind: string }>([
  {
    name: 'a cut connection',
    fault: { kind: 'cut', on: ['refresh'], done: false, times: 1 },
    kind: 'network',
  },
  { name: 'a lost answer', fault: { kind: 'cut', on: ['refresh'], done: true, times: 1 }, kind: 'network' },
  { name: 'an outage', fault: refuse(2), kind: 'outage' },
  { name: 'a limit', fault: refuse(4), kind: 'rate_limit' },
])('$name is a $kind, and the token is in no sentence', async ({ fault, kind }) => {
  setting.world.faults.add(fault);
  const failure = await failureOf(refresh());
  expect(failure).toMatchObject({ kind });
  expect(failure.message).not.toContain(TOKEN);
});

test('a second look without an answer is no word about the token', async () => {
  setting.world.faults.add(refuse(190));
  setting.world.faults.add({ kind: 'cut', on: ['read'], done: false, times: 1 });
  expect(await failureOf(refresh())).toMatchObject({ kind: 'network' });
});
