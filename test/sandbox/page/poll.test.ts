import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { bubble, openPage } from './open-page.js';
import { CHANNEL, ROOT, startToyDesk, TOKEN } from './toy-desk.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a quiz in a channel tells right from wrong, and why, once an answer is chosen', async () => {
  await using toy = await startToyDesk();
  const quiz = {
    chat_id: CHANNEL,
    question: 'Which bean has more caffeine?',
    options: [{ text: 'Arabica' }, { text: 'Robusta' }],
    type: 'quiz',
    correct_option_ids: [1],
    explanation: 'About twice as much.',
  };
  const sent = await fetch(new URL(`/sandbox/telegram/bot${TOKEN}/sendPoll`, toy.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(quiz),
  });
  expect(sent.status).toBe(200);
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await page
    .getByRole('button', { name: /Corner Bakery/ })
    .first()
    .click();
  const poll = bubble(page, 'Which bean has more caffeine?');
  await poll.getByRole('button', { name: 'Arabica' }).click();
  await poll.getByText('About twice as much.').waitFor();
  await expect.poll(() => poll.locator('.right').allTextContents()).toEqual(['Robusta']);
  expect(await poll.locator('.wrong').allTextContents()).toEqual(['Arabica']);
  await page.screenshot({ path: join(ROOT, 'test-output', 'page', 'quiz.png') });
});
