import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import sharp from 'sharp';
import { jpegOf, mp4Of } from '../../platforms/instagram/made-media.js';
import {
  createSetting,
  OTHER_ID,
  OTHER_TOKEN,
  type Setting,
  TOKEN,
  USER_ID,
} from '../../platforms/instagram/setting.js';
import { callerOf } from './calling.js';

let setting: Setting;
let api: ReturnType<typeof callerOf>;
let photo: string;
beforeEach(async () => {
  setting = await createSetting({ processingMs: { image: 1_000, video: 5_000 } });
  onTestFinished(() => setting[Symbol.asyncDispose]());
  api = callerOf(setting);
  photo = setting.media.serve('photo', jpegOf(1080, 1080), 'image/jpeg');
});
const HOUR_MS = 3_600_000;

async function ready(params: Record<string, unknown>): Promise<string> {
  const { id, error } = await api.create(params);
  expect(error).toBeNull();
  setting.clock.pass(5_000);
  return id;
}

const item = () => ready({ image_url: photo, is_carousel_item: true });

describe('a container', () => {
  it('is processed, published once, and known as published afterwards', async () => {
    const { id } = await api.create({ image_url: photo, caption: 'Кава' });
    const status = async () => (await api.get(id, { fields: 'status_code' })).body.status_code;
    expect(await status()).toBe('IN_PROGRESS');
    expect((await api.publish(id)).error).toBe('9007/2207027');
    setting.clock.pass(1_000);
    expect(await status()).toBe('FINISHED');
    const { id: mediaId, error } = await api.publish(id);
    expect(error).toBeNull();
    expect(await status()).toBe('PUBLISHED');
    expect((await api.publish(id)).error).toBe('24/2207008');
    const fields = 'id,caption,media_type,media_product_type,timestamp,permalink,username';
    expect((await api.get(mediaId, { fields })).body).toMatchObject({
      id: mediaId,
      caption: 'Кава',
      media_type: 'IMAGE',
      media_product_type: 'FEED',
      timestamp: '2026-11-21T12:00:01+0000',
      permalink: expect.stringMatching(/^https:\/\/www\.instagram\.com\/p\/[\w-]{11}\/$/),
    });
  });

  it('expires after 24 hours by the clock, and is gone for good', async () => {
    const id = await ready({ image_url: photo });
    setting.clock.pass(24 * HOUR_MS);
    expect((await api.get(id, { fields: 'status_code' })).body.status_code).toBe('EXPIRED');
    expect((await api.publish(id)).error).toBe('-2/2207020');
    expect((await api.get(`${USER_ID}/media`, { fields: 'id' })).body.data).toEqual([]);
  });

  it('has an id that a double does not hold', async () => {
    const ids = [
      await ready({ image_url: photo }),
      await ready({ image_url: photo }),
      await ready({ image_url: photo }),
    ];
    expect(ids.some((id) => String(Number(id)) !== id)).toBe(true);
  });

  it.each([
    { name: 'no file', params: {}, error: '100' },
    { name: 'two files', params: { image_url: 'PHOTO', video_url: 'PHOTO' }, error: '100' },
    { name: 'a video without a type', params: { video_url: 'PHOTO' }, error: '100' },
    { name: 'a feed video', params: { video_url: 'PHOTO', media_type: 'VIDEO' }, error: '100' },
    { name: 'a parameter that does not exist', params: { image_url: 'PHOTO', publish_at: '1' }, error: '100' },
    {
      name: 'a caption on an item',
      params: { image_url: 'PHOTO', is_carousel_item: true, caption: 'x' },
      error: '100',
    },
    { name: 'a caption on a story', params: { image_url: 'PHOTO', media_type: 'STORIES', caption: 'x' }, error: '100' },
    { name: 'a long caption', params: { image_url: 'PHOTO', caption: 'x'.repeat(2201) }, error: '36004/2207010' },
    { name: '31 hashtags', params: { image_url: 'PHOTO', caption: '#ab '.repeat(31) }, error: '36004/2207010' },
    { name: '21 mentions', params: { image_url: 'PHOTO', caption: '@ab '.repeat(21) }, error: '36004/2207010' },
    { name: 'one child', params: { media_type: 'CAROUSEL', children: '1' }, error: '100/2207028' },
    { name: 'unknown children', params: { media_type: 'CAROUSEL', children: '1,2' }, error: '24/2207006' },
    { name: 'an address that is none', params: { image_url: 'ftp://x/y' }, error: '9004/2207052' },
    { name: 'an address beyond ASCII', params: { image_url: 'http://127.0.0.1/кава' }, error: '9004/2207052' },
  ])('with $name is refused with $error', async ({ params, error }) => {
    const filled = Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, value === 'PHOTO' ? photo : value]),
    );
    expect((await api.create(filled)).error).toBe(error);
    expect(setting.world.store.all('containers')).toEqual([]);
  });

  it.each([
    { name: 'gone', bytes: null, error: '9004/2207052' },
    { name: 'a page', bytes: Buffer.from('<html>'), type: 'text/html', error: '9004/2207052' },
    {
      name: 'a PNG that says it is a JPEG',
      bytes: sharp({ create: { width: 900, height: 900, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
      error: '36001/2207005',
    },
    { name: 'no picture', bytes: Buffer.alloc(500, 1), error: '36001/2207005' },
    { name: 'too tall', bytes: jpegOf(1080, 1400), error: '36003/2207009' },
    { name: 'too wide', bytes: jpegOf(1080, 540), error: '36003/2207009' },
    { name: 'too large', bytes: jpegOf(1080, 1080, 8 * 1024 * 1024 + 1), error: '36000/2207004' },
  ])('of a file that is $name is refused with $error', async ({ bytes, type = 'image/jpeg', error }) => {
    const url = bytes ? setting.media.serve('odd', await bytes, type) : setting.media.urlOf('odd');
    expect((await api.create({ image_url: url })).error).toBe(error);
  });

  it('takes a real JPEG, and keeps its bytes', async () => {
    const bytes = await sharp({ create: { width: 1080, height: 1350, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer();
    const id = await ready({ image_url: setting.media.serve('real', bytes) });
    await api.publish(id);
    const [medium] = setting.world.store.all('media');
    expect(medium?.files).toMatchObject([{ width: 1080, height: 1350, mime: 'image/jpeg', size: bytes.length }]);
    expect(setting.world.files.read(medium?.files[0]?.sha256 ?? '')).toEqual(bytes);
  });

  it.each([
    { name: 'a film', bytes: mp4Of(12), state: 'FINISHED' },
    { name: 'a film of 1 s', bytes: mp4Of(1), state: 'ERROR' },
    { name: 'a film whose index comes last', bytes: mp4Of(12, { indexFirst: false }), state: 'ERROR' },
    { name: 'a photo', bytes: jpegOf(1080, 1080), state: 'ERROR' },
  ])('of $name as a reel becomes $state', async ({ bytes, state }) => {
    const id = await ready({ video_url: setting.media.serve('film', bytes), media_type: 'REELS' });
    const { body } = await api.get(id, { fields: 'status_code,status' });
    expect(body).toMatchObject({ status_code: state, status: expect.stringMatching(/^Finished|2207026$/) });
  });

  it('is one of 400 a day', async () => {
    for (let n = 0; n < 400; n++) {
      const id = `seen-${n}`;
      const [container] = setting.world.store.all('containers');
      if (container) setting.world.store.put('containers', id, { ...container, id });
      else await api.create({ image_url: photo });
    }
    expect((await api.create({ image_url: photo })).error).toBe('4');
    setting.clock.pass(24 * HOUR_MS);
    expect((await api.create({ image_url: photo })).error).toBeNull();
  });
});

describe('a carousel', () => {
  it('is made of items in their order, which are then used up', async () => {
    const tall = setting.media.serve('tall', jpegOf(1080, 1350));
    const children = [await item(), await ready({ image_url: tall, is_carousel_item: true, alt_text: 'Tall' })];
    const id = await ready({ media_type: 'CAROUSEL', children: children.join(','), caption: 'Two' });
    expect((await api.publish(children[0] ?? '')).error).toBe('100');
    expect((await api.publish(id)).error).toBeNull();
    const [medium] = setting.world.store.all('media');
    expect(medium?.files.map(({ height }) => height)).toEqual([1080, 1350]);
    expect((await api.create({ media_type: 'CAROUSEL', children })).error).toBe('100');
  });

  it('is refused while an item is not ready, and where one is no item', async () => {
    const first = await item();
    const { id: second } = await api.create({ image_url: photo, is_carousel_item: true });
    expect((await api.create({ media_type: 'CAROUSEL', children: [first, second] })).error).toBe('9007/2207027');
    const single = await ready({ image_url: photo });
    expect((await api.create({ media_type: 'CAROUSEL', children: [first, single] })).error).toBe('100');
    expect((await api.create({ media_type: 'CAROUSEL', children: [first, first] })).error).toBe('100/2207028');
  });
});

describe('a token', () => {
  it.each([
    { name: 'none', token: null, error: '104' },
    { name: 'one of a page', token: 'EAAGpage-token-1234567890', error: '190' },
    { name: 'an expired one', token: 'IGAAexpired-token-1234567890', error: '190/463' },
    { name: 'an unknown one', token: 'IGAAwho', error: '190' },
    { name: 'one that may only read', token: 'IGAAreading-token-1234567890', error: '200' },
  ])('that is $name makes no container', async ({ token, error }) => {
    expect((await callerOf(setting, token).create({ image_url: photo })).error).toBe(error);
  });

  it('reaches nothing of another account', async () => {
    const id = await ready({ image_url: photo });
    const other = callerOf(setting, OTHER_TOKEN);
    expect((await other.get(id, { fields: 'status_code' })).error).toBe('100/33');
    expect((await other.publish(id, OTHER_ID)).error).toBe('24/2207006');
    expect((await other.publish(id)).error).toBe('100/33');
    expect((await other.create({ image_url: photo })).error).toBe('100/33');
    expect((await api.publish(id)).error).toBeNull();
  });

  it('works as a parameter and in a form as well', async () => {
    const body = new URLSearchParams({ image_url: photo, access_token: TOKEN });
    const response = await fetch(`${setting.url}/v25.0/${USER_ID}/media`, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(JSON.stringify(setting.world.requests.since(0))).not.toContain(TOKEN);
  });
});

describe('reading', () => {
  it('knows only the fields and versions that exist', async () => {
    expect((await api.get('me', { fields: 'user_id,unread_count' })).error).toBe('100');
    const old = await fetch(`${setting.url}/v18.0/me?access_token=${TOKEN}`);
    expect(old.status).toBe(400);
    expect((await api.call('DELETE', USER_ID)).error).toBe('100/33');
  });

  it('lists posts newest first in pages, and stories apart for a day', async () => {
    for (const caption of ['a', 'b', 'c']) await api.publish(await ready({ image_url: photo, caption }));
    await api.publish(await ready({ image_url: photo, media_type: 'STORIES' }));
    const first = await api.get(`${USER_ID}/media`, { fields: 'caption', limit: 2 });
    expect(first.body.data).toMatchObject([{ caption: 'c' }, { caption: 'b' }]);
    expect(first.body.paging).toMatchObject({ next: expect.any(String) });
    const after = Reflect.get(Object(Reflect.get(Object(first.body.paging), 'cursors')), 'after');
    const second = await api.get(`${USER_ID}/media`, { fields: 'caption', limit: 2, after });
    expect(second.body.data).toMatchObject([{ caption: 'a' }]);
    expect(second.body.paging).not.toHaveProperty('next');
    expect((await api.get(`${USER_ID}/stories`, { fields: 'id' })).body.data).toHaveLength(1);
    setting.clock.pass(24 * HOUR_MS);
    expect((await api.get(`${USER_ID}/stories`, { fields: 'id' })).body.data).toEqual([]);
  });
});

describe('the quota', () => {
  it('ends publishing, and comes back after a day', async () => {
    await using small = await createSetting({ processingMs: { image: 0, video: 0 }, quotaTotal: 1 });
    const calls = callerOf(small);
    const url = small.media.serve('photo', jpegOf(1080, 1080));
    const ids = [(await calls.create({ image_url: url })).id, (await calls.create({ image_url: url })).id];
    expect((await calls.publish(ids[0] ?? '')).error).toBeNull();
    expect((await calls.publish(ids[1] ?? '')).error).toBe('9/2207042');
    small.clock.pass(24 * HOUR_MS);
    const { id } = await calls.create({ image_url: url });
    expect((await calls.publish(id)).error).toBeNull();
  });
});
