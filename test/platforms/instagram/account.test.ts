import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { failureOf } from '../../support/platform-failure.js';
import { attemptOf, servedPhoto } from './attempt.js';
import { createSetting, OTHER_TOKEN, type Setting, TOKEN, USER_ID } from './setting.js';

let setting: Setting;
beforeEach(async () => {
  setting = await createSetting();
  onTestFinished(() => setting[Symbol.asyncDispose]());
});

const connection = () => setting.platform.connection ?? expect.fail('it cannot be connected');
const quota = () => connection().quota?.({ token: TOKEN }, USER_ID, AbortSignal.timeout(10_000));
const identify = (token: string) => connection().identify({ token }, AbortSignal.timeout(10_000));

describe('a pasted token', () => {
  it.each([TOKEN, `  ${TOKEN}\n`, `access_token=${TOKEN}`, `Bearer ${TOKEN}`, `"${TOKEN}"`])(
    'is taken from %j',
    (text) => {
      expect(connection().fromPaste(text)).toEqual({ ok: true, credentials: { token: TOKEN } });
    },
  );

  it.each([
    { text: 'EAAGm0PX4ZCpsBAKZC', reason: 'token_of_facebook' },
    { text: 'IGQVJXabcdefghijklmnop', reason: 'token_of_basic_display' },
    { text: '123456789|abcdefghijklmnop', reason: 'token_of_app' },
    { text: 'hello', reason: 'no_token' },
    { text: 'hello there, this is no token at all', reason: 'no_token' },
    { text: 'ІГААкирилицякирилиця', reason: 'no_token' },
    { text: '', reason: 'no_token' },
  ])('is refused as $reason: $text', ({ text, reason }) => {
    expect(connection().fromPaste(text)).toEqual({ ok: false, reason });
    expect(setting.world.requests.since(0)).toEqual([]);
  });
});

describe('who an account is', () => {
  it('is read back, with the id that webhooks use, to its last digit', async () => {
    const identity = { externalId: USER_ID, username: 'dailybean', name: 'Daily Bean', accountType: 'BUSINESS' };
    expect(await identify(TOKEN)).toEqual({ ok: true, identity });
  });

  it.each([
    { token: 'IGAAexpired-token-1234567890', reason: 'token_expired' },
    { token: 'IGAApage-in-disguise-1234567890', reason: 'token_refused' },
    { token: 'IGAAnobody-knows-this-1234567890', reason: 'token_refused' },
    { token: 'IGAAreading-token-1234567890', reason: 'permission_missing' },
    { token: 'IGAApersonal-token-1234567890', reason: 'account_personal' },
  ])('is refused as $reason for $token', async ({ token, reason }) => {
    expect(await identify(token)).toEqual({ ok: false, reason });
  });

  it('is no answer when Instagram cannot be asked', async () => {
    setting.world.faults.add({ kind: 'cut', on: ['read'], done: false, times: 1 });
    expect(await failureOf(identify(TOKEN))).toMatchObject({ kind: 'network' });
  });
});

describe('the quota', () => {
  it('is what Instagram says now', async () => {
    expect(await quota()).toEqual({ used: 0, total: 50, windowMs: 86_400_000 });
    const attempt = attemptOf(setting, { text: 'x', entities: [], media: [servedPhoto(setting)] });
    await attempt.prepareAll();
    await attempt.commit();
    expect(await quota()).toEqual({ used: 1, total: 50, windowMs: 86_400_000 });
    setting.clock.pass(25 * 3_600_000);
    expect(await quota()).toEqual({ used: 0, total: 50, windowMs: 86_400_000 });
  });
});

describe('a token that is not the account', () => {
  it.each([
    { name: 'of another account', token: OTHER_TOKEN, kind: 'missing' },
    { name: 'that may not publish', token: 'IGAAreading-token-1234567890', kind: 'permission' },
    { name: 'that has expired', token: 'IGAAexpired-token-1234567890', kind: 'auth' },
  ])('$name publishes nothing', async ({ token, kind }) => {
    const attempt = attemptOf(setting, { text: 'x', entities: [], media: [servedPhoto(setting)] }, { token });
    expect(await failureOf(attempt.prepare())).toMatchObject({ kind });
    expect(setting.world.store.all('containers')).toEqual([]);
  });

  it.each([undefined, null, {}, { token: 7 }, { token: 'with space in it, and so on' }])(
    'is asked for when there is %j',
    async (credentials) => {
      const [part] = setting.platform.render(
        { text: '', entities: [], media: [servedPhoto(setting)] },
        {
          id: 'a',
          externalId: USER_ID,
          username: null,
        },
      ).parts;
      if (!part) throw new Error('no part');
      const signal = AbortSignal.timeout(10_000);
      const out = { key: 'k', part, earlier: [], target: USER_ID, checkpoint: null, media: setting.handle, signal };
      const work = setting.platform.publisher.commit({ ...out, credentials });
      expect(await failureOf(work)).toMatchObject({ kind: 'auth', info: { effect: 'none' } });
      expect(setting.world.requests.since(0)).toEqual([]);
    },
  );
});
