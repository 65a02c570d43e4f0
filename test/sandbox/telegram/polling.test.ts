import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Setting } from './setting.js';
import { ANN, BOT, CHANNEL, GROUP } from './seed.js';
import { createSetting, dig } from './setting.js';

const texts = (answer: { at(...path: (string | number)[]): unknown }): unknown[] => {
  const found: unknown[] = [];
  for (let n = 0; answer.at(n) !== undefined; n += 1) found.push(answer.at(n, 'message', 'text'));
  return found;
};
const idAt = async (setting: Setting, n: number): Promise<number> =>
  Number((await setting.api('getUpdates')).at(n, 'update_id'));

test('a long poll waits and wakes with the message', async () => {
  await using setting = await createSetting();
  const polled = setting.api('getUpdates', { timeout: 30 });
  const early = await Promise.race([
    polled.then(() => 'answered'),
    new Promise((done) => setTimeout(done, 100, 'waiting')),
  ]);
  expect(early).toBe('waiting');
  await setting.people.as(ANN).send(BOT, 'hello');
  expect(texts(await polled)).toEqual(['hello']);
});

test('a long poll ends empty when its time is over', async () => {
  await using setting = await createSetting();
  const polled = await setting.api('getUpdates', { timeout: 1 });
  expect(polled.at()).toEqual([]);
});

test('updates come again until they are confirmed, with rising ids', async () => {
  await using setting = await createSetting();
  const ann = setting.people.as(ANN);
  for (const text of ['one', 'two', 'three']) await ann.send(BOT, text);
  expect(texts(await setting.api('getUpdates', { limit: 2 }))).toEqual(['one', 'two']);
  const first = await idAt(setting, 0);
  expect(await idAt(setting, 2)).toBe(first + 2);
  expect(texts(await setting.api('getUpdates', { offset: first + 1 }))).toEqual(['two', 'three']);
  expect(texts(await setting.api('getUpdates'))).toEqual(['two', 'three']);
  expect(texts(await setting.api('getUpdates', { offset: -1 }))).toEqual(['three']);
  expect(texts(await setting.api('getUpdates', { offset: first + 3 }))).toEqual([]);
  await ann.send(BOT, 'four');
  expect(await idAt(setting, 0)).toBe(first + 3);
});

test('of two pollers the earlier is told that there is another', async () => {
  await using setting = await createSetting();
  const first = setting.api('getUpdates', { timeout: 30 });
  await new Promise((done) => setTimeout(done, 50));
  const second = setting.api('getUpdates', { timeout: 30 });
  expect(await first).toMatchObject({
    status: 409,
    description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  await setting.people.as(ANN).send(BOT, 'hello');
  expect(texts(await second)).toEqual(['hello']);
});

test('a poller that went away takes nothing with it', async () => {
  await using setting = await createSetting();
  const leaving = new AbortController();
  const left = setting.api('getUpdates', { timeout: 30 }, leaving.signal).catch(() => 'gone');
  await new Promise((done) => setTimeout(done, 50));
  leaving.abort();
  expect(await left).toBe('gone');
  await setting.people.as(ANN).send(BOT, 'hello');
  expect(texts(await setting.api('getUpdates', { timeout: 30 }))).toEqual(['hello']);
});

test('only the kinds asked for arrive, and the wish is remembered', async () => {
  await using setting = await createSetting();
  const ann = setting.people.as(ANN);
  await setting.api('getUpdates', { allowed_updates: ['edited_message'] });
  const said = await ann.send(BOT, 'one');
  await ann.edit(said, 'two');
  const got = await setting.api('getUpdates');
  expect(got.at(0, 'edited_message', 'text')).toBe('two');
  expect(got.at(1)).toBeUndefined();
  await setting.api('getUpdates', { allowed_updates: [] });
  await ann.send(BOT, 'three');
  expect((await setting.api('getUpdates')).at(1, 'message', 'text')).toBe('three');
});

test('what nobody fetched for a day is gone', async () => {
  await using setting = await createSetting();
  await setting.people.as(ANN).send(BOT, 'old');
  setting.clock.pass(24 * 60 * 60 * 1000 + 1);
  await setting.people.as(ANN).send(BOT, 'new');
  expect(texts(await setting.api('getUpdates'))).toEqual(['new']);
});

test('a webhook gets updates in order with its secret, and again after an error', async () => {
  await using setting = await createSetting();
  const got: { secret: unknown; text: unknown }[] = [];
  const statuses = [500, 200, 204];
  const hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const update: unknown = JSON.parse(Buffer.concat(chunks).toString());
      got.push({ secret: request.headers['x-telegram-bot-api-secret-token'], text: dig(update, ['message', 'text']) });
      response.writeHead(statuses[got.length - 1] ?? 200).end();
    });
  });
  await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
  const address: AddressInfo | string | null = hook.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`;
  const waiting = setting.api('getUpdates', { timeout: 30 });
  await new Promise((done) => setTimeout(done, 50));
  expect(await setting.api('setWebhook', { url, secret_token: 's-1' })).toMatchObject({ ok: true });
  expect(await waiting).toMatchObject({ status: 409, description: 'Conflict: terminated by setWebhook request' });
  expect(await setting.api('getUpdates')).toMatchObject({
    status: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  await setting.people.as(ANN).send(BOT, 'one');
  await setting.people.as(ANN).send(BOT, 'two');
  await expect.poll(() => got.length, { timeout: 10_000 }).toBe(3);
  expect(got).toEqual(['one', 'one', 'two'].map((text) => ({ secret: 's-1', text })));
  await expect.poll(async () => (await setting.api('getWebhookInfo')).at('pending_update_count')).toBe(0);
  const info = await setting.api('getWebhookInfo');
  expect(info.at('url')).toBe(url);
  expect(info.at('last_error_message')).toBe('Wrong response from the webhook: 500 Internal Server Error');
  await setting.api('deleteWebhook');
  await setting.people.as(ANN).send(BOT, 'three');
  expect(texts(await setting.api('getUpdates'))).toEqual(['three']);
  hook.close();
});

test('deleteWebhook can throw away what waits', async () => {
  await using setting = await createSetting();
  await setting.people.as(ANN).send(BOT, 'one');
  await setting.api('deleteWebhook', { drop_pending_updates: true });
  expect(texts(await setting.api('getUpdates'))).toEqual([]);
});

test("the bot's own messages are no news to it", async () => {
  await using setting = await createSetting();
  for (const chat_id of [ANN, GROUP, CHANNEL]) await setting.api('sendMessage', { chat_id, text: '/start @desk_bot' });
  expect((await setting.api('getUpdates')).at()).toEqual([]);
});
