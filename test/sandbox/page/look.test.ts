import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from '../../support/browser.js';
import { bubble, openPage, person, write } from './open-page.js';
import { ROOT, startToyDesk } from './toy-desk.js';

const OUTPUT = join(ROOT, 'test-output', 'page');
const CONTRAST = await readFile(join(ROOT, 'test', 'sandbox', 'page', 'look-contrast.js'), 'utf8');
const contrasts = z.array(z.object({ text: z.string(), where: z.string(), ratio: z.number() }));

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(OUTPUT, { recursive: true });
});
afterAll(() => browser.close());

const SCREENS = [360, 1280].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })));

test.each(SCREENS)(
  'at $width px, $theme: no sideways scroll and AA contrast on every screen',
  async ({ width, theme }) => {
    await using toy = await startToyDesk();
    await using opened = await openPage(browser, toy.url, {
      colorScheme: theme,
      reducedMotion: 'reduce',
      viewport: { width, height: width === 360 ? 720 : 800 },
      hasTouch: width === 360,
      isMobile: width === 360,
    });
    const { page } = opened;
    const seen: string[] = [];
    const look = async (name: string) => {
      await page.screenshot({ path: join(OUTPUT, `${width}-${theme}-${name}.png`) });
      seen.push(...(await complaintsAbout(page, name)));
    };

    await look('1-first');
    await write(page, 'Sourdough from eight in the morning. Come while it is warm!');
    await bubble(page, 'Draft').waitFor();
    await write(page, '/all');
    await bubble(page, 'let x').waitFor();
    await look('2-words');
    await bubble(page, 'Draft').getByRole('button', { name: 'Send to review' }).click();
    await page.getByRole('status').getByText('Sent to the editors').waitFor();
    await look('3-sent');
    await person(page, 'Max Editor').click();
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await look('4-review');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await bubble(page, 'Approved').waitFor();
    await page.getByRole('button', { name: '4 It is live, done' }).click();
    await bubble(page, 'Sourdough').waitFor();
    await look('5-channel');
    await page.getByRole('button', { name: 'Break things' }).click();
    await page.getByRole('button', { name: 'Lose the answer' }).click();
    await page.getByText('Corner Bakery · 1×').waitFor();
    await page.getByRole('complementary').getByText('setMyCommands').waitFor();
    await look('6-break');
    if (width === 360) {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Back to the chats' }).click();
      await page.getByRole('navigation').getByText('Corner Bakery').waitFor();
      await look('7-chats');
      seen.push(...z.array(z.string()).parse(await page.evaluate(SMALL_TARGETS)));
    }
    await page.getByRole('button', { name: 'Light or dark' }).click();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe(theme === 'light' ? 'dark' : 'light');
    seen.push(...(await complaintsAbout(page, 'other theme')));
    expect(seen).toEqual([]);
  },
);

/** A finger needs some 44 px; links inside a sentence are let off, as WCAG does. */
const SMALL_TARGETS = `[...document.querySelectorAll('button, select, textarea')]
  .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 43.5)
  .map((node) => node.outerHTML)`;

async function complaintsAbout(page: Page, name: string): Promise<string[]> {
  const sideways: unknown = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  const texts = contrasts.parse(await page.evaluate(CONTRAST));
  const pale = texts.filter(({ ratio }) => ratio < 4.5);
  return [
    ...(sideways === 0 ? [] : [`${name}: ${String(sideways)} px too wide`]),
    ...(texts.length > 10 ? [] : [`${name}: nothing to read`]),
    ...pale.map(({ text, where, ratio }) => `${name}: “${text}” (${where}) has ${ratio.toFixed(2)}`),
  ];
}
