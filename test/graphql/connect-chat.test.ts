import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, openApi } from './api.js';
import { answered } from './change.js';
import { FULL, openTelegramChat, type TelegramChat } from './telegram-chat.js';

const ACCOUNT = 'account { name username state externalId }';

let telegram: TelegramChat;
let api: Api;
beforeAll(async () => {
  telegram = await openTelegramChat();
  api = await openApi({ telegramRoot: telegram.url });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await telegram[Symbol.asyncDispose]();
});

test('a channel is connected by its public name, once for a key, and taken up again', async () => {
  const input = { chatId: '@beanlab', idempotencyKey: 'lab' };
  const made = await answered(api, 'connectChat', input, ACCOUNT);
  const account = { name: 'Bean Lab', username: 'beanlab', state: 'CONNECTED', externalId: '-1005' };
  expect(made).toEqual({ account, userErrors: [] });
  expect(await answered(api, 'connectChat', input, ACCOUNT)).toEqual(made);
  expect(await answered(api, 'connectChat', { chatId: '-1005' }, ACCOUNT)).toEqual(made);
});

test.each([
  {
    name: 'the bot may not do enough there',
    chat: { place: { status: 'administrator', can_post_messages: true }, adminIds: [3] },
    code: 'CHAT_RIGHTS',
    message: 'Missing: edit, delete',
  },
  {
    name: 'whoever asks does not look after it',
    chat: { place: FULL, adminIds: [2] },
    code: 'CHAT_ADMINS_ONLY',
    message: 'no administrator',
  },
  { name: 'Telegram is silent', chat: null, code: 'CREDENTIALS', message: 'could not be asked' },
])('is refused where $name, with the reason', async ({ chat, code, message }) => {
  telegram.chat = chat;
  const { userErrors } = await answered(api, 'connectChat', { chatId: '-1005' }, ACCOUNT);
  expect(userErrors).toMatchObject([{ code, message: expect.stringContaining(message) }]);
});
