import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { MediaRef } from '../../../src/domain/content.js';
import type { Fault } from '../../../src/sandbox/instagram/faults.js';
import { publishContainer, postByHand } from '../../../src/sandbox/instagram/publish.js';
import { failureOf } from '../../support/platform-failure.js';
import { attemptOf, servedPhoto } from './attempt.js';
import { createSetting, OTHER_ID, type Setting, USER_ID } from './setting.js';

let setting: Setting;
beforeEach(async () => {
  setting = await createSetting();
  onTestFinished(() => setting[Symbol.asyncDispose]());
});

const HOUR_MS = 3_600_000;
const post = (media: readonly MediaRef[], text = 'Кава ☕️\nз ранку') => ({ text, entities: [], media });
const refuse = (code: number, subcode: number) =>
  ({ kind: 'refuse', code, subcode, status: 400, message: 'broken', isTransient: false, times: 1 }) as const;
const published = (): string[] => setting.world.store.all('media').map(({ id }) => id);
const publishCalls = (): number =>
  setting.world.requests.since(0).filter(({ path }) => path.endsWith('media_publish')).length;

/** Published, and the answer lost. */
async function lost(content = post([servedPhoto(setting)]), more: Parameters<typeof attemptOf>[2] = {}) {
  const attempt = attemptOf(setting, content, more);
  await attempt.prepareAll();
  setting.world.faults.add({ kind: 'cut', on: ['publish'], done: true, times: 1 });
  const error = await failureOf(attempt.commit());
  expect(error).toMatchObject({ kind: 'network', info: { effect: 'uncertain' } });
  return attempt;
}

describe('after a lost answer', () => {
  it.each([
    { name: 'image', count: 1, options: {} },
    { name: 'carousel', count: 2, options: {} },
    { name: 'story', count: 1, options: { kind: 'story' } },
  ])('finds the $name by what is written under it, and nothing is published again', async ({ count, options }) => {
    const media = Array.from({ length: count }, (_, seed) => servedPhoto(setting, { seed }));
    const attempt = await lost(post(media), { options });
    postByHand(setting.world, USER_ID, 'Something else');
    postByHand(setting.world, OTHER_ID, 'Кава ☕️\nз ранку');
    const remoteId = published()[0];
    expect(await attempt.find()).toEqual({ found: 'yes', receipt: { kind: 'published', remoteId } });
    expect(publishCalls()).toBe(1);
  });

  it('cannot tell when two fit', async () => {
    const attempt = await lost();
    postByHand(setting.world, USER_ID, 'Кава ☕️\nз ранку ');
    expect(await attempt.find()).toEqual({ found: 'cannot-tell' });
  });

  it('leaves out what belongs to something else', async () => {
    const other = await lost();
    const taken = published();
    const attempt = await lost(post([servedPhoto(setting)]), { taken });
    const [, remoteId] = published();
    expect(await attempt.find()).toEqual({ found: 'yes', receipt: { kind: 'published', remoteId } });
    expect(await other.find()).toEqual({ found: 'cannot-tell' });
  });

  it('leaves out what is of another kind', async () => {
    const attempt = await lost(post([servedPhoto(setting), servedPhoto(setting, { seed: 1 })]));
    const [remoteId] = published();
    postByHand(setting.world, USER_ID, 'Кава ☕️\nз ранку');
    expect(await attempt.find()).toEqual({ found: 'yes', receipt: { kind: 'published', remoteId } });
  });

  it('leaves out what was there before', async () => {
    postByHand(setting.world, USER_ID, 'Кава ☕️\nз ранку');
    setting.clock.pass(HOUR_MS);
    const attempt = await lost();
    const [, remoteId] = published();
    expect(await attempt.find()).toEqual({ found: 'yes', receipt: { kind: 'published', remoteId } });
  });

  it('leaves out what came when the container had long expired', async () => {
    const attempt = await lost();
    setting.clock.pass(30 * HOUR_MS);
    postByHand(setting.world, USER_ID, 'Кава ☕️\nз ранку');
    const [remoteId] = published();
    expect(await attempt.find()).toEqual({ found: 'yes', receipt: { kind: 'published', remoteId } });
  });

  it('looks through several pages', async () => {
    const attempt = await lost();
    for (let n = 0; n < 120; n++) postByHand(setting.world, USER_ID, `Post ${n}`);
    expect(await attempt.find()).toMatchObject({ found: 'yes' });
  });

  it('cannot tell where there is more than it looks through', async () => {
    const attempt = await lost();
    for (let n = 0; n < 260; n++) postByHand(setting.world, USER_ID, `Post ${n}`);
    expect(await attempt.find()).toEqual({ found: 'cannot-tell' });
  });

  it('says "not yet" while the container is not published, and finds it when the request takes effect late', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    setting.world.faults.add({ kind: 'cut', on: ['publish'], done: false, times: 1 });
    await failureOf(attempt.commit());
    expect(await attempt.find()).toEqual({ found: 'not-yet' });
    const [account] = setting.world.accounts;
    const [container] = setting.world.store.all('containers');
    if (!account || !container) throw new Error('the world is empty');
    publishContainer(setting.world, { account, kind: 'good' }, { creation_id: container.id });
    expect(await attempt.find()).toMatchObject({ found: 'yes' });
  });

  it('says "never" only when Instagram itself says that the container expired unpublished', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    setting.world.faults.add({ kind: 'cut', on: ['publish'], done: false, times: 1 });
    await failureOf(attempt.commit());
    setting.clock.pass(23 * HOUR_MS);
    expect(await attempt.find()).toEqual({ found: 'not-yet' });
    setting.clock.pass(2 * HOUR_MS);
    setting.world.faults.add({ ...refuse(100, 33), on: ['status'] });
    expect(await attempt.find()).toEqual({ found: 'not-yet' });
    expect(await attempt.find()).toEqual({ found: 'never' });
  });

  it('does not say "never" of a published container, however old', async () => {
    const attempt = await lost();
    setting.clock.pass(72 * HOUR_MS);
    expect(await attempt.find()).toMatchObject({ found: 'yes' });
  });

  it('cannot tell without a container', async () => {
    const attempt = await lost();
    attempt.forget();
    expect(await attempt.find()).toEqual({ found: 'cannot-tell' });
  });

  it('says what kept it from looking', async () => {
    const attempt = await lost();
    setting.world.store.put('accounts', USER_ID, { tokens: 'revoked' });
    expect(await failureOf(attempt.find())).toMatchObject({ kind: 'auth', info: { code: '190/458' } });
  });
});

