import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { openPage, person } from './open-page.js';
import { CHANNEL, ROOT, startToyDesk, TOKEN, type ToyDesk } from './toy-desk.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const ADMIN = 103;
const RIGHTS = { can_post_messages: true, can_delete_messages: true };
const KEYS = {
  keyboard: [
    [
      {
        text: 'Choose a channel',
        request_chat: {
          request_id: 1,
          chat_is_channel: true,
          user_administrator_rights: RIGHTS,
          bot_administrator_rights: RIGHTS,
          request_title: true,
        },
      },
    ],
    [{ text: 'Not today' }],
  ],
};

test('a chat is chosen by a key of the bot, whose keyboard goes away when the bot says so', async () => {
  await using toy = await startToyDesk();
  await botSends(toy, { text: 'Which channel?', reply_markup: KEYS });
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await person(page, 'Ira Admin').click();
  await page
    .getByRole('button', { name: /Toy desk/ })
    .first()
    .click();
  const keyboard = page.getByRole('group', { name: 'Keyboard of the bot' });
  await page.screenshot({ path: join(ROOT, 'test-output', 'page', 'reply-keyboard.png') });
  await keyboard.getByRole('button', { name: 'Choose a channel' }).click();
  const choice = page.getByRole('dialog', { name: 'Which chat?' });
  await choice.getByRole('button', { name: 'Corner Bakery' }).click();
  await page.getByText('a picture').last().waitFor();
  await keyboard.getByRole('button', { name: 'Not today' }).click();
  await page.getByText('Draft').last().waitFor();
  await botSends(toy, { text: 'Thank you', reply_markup: { remove_keyboard: true } });
  await expect.poll(() => keyboard.isVisible()).toBe(false);
});

test('an owner takes a right from the bot, and takes it out of the channel', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await person(page, 'Ira Admin').click();
  await page
    .getByRole('button', { name: /Corner Bakery/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'The bot here' }).click();
  const place = page.getByRole('dialog', { name: 'The bot here' });
  await place.getByText('the bot is an administrator').waitFor();
  await place.getByRole('checkbox', { name: 'Edit messages' }).uncheck();
  await page.screenshot({ path: join(ROOT, 'test-output', 'page', 'bot-place.png') });
  await place.getByRole('button', { name: 'Administrator with these rights' }).click();
  await expect.poll(() => botIn(toy)).toMatchObject({ rights: { can_edit_messages: false, can_post_messages: true } });
  await page.getByRole('button', { name: 'The bot here' }).click();
  await expect.poll(() => place.getByRole('checkbox', { name: 'Edit messages' }).isChecked()).toBe(false);
  await place.getByRole('button', { name: 'Take it out' }).click();
  await expect.poll(() => botIn(toy)).toMatchObject({ status: 'left' });
});

async function botSends(toy: ToyDesk, message: object): Promise<void> {
  const sent = await fetch(new URL(`/sandbox/telegram/bot${TOKEN}/sendMessage`, toy.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: ADMIN, ...message }),
  });
  expect(sent.status).toBe(200);
}

async function botIn(toy: ToyDesk): Promise<unknown> {
  const answer = await fetch(new URL(`/sandbox/telegram/people/${ADMIN}/chats`, toy.url));
  const chats: unknown = await answer.json();
  const found = Array.isArray(chats) ? chats.find((chat: { id?: unknown }) => chat.id === CHANNEL) : null;
  return found?.bot;
}
