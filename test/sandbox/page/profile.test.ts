import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify from 'fastify';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instagramRoutes } from '../../../src/sandbox/instagram/routes.js';
import { createInstagramWorld } from '../../../src/sandbox/instagram/world.js';
import { pageRoutes } from '../../../src/sandbox/page/routes.js';
import { telegramRoutes } from '../../../src/sandbox/telegram/routes.js';
import { createTelegramWorld } from '../../../src/sandbox/telegram/world.js';
import { systemClock } from '../../../src/system.js';
import { SEED, startMediaServer, TOKEN, USER_ID, VERSION } from '../../platforms/instagram/setting.js';
import { launchBrowser } from '../../support/browser.js';
import { openPage } from './open-page.js';
import { ROOT } from './toy-desk.js';

const OUTPUT = join(ROOT, 'test-output', 'page');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(OUTPUT, { recursive: true });
});
afterAll(() => browser.close());

const PEOPLE: Parameters<typeof createTelegramWorld>[0]['seed'] = {
  bot: { id: 7_000_002, username: 'profile_bot', name: 'Desk', token: '7000002:profile-desk-token-of-a-test-only-0' },
  people: [{ id: 201, name: 'Olena', username: 'olena', language: 'en' }],
  chats: [{ type: 'private', person: 201 }],
};

/** The page beside both simulators, and what publishes a post to the second. */
async function openSetting() {
  const telegram = createTelegramWorld({ dir: null, clock: systemClock, seed: PEOPLE });
  const world = createInstagramWorld({
    dir: null,
    clock: systemClock,
    seed: SEED,
    processingMs: { image: 0, video: 0 },
  });
  const media = await startMediaServer();
  const server = Fastify({ forceCloseConnections: true });
  await server.register(telegramRoutes(telegram), { prefix: '/sandbox/telegram' });
  await server.register(instagramRoutes(world), { prefix: '/sandbox/instagram' });
  await server.register(pageRoutes({ root: ROOT, token: 'x', instagramToken: 'IGAAspare' }));
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const ask = async (path: string, body: object): Promise<string> => {
    const response = await fetch(`${url}/sandbox/instagram/${VERSION}/${USER_ID}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (typeof answer === 'object' && answer && 'id' in answer) return String(answer.id);
    throw new Error(JSON.stringify(answer));
  };
  const picture = async (colour: string, height: number) =>
    media.serve(
      `${colour.slice(1)}-${height}`,
      await sharp({ create: { width: 1080, height, channels: 3, background: colour } })
        .jpeg()
        .toBuffer(),
      'image/jpeg',
    );
  return {
    url,
    world,
    picture,
    publish: async (params: object) => ask('media_publish', { creation_id: await ask('media', params) }),
    item: (image_url: string, alt_text: string) => ask('media', { image_url, alt_text, is_carousel_item: true }),
    async [Symbol.asyncDispose]() {
      await server.close();
      world.close();
      telegram.close();
      await media[Symbol.asyncDispose]();
    },
  };
}

const profile = (page: Page) => page.getByRole('region', { name: 'Open profile' });
const places = (page: Page) => page.getByRole('navigation', { name: 'Chats' });

test.each([
  { width: 1280, height: 800 },
  { width: 360, height: 720 },
])('at $width px the profile shows what went live, by itself and by keys alone', async ({ width, height }) => {
  await using setting = await openSetting();
  await using opened = await openPage(browser, setting.url, { viewport: { width, height } });
  const { page } = opened;
  if (width < 820) await page.getByRole('button', { name: 'Back to the chats' }).click();
  const place = places(page).getByRole('button', { name: 'Instagram · dailybean' });
  await place.getByText('Nothing is live yet').waitFor();

  await setting.publish({
    image_url: await setting.picture('#b8371d', 1080),
    caption: 'Red beans',
    alt_text: 'A red cup',
  });
  await place.getByText('1 unread').waitFor();
  await place.focus();
  await page.keyboard.press('Enter');
  await profile(page).getByRole('heading', { name: 'dailybean' }).waitFor();
  expect(new URL(page.url()).hash).toMatch(/\/@dailybean$/);
  await profile(page).getByRole('img', { name: 'A red cup' }).waitFor();
  await expect.poll(() => places(page).getByText('1 unread').count()).toBe(0);

  const children = [
    await setting.item(await setting.picture('#2f43bd', 1080), 'A blue cup'),
    await setting.item(await setting.picture('#1c7745', 1080), 'A green cup'),
  ];
  await setting.publish({ media_type: 'CAROUSEL', children: children.join(','), caption: 'Two cups' });
  await setting.publish({ media_type: 'STORIES', image_url: await setting.picture('#f0b46c', 1920) });
  const tiles = profile(page).getByRole('list', { name: 'Posts' }).getByRole('button');
  await tiles
    .first()
    .and(page.getByRole('button', { name: /^Carousel, Today: Two cups/ }))
    .waitFor();
  await profile(page)
    .getByRole('list', { name: 'Stories' })
    .getByRole('button', { name: /^Story/ })
    .waitFor();
  await page.screenshot({ path: join(OUTPUT, `${width}-profile.png`) });

  await tiles.first().focus();
  await page.keyboard.press('Enter');
  const post = page.getByRole('dialog', { name: 'Carousel' });
  await post.getByText('1 of 2').waitFor();
  await post.getByRole('button', { name: 'The next one' }).focus();
  await page.keyboard.press('ArrowRight');
  await post.getByRole('img', { name: 'A green cup' }).waitFor();
  await post.getByText(/^https:\/\/www\.instagram\.com\/p\//).waitFor();
  await page.screenshot({ path: join(OUTPUT, `${width}-profile-post.png`) });
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.keyboard.press('Escape');
  await post.waitFor({ state: 'detached' });
  // The browser keeps its place over a reload.
  await page.reload();
  await profile(page).getByRole('heading', { name: 'dailybean' }).waitFor();
});

test('what can be broken at Instagram is armed, named and disarmed', async () => {
  await using setting = await openSetting();
  await using opened = await openPage(browser, setting.url);
  const { page } = opened;
  await page.getByRole('button', { name: 'Break things' }).click();
  const panel = page.getByRole('region', { name: 'Instagram', exact: true });
  const armed = [
    ['Lose the answer to publishing', { kind: 'cut', on: ['publish'], done: true, times: 1 }],
    ['Slow processing', { kind: 'processing_slow', times: 1 }],
    ['Failed processing', { kind: 'processing_failed', times: 1 }],
    ['Rate limit of Instagram', { kind: 'refuse', code: 80_002, times: 1 }],
  ] as const;
  for (const [name, fault] of armed) {
    await panel.getByRole('button', { name }).click();
    await panel.getByText(`${name} · 1×`).waitFor();
    expect(setting.world.faults.list().at(-1)).toMatchObject(fault);
  }
  await panel.getByRole('button', { name: 'Revoke the token of dailybean' }).click();
  await panel.getByText('Revoke the token of dailybean · lasts').waitFor();
  expect(setting.world.store.get('accounts', USER_ID)).toEqual({ tokens: 'revoked' });
  await page.getByRole('button', { name: 'Break things, 5 armed' }).waitFor();
  await page.screenshot({ path: join(OUTPUT, '1280-instagram-faults.png') });
  await panel.getByRole('button', { name: 'Disarm all' }).click();
  await panel.getByRole('button', { name: 'Give dailybean its token back' }).click();
  await panel.getByRole('button', { name: 'Revoke the token of dailybean' }).waitFor();
  expect(setting.world.faults.list()).toEqual([]);
});
