import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { PeopleEvent } from '../../../src/sandbox/telegram/people-api.js';
import type { Setting } from './setting.js';
import { ANN, BEN, BOT, CHANNEL, CID, GROUP, SUPERGROUP, TOKEN } from './seed.js';
import { createSetting, png } from './setting.js';

const keyboard = (data: string) => ({ inline_keyboard: [[{ text: 'Go', callback_data: data }]] });

async function card(setting: Setting, data = 'go') {
  await setting.api('sendMessage', { chat_id: ANN, text: 'card', reply_markup: keyboard(data) });
  return setting.people.as(ANN).waitFor(BOT, ({ text }) => text === 'card');
}

test('the world and the chats of a person, newest first, the bot always among them', async () => {
  await using setting = await createSetting();
  const world = await setting.people.world();
  expect(world.bot).toEqual({ id: BOT, username: 'desk_bot', name: 'Desk' });
  expect(world.people.map(({ name }) => name)).toEqual(['Ann', 'Ben', 'Cid']);
  setting.clock.pass(1000);
  await setting.api('sendMessage', { chat_id: CHANNEL, text: 'news' });
  const [first, ...others] = await setting.people.as(ANN).chats();
  expect(first).toMatchObject({ id: CHANNEL, type: 'channel', canWrite: false, lastMessage: { text: 'news' } });
  expect(others.find(({ type }) => type === 'private')).toMatchObject({ id: ANN, title: 'Desk', canWrite: true });
  const stranger = await setting.people.as(CID).chats();
  expect(stranger.map(({ id, lastMessage }) => [id, lastMessage])).toContainEqual([CID, null]);
});

test('reading does not begin a chat with the bot, writing does', async () => {
  await using setting = await createSetting();
  const cid = setting.people.as(CID);
  expect(await cid.messages(BOT)).toEqual([]);
  expect(await setting.api('sendMessage', { chat_id: CID, text: 'a' })).toMatchObject({ status: 403 });
  await cid.send(BOT, '/start');
  expect(await setting.api('sendMessage', { chat_id: CID, text: 'a' })).toMatchObject({ ok: true });
});

