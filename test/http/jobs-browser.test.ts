import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { offerLogin } from '../../src/usecases/offer-login.js';
import { launchBrowser } from '../support/browser.js';
import { adminId, desk, ended, lostAnswer, post, refusal, scene, stateOf, url } from './jobs-rig.js';

const SHOTS = join(PACKAGE_ROOT, 'test-output', 'jobs');
const MINUTE_MS = 60_000;

describe('in a browser without JavaScript', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'uk' },
    { name: 'desktop', viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en' },
  ] as const)('an admin logs in, decides and logs out ($name)', async ({ name, viewport, colorScheme, locale }) => {
    await post(
      'Fresh beans from Ethiopia: floral, with a long sweetness. Come and taste them on Saturday morning!',
      3_600_000,
    );
    await post('Was due long ago', -5 * MINUTE_MS);
    await ended('Too much of a good thing', refusal());
    const lost = await ended('Opening hours over the holidays', lostAnswer());
    const context = await browser.newContext({ viewport, colorScheme, locale, javaScriptEnabled: false });
    const page = await context.newPage();
    const shot = (what: string) => page.screenshot({ path: join(SHOTS, `${name}-${what}.png`), fullPage: true });
    const { url: given } = await offerLogin(desk, { clientId: scene.clientId, memberId: adminId });
    await page.goto(given ?? '');
    await shot('1-login');
    await page.locator('button').click();
    await shot('2-next');
    await fits(page, viewport.width);
    for (const view of ['late', 'failed']) {
      await page.locator(`nav a[href*="view=${view}"]`).click();
      await shot(`3-${view}`);
      await fits(page, viewport.width);
    }
    await page.locator('nav a[href*="view=unknown"]').click();
    await page.locator('details.decide > summary').click();
    await shot('4-unknown');
    await page.locator('button[value="leave"]').click();
    await shot('5-done');
    expect(await stateOf(lost)).toBe('left');
    await page.locator('form[action="/logout"] button').click();
    await page.goto(`${url}/admin/jobs`);
    await shot('6-out');
    expect(await page.locator('nav').count()).toBe(0);
    await context.close();
  });
});

async function fits(page: Page, width: number): Promise<void> {
  for (const box of await Promise.all(
    (await page.locator('header, main, nav a, .job, .rows li, button').all()).map((one) => one.boundingBox()),
  ))
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width + 1);
}
