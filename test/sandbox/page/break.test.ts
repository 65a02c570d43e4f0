import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { bubble, openPage, person, write } from './open-page.js';
import { CHANNEL, startToyDesk } from './toy-desk.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const panel = (page: Page) => page.getByRole('complementary', { name: 'Break things' });
const readFaults = async (url: string): Promise<unknown> => (await fetch(`${url}/sandbox/telegram/faults`)).json();

test.each([
  ['Lose the answer', { kind: 'lost-after' }],
  ['Refuse', { kind: 'refuse' }],
  ['Server error', { kind: 'error' }],
  ['Slow', { kind: 'slow', delayMs: 5000 }],
  ['Rate limit', { kind: 'rate-limit', retryAfter: 10 }],
])('"%s" is armed for the channel, or for everything, and is disarmed', async (name, fault) => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await page.getByRole('button', { name: 'Break things' }).click();
  await panel(page).getByText('Nothing is armed').waitFor();
  await panel(page).getByRole('button', { name }).click();
  await panel(page).getByText('Corner Bakery · 1×').waitFor();
  expect(await readFaults(toy.url)).toMatchObject([{ ...fault, chatId: CHANNEL, times: 1 }]);

  await panel(page).getByRole('button', { name: 'Everything the bot sends' }).click();
  await panel(page).getByRole('button', { name }).click();
  await page.getByRole('button', { name: 'Break things, 2 armed' }).waitFor();
  await expect.poll(() => readFaults(toy.url)).toMatchObject([{ chatId: CHANNEL }, fault]);
  expect(JSON.stringify(await readFaults(toy.url)).match(/chatId/g)).toHaveLength(1);

  await panel(page).getByRole('button', { name: 'Disarm all' }).click();
  await panel(page).getByText('Nothing is armed').waitFor();
  expect(await readFaults(toy.url)).toEqual([]);
});

test('a fault hits the next post, is used up, and the log of requests says so', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await page.getByRole('button', { name: 'Break things' }).click();
  await panel(page).getByRole('button', { name: 'Refuse' }).click();
  await write(page, 'Unlucky');
  await bubble(page, 'Draft').getByRole('button', { name: 'Send to review' }).click();
  await person(page, 'Max Editor').click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();

  await panel(page).getByText('Nothing is armed').waitFor();
  const line = panel(page).getByRole('listitem').filter({ hasText: 'Corner Bakery' });
  await line.getByText('refuse').waitFor();
  await line.getByText('sendMessage').click();
  await line.getByText('"text": "Unlucky"').waitFor();
  await panel(page)
    .getByRole('listitem')
    .filter({ hasText: 'Editors' })
    .getByText('ok', { exact: true })
    .first()
    .waitFor();
  expect(await panel(page).getByText('getUpdates').count()).toBe(0);
});

test('another window sees at once what is armed', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  await using other = await openPage(browser, toy.url);
  await opened.page.getByRole('button', { name: 'Break things' }).click();
  await panel(opened.page).getByRole('button', { name: 'Slow' }).click();
  await other.page.getByRole('button', { name: 'Break things, 1 armed' }).waitFor();
  expect(await panel(other.page).count()).toBe(0);
});