describe('a second media_publish', () => {
  it('is not sent for a container that is published already', async () => {
    const attempt = await lost();
    const [remoteId] = published();
    expect((await attempt.prepare()).ready).toBe(true);
    expect(await attempt.commit()).toEqual({ kind: 'published', remoteId });
    expect(publishCalls()).toBe(1);
  });

  it('that meets a published container is a success, with or without the medium', async () => {
    const attempt = await lost();
    const [remoteId] = published();
    expect(await attempt.commit()).toEqual({ kind: 'published', remoteId });
    postByHand(setting.world, USER_ID, 'Кава ☕️\nз ранку');
    expect(await attempt.commit()).toEqual({ kind: 'published' });
    expect(published()).toHaveLength(2);
  });
});

describe('a refused media_publish', () => {
  it('is offered the same container again, then another one', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    const restarts: unknown[] = [];
    for (let tries = 0; tries < 2; tries++) {
      await attempt.prepareAll();
      setting.world.faults.add({ ...refuse(24, 2_207_008), on: ['publish'] });
      const { kind, info } = await failureOf(attempt.commit());
      expect({ kind, effect: info.effect }).toEqual({ kind: 'outage', effect: 'none' });
      restarts.push(info.restart ?? false);
    }
    expect(restarts).toEqual([false, true]);
  });

  it('of an expired container begins anew', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    setting.clock.pass(25 * HOUR_MS);
    const error = await failureOf(attempt.commit());
    expect(error).toMatchObject({ kind: 'outage', info: { effect: 'none', restart: true, code: '-2/2207020' } });
    expect(published()).toEqual([]);
  });

  it('as unknown begins anew where the container has expired', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    setting.clock.pass(25 * HOUR_MS);
    setting.world.faults.add({ ...refuse(24, 2_207_008), on: ['publish'] });
    const info = { effect: 'none', restart: true, code: '24/2207008' };
    expect(await failureOf(attempt.commit())).toMatchObject({ kind: 'outage', info });
  });

  const UNSEEN: readonly { name: string; fault: Fault }[] = [
    { name: 'cannot be asked', fault: { kind: 'cut', on: ['status'], done: false, times: 1 } },
    { name: 'is not known', fault: { ...refuse(100, 33), on: ['status'] } },
  ];
  it.each(UNSEEN)('is left open where the container $name', async ({ fault }) => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    setting.world.faults.add({ ...refuse(24, 2_207_008), on: ['publish'] });
    setting.world.faults.add(fault);
    expect(await failureOf(attempt.commit())).toMatchObject({ kind: 'outage', info: { effect: 'uncertain' } });
  });

  it('of a medium that is not ready waits and needs no other container', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    setting.world.faults.add({ ...refuse(9007, 2_207_027), on: ['publish'] });
    const error = await failureOf(attempt.commit());
    expect(error).toMatchObject({ kind: 'not_ready', info: { effect: 'none', retryAfterMs: 5_000 } });
    expect(error.info.restart).toBeUndefined();
    expect(await attempt.commit()).toMatchObject({ kind: 'published' });
  });

  it('without a container sends nothing', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    expect(await failureOf(attempt.commit())).toMatchObject({ kind: 'bug', info: { effect: 'none', restart: true } });
    expect(publishCalls()).toBe(0);
  });
});

describe('the address of a post', () => {
  it('is asked for, not made up from the id', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    const { remoteId } = await attempt.commit();
    const [medium] = setting.world.store.all('media');
    expect(await attempt.locate(remoteId)).toEqual({
      remoteId,
      url: `https://www.instagram.com/p/${medium?.shortcode}/`,
    });
  });

  it('is found for a receipt that names no medium', async () => {
    const attempt = await lost();
    const [remoteId] = published();
    expect(await attempt.locate()).toMatchObject({ remoteId, url: expect.stringContaining('/p/') });
    postByHand(setting.world, USER_ID, 'Кава ☕️\nз ранку');
    expect(await attempt.locate()).toBeNull();
  });
});
