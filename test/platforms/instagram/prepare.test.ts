import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { MediaRef } from '../../../src/domain/content.js';
import { failureOf } from '../../support/platform-failure.js';
import { attemptOf, containersIn, servedPhoto } from './attempt.js';
import { described, film, jpegOf, mp4Of } from './made-media.js';
import { ACCOUNT, createSetting, type Setting, TOKEN, USER_ID } from './setting.js';

let setting: Setting;
beforeEach(async () => {
  setting = await createSetting();
  onTestFinished(() => setting[Symbol.asyncDispose]());
});

const post = (media: readonly MediaRef[], text = 'Кава') => ({ text, entities: [], media });
const count = (): number => containersIn(setting).length;
const HOUR_MS = 3_600_000;
const FAULT = {
  kind: 'refuse' as const,
  on: ['create' as const],
  code: 1,
  status: 400,
  message: 'broken',
  isTransient: false,
  times: 1,
};

describe('a preparation', () => {
  it('waits 1 s, then twice as long each time, up to a minute', async () => {
    setting.world.faults.add({ kind: 'processing_slow', ms: HOUR_MS, times: 1 });
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    const waits: number[] = [];
    for (let calls = 0; calls < 9; calls++) {
      const now = await attempt.prepare();
      if (!now.ready) waits.push(now.resumeInMs);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    setting.clock.pass(HOUR_MS);
    expect((await attempt.prepare()).ready).toBe(true);
    expect(count()).toBe(1);
  });

  it('takes a status without a code for one that is not finished', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepare();
    setting.world.faults.add({ ...FAULT, on: ['status'], code: 100, subcode: 33 });
    expect(await attempt.prepare()).toMatchObject({ ready: false, resumeInMs: 2_000 });
    expect((await attempt.prepare()).ready).toBe(true);
    expect(count()).toBe(1);
  });

  it.each([
    { crashAt: 0, made: 5 },
    { crashAt: 1, made: 4 },
    { crashAt: 2, made: 3 },
  ])(
    'goes on after a crash in call $crashAt of a carousel, and what was kept is not made again',
    async ({ crashAt, made }) => {
      const attempt = attemptOf(setting, post([servedPhoto(setting), servedPhoto(setting, { seed: 1 })]));
      for (let calls = 0; calls < crashAt; calls++) await attempt.prepare();
      await attempt.prepareInVain();
      await attempt.prepareAll();
      expect(count()).toBe(made);
      await attempt.commit();
      expect(setting.world.store.all('media')).toHaveLength(1);
    },
  );

  it('makes no second container where one can be used', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    for (let calls = 0; calls < 5; calls++) expect((await attempt.prepare()).ready).toBe(true);
    expect(count()).toBe(1);
  });

  it('joins the items of a carousel only when all of them are processed', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting), servedPhoto(setting, { seed: 1 })]));
    setting.world.faults.add({ kind: 'processing_slow', ms: 5_000, times: 1 });
    await attempt.prepare();
    expect(await attempt.prepare()).toMatchObject({ ready: false, resumeInMs: 2_000 });
    expect(await attempt.prepare()).toMatchObject({ ready: false, resumeInMs: 4_000 });
    expect(setting.world.requests.since(0).filter(({ status }) => status !== 200)).toEqual([]);
    setting.clock.pass(5_000);
    expect(await attempt.prepareAll()).toEqual([1_000]);
    expect(count()).toBe(3);
  });

  it('ends a call in time to be kept, however slowly the items are taken', async () => {
    const attempt = attemptOf(setting, post([0, 1, 2, 3].map((seed) => servedPhoto(setting, { seed }))));
    const take = setting.world.faults.takeWire.bind(setting.world.faults);
    setting.world.faults.takeWire = (step) => {
      setting.clock.pass(step === 'create' ? 6_000 : 0);
      return take(step);
    };
    await attempt.prepare();
    expect(count()).toBe(2);
    await attempt.prepareAll();
    expect(count()).toBe(5);
  });

  it('keeps the items that were made when a later one must wait', async () => {
    const media = [0, 1, 2].map((seed) => servedPhoto(setting, { seed }));
    const attempt = attemptOf(setting, post(media));
    setting.world.faults.add({ kind: 'cut', on: ['create'], done: false, times: 1 });
    await failureOf(attempt.prepare());
    const [, , third] = media;
    setting.media.serve(third?.hash ?? '', Buffer.alloc(0), 'text/html');
    const error = await failureOf(attempt.prepare());
    expect(error).toMatchObject({ kind: 'invalid', info: { mediaIndex: 2, code: '9004/2207052' } });
    attempt.forget();
    setting.media.serve(third?.hash ?? '', jpegOf(1080, 1080, 2_000, 2));
    await attempt.prepareAll();
    await attempt.commit();
    expect(setting.world.store.all('media')[0]?.files.map(({ sha256 }) => sha256)).toEqual(
      media.map(({ hash }) => hash),
    );
  });

  it('keeps them through a limit, and waits as long as Instagram says', async () => {
    const media = [0, 1].map((seed) => servedPhoto(setting, { seed }));
    const attempt = attemptOf(setting, post(media));
    const taken = setting.world.faults.takeWire.bind(setting.world.faults);
    let creations = 0;
    setting.world.faults.takeWire = (step) => {
      if (step === 'create' && ++creations === 2) setting.world.faults.add({ ...FAULT, code: 80_002, waitMinutes: 3 });
      return taken(step);
    };
    expect(await attempt.prepare()).toMatchObject({ ready: false, resumeInMs: 180_000 });
    expect(count()).toBe(1);
    await attempt.prepareAll();
    expect(count()).toBe(3);
  });

  it.each([
    { name: 'not there', serve: null, code: '9004/2207052' },
    { name: 'a PNG', serve: Buffer.from('\x89PNG\r\n\x1a\n'.padEnd(64, '\0'), 'latin1'), code: '36001/2207005' },
    { name: 'too tall', serve: jpegOf(1080, 1920), code: '36003/2207009' },
    { name: 'too large', serve: jpegOf(1080, 1080, 8 * 1024 * 1024 + 1), code: '36000/2207004' },
  ])('names the item that is $name', async ({ serve, code }) => {
    const odd = described(serve ?? Buffer.from('gone'));
    if (serve) setting.media.serve(odd.hash, serve);
    const attempt = attemptOf(setting, post([servedPhoto(setting), odd]));
    const error = await failureOf(attempt.prepare());
    expect(error).toMatchObject({ kind: 'invalid', info: { mediaIndex: 1, code } });
  });

  it('names the item whose processing failed, and begins anew', async () => {
    const clip = film(mp4Of(1), 1_000);
    setting.media.serve(clip.hash, mp4Of(1));
    const attempt = attemptOf(setting, post([servedPhoto(setting), clip]));
    await attempt.prepare();
    const error = await failureOf(attempt.prepare());
    expect(error).toMatchObject({ kind: 'invalid', info: { mediaIndex: 1, code: '2207026', restart: true } });
  });

  it.each([
    { subcode: 2_207_001, kind: 'outage' },
    { subcode: 2_207_026, kind: 'invalid' },
    { subcode: 9_999_999, kind: 'outage' },
  ])('with processing failed by $subcode is $kind and begins anew', async ({ subcode, kind }) => {
    setting.world.faults.add({ kind: 'processing_failed', subcode, times: 1 });
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepare();
    const info = { effect: 'none', restart: true, code: String(subcode) };
    expect(await failureOf(attempt.prepare())).toMatchObject({ kind, info });
    attempt.forget();
    await attempt.prepareAll();
    await attempt.commit();
    expect(setting.world.store.all('media')).toHaveLength(1);
  });

  it('begins anew when what was prepared has expired', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    setting.clock.pass(24 * HOUR_MS);
    expect(await failureOf(attempt.prepare())).toMatchObject({ kind: 'not_ready', info: { restart: true } });
  });

  it('begins anew when Instagram has forgotten what is past its life', async () => {
    const attempt = attemptOf(setting, post([servedPhoto(setting)]));
    await attempt.prepareAll();
    setting.clock.pass(25 * HOUR_MS);
    setting.world.faults.add({ ...FAULT, on: ['status'], code: 100, subcode: 33 });
    expect(await failureOf(attempt.prepare())).toMatchObject({ kind: 'not_ready', info: { restart: true } });
  });

  it.each([null, 'x', 7, { children: 'x' }, { version: 9 }])(
    'begins anew with a checkpoint that it cannot read: %j',
    async (odd) => {
      const [part] = setting.platform.render(post([servedPhoto(setting)]), ACCOUNT).parts;
      if (!part) throw new Error('no part');
      const { handle: media } = setting;
      const out = { key: 'k', part, earlier: [], target: USER_ID, credentials: { token: TOKEN }, media };
      const checkpoint = odd;
      const now = await setting.platform.publisher.prepare?.({
        ...out,
        checkpoint,
        signal: AbortSignal.timeout(9_000),
      });
      expect(now).toMatchObject({ ready: false, resumeInMs: 1_000 });
    },
  );

  it('does not ask Instagram for what nobody can fetch', async () => {
    const [part] = setting.platform.render(post([servedPhoto(setting)]), ACCOUNT).parts;
    if (!part) throw new Error('no part');
    const media = (ref: MediaRef) => ({ ...setting.handle(ref), publicUrl: () => null });
    const out = { key: 'k', part, earlier: [], target: USER_ID, credentials: { token: TOKEN }, media };
    const work = setting.platform.publisher.prepare?.({ ...out, checkpoint: null, signal: AbortSignal.timeout(9_000) });
    expect(await failureOf(work ?? Promise.resolve())).toMatchObject({ kind: 'invalid', info: { effect: 'none' } });
    expect(setting.world.requests.since(0)).toEqual([]);
  });
});