describe('a tap', () => {
  test('reaches the bot with its message and waits for the answer', async () => {
    await using setting = await createSetting();
    const shown = await card(setting);
    const tapped = setting.people.as(ANN).tap(shown, 'Go');
    const updates = await setting.api('getUpdates', { timeout: 5 });
    expect(updates.at(0, 'callback_query', 'data')).toBe('go');
    expect(updates.at(0, 'callback_query', 'message', 'message_id')).toBe(shown.id);
    expect(updates.at(0, 'callback_query', 'from', 'id')).toBe(ANN);
    const callback_query_id = updates.at(0, 'callback_query', 'id');
    await setting.api('answerCallbackQuery', { callback_query_id, text: 'Well', show_alert: true });
    expect(await tapped).toEqual({ text: 'Well', alert: true, url: null });
  });

  test('on a button that was there a moment ago still counts, on one that never was does not', async () => {
    await using setting = await createSetting();
    const shown = await card(setting, 'go:1');
    const change = { chat_id: ANN, message_id: shown.id, reply_markup: keyboard('go:2') };
    await setting.api('editMessageReplyMarkup', change);
    void setting.people
      .as(ANN)
      .tap(shown, 'Go')
      .catch(() => null);
    const updates = await setting.api('getUpdates', { timeout: 5 });
    expect(updates.at(0, 'callback_query', 'data')).toBe('go:1');
    const response = await fetch(`${setting.url}/people/${ANN}/chats/${ANN}/messages/${shown.id}/tap`, {
      method: 'POST',
      body: JSON.stringify({ data: 'go:3' }),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(400);
  });

  test('on a card of a bot that was shown the door goes nowhere', async () => {
    await using setting = await createSetting();
    const shown = await card(setting);
    await setting.people.as(ANN).block();
    await expect(setting.people.as(ANN).tap(shown, 'Go')).rejects.toMatchObject({ status: 403 });
  });

  test('answered too late is too old', async () => {
    await using setting = await createSetting();
    void setting.people
      .as(ANN)
      .tap(await card(setting), 'Go')
      .catch(() => null);
    const callback_query_id = (await setting.api('getUpdates', { timeout: 5 })).at(0, 'callback_query', 'id');
    setting.clock.pass(15_001);
    expect(await setting.api('answerCallbackQuery', { callback_query_id })).toMatchObject({ status: 400 });
  });
});

test('the screen gets messages, edits, deletions, typing and faults as they happen, per person', async () => {
  await using setting = await createSetting();
  const [ann, ben]: PeopleEvent[][] = [[], []];
  const listening = [
    await setting.people.as(ANN).listen((event) => ann?.push(event)),
    await setting.people.as(BEN).listen((event) => ben?.push(event)),
  ];
  await setting.api('sendChatAction', { chat_id: ANN, action: 'typing' });
  const sent = await setting.api('sendMessage', { chat_id: ANN, text: 'one' });
  const message_id = sent.at('message_id');
  await setting.api('editMessageText', { chat_id: ANN, message_id, text: 'two' });
  await setting.api('deleteMessage', { chat_id: ANN, message_id });
  await setting.people.fault({ kind: 'error' });
  await expect.poll(() => ann?.map(({ type }) => type)).toEqual(['typing', 'message', 'edited', 'deleted', 'faults']);
  expect(ann?.[3]).toEqual({ type: 'deleted', chatId: ANN, messageId: message_id });
  await expect.poll(() => ben?.map(({ type }) => type)).toEqual(['faults']);
  for (const one of listening) one.stop();
  await expect.poll(() => setting.world.events.watchers).toBe(0);
});

test('a reply is asked of everybody, or only of the one it was meant for, until it is given', async () => {
  await using setting = await createSetting();
  const said = await setting.people.as(ANN).send(GROUP, '/new');
  const asked = await setting.api('sendMessage', {
    chat_id: GROUP,
    text: 'what?',
    reply_parameters: { message_id: said.id },
    reply_markup: { force_reply: true, selective: true, input_field_placeholder: 'Text' },
  });
  const question = async (person: number) =>
    (await setting.people.as(person).messages(GROUP)).find(({ text }) => text === 'what?')?.forceReply;
  expect(await question(ANN)).toEqual({ placeholder: 'Text' });
  expect(await question(BEN)).toBeNull();
  await setting.people.as(ANN).send(GROUP, 'this', { replyTo: Number(asked.at('message_id')) });
  expect(await question(ANN)).toBeNull();
  const updates = await setting.api('getUpdates');
  expect(updates.at(1, 'message', 'reply_to_message', 'message_id')).toBe(asked.at('message_id'));
});

describe('people may', () => {
  test('edit only their own messages', async () => {
    await using setting = await createSetting();
    const said = await setting.people.as(ANN).send(GROUP, 'mine');
    expect(await setting.people.as(ANN).edit(said, 'mine too')).toMatchObject({ text: 'mine too' });
    await expect(setting.people.as(BEN).edit(said, 'no')).rejects.toMatchObject({ status: 403 });
  });
  test('delete their own, and as an admin any', async () => {
    await using setting = await createSetting();
    const byBen = await setting.people.as(BEN).send(SUPERGROUP, 'b');
    const byAnn = await setting.people.as(ANN).send(SUPERGROUP, 'a');
    await expect(setting.people.as(ANN).delete(byBen)).rejects.toMatchObject({ status: 403 });
    await setting.people.as(BEN).delete(byAnn);
    expect((await setting.people.as(ANN).messages(SUPERGROUP)).map(({ text }) => text)).toEqual(['b']);
  });
  test('edit a caption', async () => {
    await using setting = await createSetting();
    const said = await setting.people.as(ANN).sendPhoto(BOT, png(20, 10), 'before');
    expect(await setting.people.as(ANN).edit(said, 'after')).toMatchObject({ text: null, caption: 'after' });
    expect((await setting.api('getUpdates')).at(1, 'edited_message', 'caption')).toBe('after');
  });
  test('format what they write', async () => {
    await using setting = await createSetting();
    await setting.people.as(ANN).send(BOT, 'bold #tag', { entities: [{ type: 'bold', offset: 0, length: 4 }] });
    expect((await setting.api('getUpdates')).at(0, 'message', 'entities')).toEqual([
      { type: 'bold', offset: 0, length: 4 },
      { type: 'hashtag', offset: 5, length: 4 },
    ]);
  });
});

describe('what people send is refused with a sentence', () => {
  test.each([
    ['an empty message', { text: ' ' }, 400],
    ['too much text', { text: 'a'.repeat(4097) }, 400],
    ['a reply to nothing', { text: 'a', replyTo: 99 }, 400],
    ['a broken entity', { text: 'a', entities: [{ type: 'bold', offset: 0, length: 5 }] }, 400],
    ['an unknown entity', { text: 'a', entities: [{ type: 'blink', offset: 0, length: 1 }] }, 400],
  ])('%s', async (_name, body, status) => {
    await using setting = await createSetting();
    const response = await fetch(`${setting.url}/people/${ANN}/chats/${BOT}/messages`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });
});

/** Fetch would not let us name another host. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers, method: 'GET' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('error', reject).end();
  });
}

test('only this machine and the page itself are answered', async () => {
  await using setting = await createSetting();
  const { host, port } = new URL(setting.url);
  const people = `${setting.url}/people`;
  expect(await statusOf(people, { host })).toBe(200);
  expect(await statusOf(people, { host: `localhost:${port}` })).toBe(200);
  expect(await statusOf(people, { host: `[::1]:${port}` })).toBe(200);
  expect(await statusOf(people, { host: `evil.example:${port}` })).toBe(403);
  expect(await statusOf(people, { host: `127.0.0.1.evil.example:${port}` })).toBe(403);
  expect(await statusOf(people, { host, origin: `http://${host}` })).toBe(200);
  expect(await statusOf(people, { host, origin: 'https://evil.example' })).toBe(403);
  expect(await statusOf(people, { host, origin: `http://127.0.0.1:1` })).toBe(403);
  expect(await statusOf(people, { host, origin: 'null' })).toBe(403);
  expect(await statusOf(`${setting.url}/bot${TOKEN}/getMe`, { host: 'evil.example' })).toBe(403);
});
