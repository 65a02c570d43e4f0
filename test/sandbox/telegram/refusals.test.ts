import { describe, expect, test } from 'vitest';
import { ANN, BEN, BOT, CHANNEL, CID, CLOSED_CHANNEL, FOREIGN_CHANNEL, GROUP, SUPERGROUP, TOKEN } from './seed.js';
import { createSetting } from './setting.js';

const button = (fields: object) => ({ inline_keyboard: [[{ text: 'Go', ...fields }]] });
const emoji = '👍';

describe('sending is refused as Telegram refuses it', () => {
  test.each([
    ['sendMessage', { chat_id: ANN, text: 'a'.repeat(4097) }, 400, 'Bad Request: message is too long'],
    ['sendMessage', { chat_id: ANN, text: emoji.repeat(2049) }, 400, 'Bad Request: message is too long'],
    ['sendMessage', { chat_id: ANN, text: '' }, 400, 'Bad Request: message text is empty'],
    ['sendMessage', { chat_id: ANN, text: ' \n\u200b' }, 400, 'Bad Request: message text is empty'],
    ['sendMessage', { chat_id: ANN }, 400, 'Bad Request: message text is empty'],
    ['sendMessage', { text: 'a' }, 400, 'Bad Request: chat_id is empty'],
    ['sendMessage', { chat_id: 42, text: 'a' }, 400, 'Bad Request: chat not found'],
    ['sendMessage', { chat_id: '@nobody', text: 'a' }, 400, 'Bad Request: chat not found'],
    ['sendMessage', { chat_id: 'nonsense', text: 'a' }, 400, 'Bad Request: chat not found'],
    ['sendMessage', { chat_id: CID, text: 'a' }, 403, "Forbidden: bot can't initiate conversation with a user"],
    ['sendMessage', { chat_id: BOT, text: 'a' }, 403, "Forbidden: bot can't send messages to the bot"],
    ['sendMessage', { chat_id: '@theirs', text: 'a' }, 403, 'Forbidden: bot is not a member of the channel chat'],
    [
      'sendMessage',
      { chat_id: CLOSED_CHANNEL, text: 'a' },
      400,
      'Bad Request: need administrator rights in the channel chat',
    ],
    [
      'sendMessage',
      { chat_id: ANN, text: '<div>', parse_mode: 'HTML' },
      400,
      'Bad Request: can\'t parse entities: Unsupported start tag "div" at byte offset 0',
    ],
    ['sendMessage', { chat_id: ANN, text: 'a', parse_mode: 'Latex' }, 400, 'Bad Request: unsupported parse_mode'],
    ['sendMessage', { chat_id: ANN, text: 'a', colour: 1 }, 400, 'Bad Request: unknown parameter "colour"'],
    [
      'sendMessage',
      { chat_id: ANN, text: 'a', disable_web_page_preview: true },
      400,
      'Bad Request: unknown parameter "disable_web_page_preview"',
    ],
    [
      'sendMessage',
      { chat_id: ANN, text: 'a', message_thread_id: 1 },
      400,
      'Bad Request: parameter "message_thread_id" is not simulated',
    ],
    [
      'sendMessage',
      { chat_id: ANN, text: 'a', reply_parameters: { message_id: 99 } },
      400,
      'Bad Request: message to be replied not found',
    ],
    [
      'sendMessage',
      { chat_id: ANN, text: 'a', reply_markup: button({ callback_data: '' }) },
      400,
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'sendMessage',
      { chat_id: ANN, text: 'a', reply_markup: button({ callback_data: 'ж'.repeat(33) }) },
      400,
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'sendMessage',
      { chat_id: ANN, text: 'a', reply_markup: button({}) },
      400,
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'sendMessage',
      { chat_id: ANN, text: 'a', reply_markup: button({ url: 'http://localhost/' }) },
      400,
      "Bad Request: inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ],
    [
      'sendPhoto',
      { chat_id: ANN, photo: 'no-such-file' },
      400,
      'Bad Request: wrong file identifier/HTTP URL specified',
    ],
    ['sendPhoto', { chat_id: ANN }, 400, 'Bad Request: there is no photo in the request'],
    [
      'sendPhoto',
      { chat_id: ANN, photo: 'x', caption: 'a'.repeat(1025) },
      400,
      'Bad Request: message caption is too long',
    ],
    [
      'sendPhoto',
      { chat_id: ANN, photo: 'http://127.0.0.1:1/x.png' },
      400,
      'Bad Request: failed to get HTTP URL content',
    ],
    [
      'sendMediaGroup',
      { chat_id: ANN, media: [{ type: 'photo', media: 'x' }] },
      400,
      'Bad Request: there must be from 2 to 10 messages to send as an album',
    ],
    [
      'sendMediaGroup',
      { chat_id: ANN, media: Array.from({ length: 11 }, () => ({ type: 'photo', media: 'x' })) },
      400,
      'Bad Request: too many messages to send as an album',
    ],
    [
      'sendMediaGroup',
      {
        chat_id: ANN,
        media: [
          { type: 'photo', media: 'x' },
          { type: 'document', media: 'x' },
        ],
      },
      400,
      "Bad Request: document can't be mixed with other media types",
    ],
    [
      'sendMediaGroup',
      { chat_id: ANN, media: [], reply_markup: button({ callback_data: 'a' }) },
      400,
      'Bad Request: unknown parameter "reply_markup"',
    ],
    ['copyMessage', { chat_id: ANN, from_chat_id: BEN, message_id: 77 }, 400, 'Bad Request: message to copy not found'],
    [
      'forwardMessage',
      { chat_id: ANN, from_chat_id: BEN, message_id: 77 },
      400,
      'Bad Request: message to forward not found',
    ],
    ['editMessageText', { chat_id: ANN, message_id: 77, text: 'a' }, 400, 'Bad Request: message to edit not found'],
    ['editMessageText', { chat_id: ANN, text: 'a' }, 400, 'Bad Request: message identifier is not specified'],
    ['deleteMessage', { chat_id: ANN, message_id: 77 }, 400, 'Bad Request: message to delete not found'],
    ['getChat', { chat_id: CID }, 400, 'Bad Request: chat not found'],
    ['getChatMember', { chat_id: GROUP, user_id: 5 }, 400, 'Bad Request: PARTICIPANT_ID_INVALID'],
    [
      'getChatMember',
      { chat_id: FOREIGN_CHANNEL, user_id: ANN },
      403,
      'Forbidden: bot is not a member of the channel chat',
    ],
    ['getChatAdministrators', { chat_id: ANN }, 400, 'Bad Request: there are no administrators in the private chat'],
    [
      'pinChatMessage',
      { chat_id: GROUP, message_id: 1 },
      400,
      'Bad Request: not enough rights to manage pinned messages in the chat',
    ],
    ['getFile', { file_id: 'x' }, 400, 'Bad Request: invalid file_id'],
    [
      'answerCallbackQuery',
      { callback_query_id: '1' },
      400,
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    ],
    ['setMyCommands', { commands: [{ command: 'New', description: 'x' }] }, 400, 'Bad Request: BOT_COMMAND_INVALID'],
    ['setWebhook', { url: 'nonsense' }, 400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'],
    [
      'setWebhook',
      { url: 'https://example.org/', secret_token: 'a b' },
      400,
      'Bad Request: secret token contains unallowed characters',
    ],
    ['sendRocket', { chat_id: ANN }, 404, 'Not Found'],
  ])('%s %j', async (method, params, status, description) => {
    await using setting = await createSetting();
    const answer = await setting.api(method, params);
    expect(answer).toMatchObject({ ok: false, status, description });
    expect(setting.world.store.size('messages')).toBe(0);
  });
});

describe('what just fits goes', () => {
  test.each([
    ['sendMessage', { chat_id: ANN, text: emoji.repeat(2048) }],
    ['sendMessage', { chat_id: ANN, text: `<b>${'a'.repeat(4096)}</b>`, parse_mode: 'HTML' }],
    ['sendMessage', { chat_id: String(ANN), text: 'digits' }],
    ['sendMessage', { chat_id: '@NEWS', text: 'by name' }],
    ['sendMessage', { chat_id: ANN, text: 'a', reply_markup: button({ callback_data: 'ж'.repeat(32) }) }],
    [
      'sendMessage',
      { chat_id: ANN, text: 'a', reply_parameters: { message_id: 99, allow_sending_without_reply: true } },
    ],
    ['sendChatAction', { chat_id: ANN, action: 'typing' }],
    ['sendmessage', { chat_id: ANN, text: 'lower case' }],
  ])('%s %j', async (method, params) => {
    await using setting = await createSetting();
    expect(await setting.api(method, params)).toMatchObject({ ok: true });
  });
});

test('a wrong token is unauthorized, for methods and files', async () => {
  await using setting = await createSetting();
  for (const path of ['/bot1:wrong/getMe', '/file/bot1:wrong/photos/file_1.jpg']) {
    const response = await fetch(`${setting.url}${path}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
  }
});

test.each([
  ['query', (url: string) => fetch(`${url}?chat_id=${ANN}&text=a%20b&disable_notification=true`)],
  [
    'form',
    (url: string) =>
      fetch(url, {
        method: 'POST',
        body: new URLSearchParams({
          chat_id: String(ANN),
          text: 'a b',
          entities: '[{"type":"bold","offset":0,"length":1}]',
        }),
      }),
  ],
  [
    'multipart',
    (url: string) => {
      const body = new FormData();
      body.set('chat_id', String(ANN));
      body.set('text', 'a b');
      return fetch(url, { method: 'POST', body });
    },
  ],
])('parameters are taken from a %s', async (_way, call) => {
  await using setting = await createSetting();
  const response = await call(`${setting.url}/bot${TOKEN}/sendMessage`);
  expect(await response.json()).toMatchObject({ ok: true, result: { text: 'a b' } });
});

test.each([['not json'], ['[1]'], ['null']])('a body of %s is refused', async (body) => {
  await using setting = await createSetting();
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${setting.url}/bot${TOKEN}/sendMessage`, { method: 'POST', body, headers });
  expect(response.status).toBe(400);
});

test('a blocked bot hears nothing, may not write, and may again when unblocked', async () => {
  await using setting = await createSetting();
  const ann = setting.people.as(ANN);
  await ann.block();
  expect(await setting.api('sendMessage', { chat_id: ANN, text: 'a' })).toMatchObject({
    status: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
  await expect(ann.send(BOT, 'hello?')).rejects.toMatchObject({ status: 403 });
  await ann.unblock();
  expect(await setting.api('sendMessage', { chat_id: ANN, text: 'a' })).toMatchObject({ ok: true });
  const updates = await setting.api('getUpdates');
  expect([0, 1].map((n) => updates.at(n, 'my_chat_member', 'new_chat_member', 'status'))).toEqual(['kicked', 'member']);
});

test('a group that became a supergroup says where it went', async () => {
  await using setting = await createSetting();
  const { migrateGroup } = await import('../../../src/sandbox/telegram/membership.js');
  migrateGroup(setting.world, GROUP, -1009999999999);
  expect(await setting.api('sendMessage', { chat_id: GROUP, text: 'a' })).toMatchObject({
    status: 400,
    parameters: { migrate_to_chat_id: -1009999999999 },
  });
  expect(await setting.api('sendMessage', { chat_id: -1009999999999, text: 'a' })).toMatchObject({ ok: true });
  const updates = await setting.api('getUpdates');
  expect(updates.at(0, 'message', 'migrate_to_chat_id')).toBe(-1009999999999);
  expect(updates.at(1, 'message', 'migrate_from_chat_id')).toBe(GROUP);
});

test('flood limits hold per chat, per group and over all, and say how long to wait', async () => {
  const limits = { perChatPerSecond: 2, perGroupPerMinute: 3, overallPerSecond: 4 };
  await using setting = await createSetting({ limits });
  const send = (chat_id: number) => setting.api('sendMessage', { chat_id, text: 'a' });
  expect((await send(ANN)).ok && (await send(ANN)).ok).toBe(true);
  expect(await send(ANN)).toMatchObject({
    status: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  });
  expect((await send(BEN)).ok && (await send(BEN)).ok).toBe(true);
  expect((await send(SUPERGROUP)).status).toBe(429);
  setting.clock.pass(1000);
  for (let n = 0; n < 3; n += 1) {
    expect((await send(CHANNEL)).ok).toBe(true);
    setting.clock.pass(1000);
  }
  expect((await send(CHANNEL)).parameters).toEqual({ retry_after: 57 });
});
