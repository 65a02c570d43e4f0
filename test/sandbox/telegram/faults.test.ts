import { describe, expect, test } from 'vitest';
import type { Setting } from './setting.js';
import { ANN, BEN, BOT, CHANNEL } from './seed.js';
import { createSetting } from './setting.js';

const post = (setting: Setting, text = 'news') => setting.api('sendMessage', { chat_id: CHANNEL, text });
const live = async (setting: Setting) => (await setting.people.as(ANN).messages(CHANNEL)).map(({ text }) => text);
const lost = { lost: true };

describe('one request goes wrong, the next does not', () => {
  test.each([
    [{ kind: 'lost-after' }, lost, ['news', 'again']],
    [{ kind: 'lost-before' }, lost, ['again']],
    [{ kind: 'garbage' }, lost, ['news', 'again']],
    [{ kind: 'error' }, lost, ['again']],
    [{ kind: 'refuse', description: 'Bad Request: no' }, { status: 400, description: 'Bad Request: no' }, ['again']],
    [{ kind: 'unauthorized' }, { status: 401, description: 'Unauthorized' }, ['again']],
    [{ kind: 'forbidden' }, { status: 403 }, ['again']],
    [{ kind: 'bad-gateway' }, { status: 502, description: 'Bad Gateway' }, ['news', 'again']],
    [{ kind: 'rate-limit', retryAfter: 7 }, { status: 429, parameters: { retry_after: 7 } }, ['again']],
    [{ kind: 'slow', delayMs: 50 }, { ok: true }, ['news', 'again']],
  ] as const)('%o', async (fault, expected, texts) => {
    await using setting = await createSetting();
    await setting.people.fault(fault);
    const answer = await post(setting).catch(() => lost);
    expect(answer).toMatchObject(expected);
    expect(await setting.people.faults()).toEqual([]);
    expect(await post(setting, 'again')).toMatchObject({ ok: true });
    expect(await live(setting)).toEqual(texts);
  });
});

test('what fits decides: method, chat, times, order', async () => {
  await using setting = await createSetting();
  await setting.people.fault({ kind: 'refuse', methods: ['editMessageText'] });
  await setting.people.fault({ kind: 'refuse', chatId: CHANNEL, times: 2 });
  await setting.people.fault({ kind: 'forbidden', chatId: CHANNEL });
  expect(await setting.api('sendMessage', { chat_id: ANN, text: 'card' })).toMatchObject({ ok: true });
  const byName = await setting.api('sendMessage', { chat_id: '@news', text: 'a' });
  const statuses = [byName, await post(setting), await post(setting), await post(setting)].map(({ status }) => status);
  expect(statuses).toEqual([400, 400, 403, 200]);
  const edit = { chat_id: ANN, message_id: 1, text: 'new' };
  expect(await setting.api('editMessageText', edit)).toMatchObject({ status: 400 });
  expect(await setting.api('editMessageText', edit)).toMatchObject({ ok: true });
});

test('polls, answers to taps and "typing" are spared where no method is named', async () => {
  await using setting = await createSetting();
  await setting.people.fault({ kind: 'error' });
  expect(await setting.api('getUpdates')).toMatchObject({ ok: true });
  expect(await setting.api('sendChatAction', { chat_id: ANN, action: 'typing' })).toMatchObject({ ok: true });
  expect(await setting.people.faults()).toHaveLength(1);
  await setting.people.clearFaults();
  expect(await post(setting)).toMatchObject({ ok: true });
});

test('an effect held back comes when it is let go, once', async () => {
  await using setting = await createSetting();
  await setting.people.fault({ kind: 'lost-after', effectHeld: true });
  await expect(post(setting)).rejects.toThrow('fetch failed');
  expect(await live(setting)).toEqual([]);
  expect(await setting.people.releaseEffects()).toBe(1);
  await setting.people.as(ANN).waitFor(CHANNEL, ({ text }) => text === 'news');
  expect(await setting.people.releaseEffects()).toBe(0);
  expect(await live(setting)).toEqual(['news']);
});

test('an effect can come late by itself', async () => {
  await using setting = await createSetting();
  await setting.people.fault({ kind: 'lost-after', effectAfterMs: 200 });
  await expect(post(setting)).rejects.toThrow('fetch failed');
  expect(await live(setting)).toEqual([]);
  await setting.people.as(ANN).waitFor(CHANNEL, ({ text }) => text === 'news');
});

test.each([[{}], [{ kind: 'meteor' }], [{ kind: 'slow', delay: 1 }], [{ kind: 'refuse', times: 0 }]])(
  '%j is not a fault',
  async (fault) => {
    await using setting = await createSetting();
    const response = await fetch(`${setting.url}/faults`, {
      method: 'POST',
      body: JSON.stringify(fault),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(400);
  },
);

test('requests are kept in order with what came of them, polls left out', async () => {
  await using setting = await createSetting();
  await setting.people.as(ANN).send(BOT, 'hi');
  await setting.api('getUpdates');
  await post(setting);
  await setting.api('sendMessage', { chat_id: 5, text: 'x' });
  await setting.people.fault({ kind: 'lost-before', chatId: BEN });
  await setting.api('sendMessage', { chat_id: BEN, text: 'x' }).catch(() => lost);
  const requests = await setting.people.requests();
  expect(requests.map(({ n, method, chatId, outcome }) => ({ n, method, chatId, outcome }))).toEqual([
    { n: 1, method: 'sendMessage', chatId: CHANNEL, outcome: { ok: true } },
    {
      n: 2,
      method: 'sendMessage',
      chatId: 5,
      outcome: { ok: false, error_code: 400, description: 'Bad Request: chat not found' },
    },
    { n: 3, method: 'sendMessage', chatId: BEN, outcome: { fault: 'lost-before' } },
  ]);
  expect(requests[0]?.params).toEqual({ chat_id: CHANNEL, text: 'news' });
  expect(await setting.people.requests(2)).toHaveLength(1);
});
