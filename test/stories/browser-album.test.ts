import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { bubble, openPage, person, write } from '../sandbox/page/open-page.js';
import { launchBrowser } from '../support/browser.js';
import { openDesk } from '../support/desk-app.js';

const SHOTS = join(PACKAGE_ROOT, 'test-output', 'story');
const TEXT = 'Three cups for a slow Sunday';
/** Longer than Instagram of the sandbox works on three pictures, and on a busy machine. */
const PATIENCE_MS = 20_000;

let browser: Browser;
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('an album goes from the page to Telegram and Instagram, as it was shown', async () => {
  await using desk = await openDesk();
  const viewport = { width: 390, height: 844 };
  await using opened = await openPage(browser, desk.url, { viewport, reducedMotion: 'reduce' });
  const { page } = opened;
  const shot = (name: string) => page.screenshot({ path: join(SHOTS, `album-${name}.png`) });

  await person(page, /Olena/).click();
  await page.locator('input[type=file]').setInputFiles(await cups(['#b8371d', '#2f43bd', '#1c7745']));
  await page.getByText('3 files').waitFor();
  await shot('1-attached');
  await write(page, TEXT);
  const card = bubble(page, /Draft.*Three cups/s);
  await card.getByText('3 photos').waitFor();
  await card.getByText('📍 Daily Bean, Instagram · dailybean').waitFor();
  await shot('2-draft');

  await card.getByRole('button', { name: 'Preview' }).click();
  // Both get the same, so it is shown once.
  await page.locator('article.album:not(.own)').getByText(TEXT).waitFor();
  await shot('3-preview');
  await card.getByRole('button', { name: 'Send to review' }).click();
  await bubble(page, /In review/).waitFor();

  await person(page, /Marko/).click();
  await openPlace(page, 'Daily Bean · editors');
  const review = bubble(page, /Please review/);
  await review.waitFor();
  await shot('4-review');
  await review.getByRole('button', { name: 'Approve' }).click();
  await bubble(page, /Marko approved/).waitFor();

  await person(page, /Olena/).click();
  await openPlace(page, 'Copydesk');
  await bubble(page, /is live: Daily Bean · Instagram · dailybean/).waitFor({ timeout: PATIENCE_MS });
  await shot('5-told');
  await openPlace(page, 'Daily Bean');
  const post = bubble(page, TEXT);
  await expect.poll(() => post.getByRole('button', { name: 'Open the picture' }).count()).toBe(3);
  await shot('6-channel');
  const album = await desk.live();
  expect(album.map(({ caption, mediaGroupId }) => ({ caption, isAlbum: mediaGroupId !== null }))).toEqual([
    { caption: TEXT, isAlbum: true },
    { caption: null, isAlbum: true },
    { caption: null, isAlbum: true },
  ]);

  await openPlace(page, 'Instagram · dailybean');
  await page.getByRole('button', { name: /^Carousel, Today: Three cups/ }).click();
  const carousel = page.getByRole('dialog', { name: 'Carousel' });
  await carousel.getByText('1 of 3').waitFor();
  await shot('7-instagram');
  await page.keyboard.press('Escape');
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

function cups(colours: readonly string[]) {
  return Promise.all(
    colours.map(async (background, index) => {
      const blank = sharp({ create: { width: 1080, height: 1080, channels: 3, background } });
      return { name: `cup-${index + 1}.jpg`, mimeType: 'image/jpeg', buffer: await blank.jpeg().toBuffer() };
    }),
  );
}

/** On a phone the list of chats is a page of its own. */
async function openPlace(page: Page, title: string): Promise<void> {
  const back = page.getByRole('button', { name: 'Back to the chats' });
  if (await back.isVisible()) await back.click();
  const places = page.getByRole('navigation', { name: 'Chats' });
  await places
    .getByRole('button')
    .filter({ has: page.getByText(title, { exact: true }) })
    .click();
}
