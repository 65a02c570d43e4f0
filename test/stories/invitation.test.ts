import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { bubble, openPage, person, write } from '../sandbox/page/open-page.js';
import { launchBrowser } from '../support/browser.js';
import { openDesk } from '../support/desk-app.js';

const SHOTS = join(PACKAGE_ROOT, 'test-output', 'story');

let browser: Browser;
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('an admin of the sandbox invites the newcomer, who opens the link and writes a post', async () => {
  await using desk = await openDesk();
  await using opened = await openPage(browser, desk.url, { viewport: { width: 390, height: 780 } });
  const { page } = opened;
  const shot = (step: string) => page.screenshot({ path: join(SHOTS, `invitation-${step}.png`) });
  await person(page, /Taras/).click();
  await write(page, 'May I write something?');
  await bubble(page, 'private desk of a team').waitFor();
  await person(page, /Iryna/).click();
  await write(page, '/team');
  await bubble(page, 'Team of Daily Bean')
    .getByRole('button', { name: /Invite an author/ })
    .click();
  await shot('1-link');
  await bubble(page, 'lets one person into Daily Bean').getByRole('link').click();
  await page.getByRole('dialog').getByRole('button', { name: /Taras/ }).waitFor();
  await shot('2-who');
  await page.getByRole('dialog').getByRole('button', { name: /Taras/ }).click();
  await bubble(page, 'You have joined Daily Bean, role: author').waitFor();
  await write(page, 'My first post');
  await bubble(page, /Draft/).waitFor();
  await shot('3-draft');
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});
