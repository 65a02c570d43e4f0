import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { PRESETS } from '../../../src/sandbox/instagram/faults.js';
import { postViewSchema, profileViewSchema } from '../../../src/sandbox/instagram/view-api.js';
import { jpegOf } from '../../platforms/instagram/made-media.js';
import { createSetting, type Setting, TestClock } from '../../platforms/instagram/setting.js';
import { callerOf } from './calling.js';

async function setUp(options: Parameters<typeof createSetting>[0] = {}): Promise<Setting> {
  const setting = await createSetting(options);
  onTestFinished(() => setting[Symbol.asyncDispose]());
  return setting;
}

async function send(setting: Setting, method: string, path: string, body?: object, headers: HeadersInit = {}) {
  const response = await fetch(`${setting.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const json: unknown = await response.json();
  return { status: response.status, json };
}

async function publishOne(setting: Setting, caption = 'Кава') {
  const api = callerOf(setting);
  const url = setting.media.serve('photo', jpegOf(1080, 1350));
  const { id } = await api.create({ image_url: url, caption, alt_text: 'Чашка' });
  return api.publish(id);
}

const profile = async (setting: Setting) =>
  profileViewSchema.parse((await send(setting, 'GET', '/profiles/dailybean')).json);

describe('the profile page', () => {
  it('shows what was published, with its picture and its address', async () => {
    const setting = await setUp();
    const { id } = await publishOne(setting);
    const view = await profile(setting);
    expect(view).toMatchObject({ username: 'dailybean', tokens: 'good', quota: { used: 1, total: 50 }, stories: [] });
    const [post] = view.posts;
    expect(post).toMatchObject({
      id,
      kind: 'image',
      caption: 'Кава',
      byHand: false,
      media: [{ altText: 'Чашка', height: 1350 }],
    });
    expect(post?.permalink).toBe(`https://www.instagram.com/p/${post?.shortcode}/`);
    const picture = await fetch(`${setting.url}${post?.media[0]?.path}`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(jpegOf(1080, 1350));
  });

  it('takes posts by hand', async () => {
    const setting = await setUp();
    const { json } = await send(setting, 'POST', '/profiles/dailybean/posts', { caption: 'From the phone' });
    expect(postViewSchema.parse(json)).toMatchObject({ caption: 'From the phone', byHand: true });
    expect((await profile(setting)).quota.used).toBe(0);
  });

  it.each(['revoked', 'expired'] as const)('makes tokens %s, and good again', async (tokens) => {
    const setting = await setUp();
    const api = callerOf(setting);
    await send(setting, 'PUT', '/profiles/dailybean/tokens', { tokens });
    expect((await api.get('me', { fields: 'username' })).error).toBe(tokens === 'revoked' ? '190/458' : '190/463');
    await send(setting, 'PUT', '/profiles/dailybean/tokens', { tokens: 'good' });
    expect((await api.get('me', { fields: 'username' })).error).toBeNull();
  });

  it.each([
    { method: 'GET', path: '/profiles/nobody', status: 404 },
    { method: 'GET', path: '/files/../../etc/passwd', status: 404 },
    { method: 'GET', path: `/files/${'0'.repeat(64)}`, status: 404 },
    { method: 'PUT', path: '/profiles/dailybean/tokens', body: { tokens: 'odd' }, status: 400 },
    { method: 'POST', path: '/faults', body: { kind: 'odd' }, status: 400 },
  ])('answers $method $path with $status', async ({ method, path, body, status }) => {
    expect((await send(await setUp(), method, path, body)).status).toBe(status);
  });

  it('does not answer other sites', async () => {
    const setting = await setUp();
    expect((await send(setting, 'GET', '/profiles', undefined, { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('a fault', () => {
  it('of each preset can be set, shows in the list, and hits once', async () => {
    const setting = await setUp();
    const { json } = await send(setting, 'GET', '/faults/presets');
    expect(json).toEqual(PRESETS);
    for (const preset of Object.values(PRESETS)) {
      expect((await send(setting, 'POST', '/faults', preset)).json).toEqual([preset]);
      await send(setting, 'DELETE', '/faults');
    }
  });

  it('"slow" keeps a container waiting', async () => {
    const setting = await setUp();
    setting.world.faults.add({ ...PRESETS.processing_slow });
    expect((await publishOne(setting)).error).toBe('9007/2207027');
    expect((await publishOne(setting)).error).toBeNull();
  });

  it('"failed" spoils one container', async () => {
    const setting = await setUp();
    setting.world.faults.add({ ...PRESETS.processing_failed });
    expect((await publishOne(setting)).error).toBe('-1/2207032');
    expect((await publishOne(setting)).error).toBeNull();
  });

  it('"rate limit" refuses, and says for how long', async () => {
    const setting = await setUp();
    await send(setting, 'POST', '/faults', PRESETS.rate_limit);
    const response = await fetch(`${setting.url}/v25.0/17841405793187217/media`, { method: 'POST' });
    expect(response.headers.get('x-business-use-case-usage')).toContain('"estimated_time_to_regain_access":1');
  });

  it('"lost" publishes and cuts the line', async () => {
    const setting = await setUp();
    await send(setting, 'POST', '/faults', PRESETS.publish_lost);
    await expect(publishOne(setting)).rejects.toThrow('fetch failed');
    expect((await profile(setting)).posts).toHaveLength(1);
    expect(
      z.array(z.looseObject({ status: z.number().nullable() })).parse(setting.world.requests.since(1)),
    ).toMatchObject([{ path: expect.stringContaining('media_publish'), status: null }]);
  });
});

describe('the world', () => {
  it('lives on after a restart: containers, posts, pictures, tokens', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'copydesk-instagram-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const clock = new TestClock();
    const before = await createSetting({ dir, clock });
    await publishOne(before);
    const { id } = await callerOf(before).create({ image_url: before.media.serve('x', jpegOf(900, 900)) });
    await send(before, 'PUT', '/profiles/other/tokens', { tokens: 'revoked' });
    const shown = await profile(before);
    await before[Symbol.asyncDispose]();

    const after = await setUp({ dir, clock });
    expect(await profile(after)).toEqual(shown);
    expect(after.world.files.read(shown.posts[0]?.media[0]?.path.split('/').at(-1) ?? '')).not.toBeNull();
    expect((await callerOf(after).publish(id)).error).toBeNull();
    expect(after.world.store.get('accounts', '17841405793187219')).toEqual({ tokens: 'revoked' });
  });
});
