import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, openApi } from './api.js';
import { answered } from './change.js';

const ACCOUNT = 'account { name username state externalId }';
const FULL = { status: 'administrator', can_post_messages: true, can_edit_messages: true, can_delete_messages: true };
/** As the bot stands in the chat, and who looks after it; null: Telegram is silent. */
let chat: { place: object; adminIds: number[] } | null;

const telegram = createServer((request, response) => {
  if (!chat) return response.destroy();
  const results: Record<string, unknown> = {
    getChat: { id: -1005, type: 'channel', title: 'Bean Lab', username: 'beanlab' },
    getChatMember: chat.place,
    getChatAdministrators: chat.adminIds.map((id) => ({ user: { id } })),
  };
  response.setHeader('content-type', 'application/json');
  return response.end(JSON.stringify({ ok: true, result: results[request.url?.split('/').at(-1) ?? ''] }));
});

let api: Api;
beforeAll(async () => {
  await new Promise<void>((resolve) => telegram.listen(0, '127.0.0.1', resolve));
  const { port } = telegram.address() as AddressInfo;
  api = await openApi({ telegramRoot: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  telegram.close();
});

test('a channel is connected by its public name, once for a key, and taken up again', async () => {
  chat = { place: FULL, adminIds: [3] };
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
])('is refused where $name, with the reason', async ({ chat: now, code, message }) => {
  chat = now;
  const { userErrors } = await answered(api, 'connectChat', { chatId: '-1005' }, ACCOUNT);
  expect(userErrors).toMatchObject([{ code, message: expect.stringContaining(message) }]);
});
