import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { bubble, openPage, person, write } from '../sandbox/page/open-page.js';
import { launchBrowser } from '../support/browser.js';
import { openDesk } from '../support/desk-app.js';

const SHOTS = join(PACKAGE_ROOT, 'test-output', 'story');
const TEXT = 'Ethiopia Guji is back. Peach, jasmine, and a very short queue until noon.';

let browser: Browser;
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each([
  { name: 'desktop', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
] as const)('from first load to a live post, in a browser ($name)', async ({ name, viewport, colorScheme }) => {
  await using desk = await openDesk();
  await using opened = await openPage(browser, desk.url, { viewport, colorScheme, reducedMotion: 'reduce' });
  const { page } = opened;
  const shot = (step: string) => page.screenshot({ path: join(SHOTS, `${name}-${step}.png`) });
  await shot('1-first-load');

  await step(page, /^1 Write something/).click();
  await write(page, TEXT);
  const card = bubble(page, /Draft/);
  await card.waitFor();
  await shot('2-draft');

  await card.getByRole('button', { name: /Send to review/ }).click();
  await bubble(page, /In review/).waitFor();
  await shot('3-in-review');

  await step(page, /^3 Become the editor/).click();
  await shot('4-editor');
  await bubble(page, TEXT)
    .getByRole('button', { name: /Approve/ })
    .click();
  await bubble(page, /Approved/).waitFor();
  await shot('5-approved');

  await step(page, /^4 It is live/).click();
  await bubble(page, TEXT).waitFor();
  await shot('6-live');
  expect((await desk.live()).filter((post) => post.text === TEXT)).toHaveLength(1);

  await person(page, /Olena/).click();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

const step = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'First steps' }).getByRole('button', { name });
