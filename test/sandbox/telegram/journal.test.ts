import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ANN, BOT, CHANNEL, SEED, TOKEN } from './seed.js';
import { createSetting, freshDir, png } from './setting.js';

const content = (dir: string): string => readFileSync(join(dir, 'journal.jsonl'), 'utf8');

test('everything that was answered is there after a restart', async () => {
  const dir = freshDir();
  let fileId = '';
  let tapped = '';
  {
    await using before = await createSetting({ dir });
    await before.api('sendMessage', { chat_id: CHANNEL, text: 'live' });
    await before.api('setMyCommands', { commands: [{ command: 'new', description: 'New post' }] });
    const said = await before.people.as(ANN).sendPhoto(BOT, png(20, 10), 'look');
    fileId = said.photo?.fileId ?? '';
    const sent = await before.api('sendMessage', {
      chat_id: ANN,
      text: 'card',
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    });
    await before.api('deleteMessage', { chat_id: ANN, message_id: (await doomed(before)).at('message_id') });
    expect(sent.ok).toBe(true);
    const card = (await before.people.as(ANN).messages(BOT)).find(({ text }) => text === 'card');
    if (card)
      void before.people
        .as(ANN)
        .tap(card, 'go')
        .catch(() => undefined);
    await expect.poll(async () => (await before.api('getUpdates')).at(1, 'callback_query', 'data')).toBe('go');
    tapped = String((await before.api('getUpdates')).at(1, 'callback_query', 'id'));
  }
  await using after = await createSetting({ dir });
  const [post] = await after.people.as(ANN).messages(CHANNEL);
  expect(post).toMatchObject({ text: 'live', link: 'https://t.me/news/1' });
  expect((await after.people.as(ANN).messages(BOT)).map(({ text, caption }) => text ?? caption)).toEqual([
    'look',
    'card',
  ]);
  const updates = await after.api('getUpdates');
  expect(updates.at(0, 'message', 'caption')).toBe('look');
  expect((await after.api('getMyCommands')).at(0, 'command')).toBe('new');
  expect(await after.api('answerCallbackQuery', { callback_query_id: tapped })).toMatchObject({ ok: true });
  const file = await after.api('getFile', { file_id: fileId });
  const bytes = await fetch(`${after.url}/file/bot${TOKEN}/${String(file.at('file_path'))}`);
  expect(Buffer.from(await bytes.arrayBuffer())).toEqual(png(20, 10));
  const last = Number(updates.at(1, 'update_id'));
  await after.people.as(ANN).send(BOT, 'next');
  expect((await after.api('getUpdates')).at(2, 'update_id')).toBe(last + 1);
  expect((await after.api('sendMessage', { chat_id: ANN, text: 'x' })).at('message_id')).toBe(5);
});

const doomed = (setting: Awaited<ReturnType<typeof createSetting>>) =>
  setting.api('sendMessage', { chat_id: ANN, text: 'doomed' });

test('a last line torn by a crash is left out, and later lines are not spoilt by it', async () => {
  const dir = freshDir();
  {
    await using before = await createSetting({ dir });
    await before.api('sendMessage', { chat_id: CHANNEL, text: 'whole' });
  }
  const step = content(dir).trimEnd().split('\n').at(-1) ?? '';
  appendFileSync(join(dir, 'journal.jsonl'), step.slice(0, step.length / 2));
  {
    await using torn = await createSetting({ dir });
    expect((await torn.people.as(ANN).messages(CHANNEL)).map(({ text }) => text)).toEqual(['whole']);
    await torn.api('sendMessage', { chat_id: CHANNEL, text: 'after' });
  }
  await using again = await createSetting({ dir });
  expect((await again.people.as(ANN).messages(CHANNEL)).map(({ text }) => text)).toEqual(['whole', 'after']);
});

test('a journal damaged in its middle is used up to there, and kept aside', async () => {
  const dir = freshDir();
  {
    await using before = await createSetting({ dir });
    await before.api('sendMessage', { chat_id: CHANNEL, text: 'whole' });
  }
  appendFileSync(join(dir, 'journal.jsonl'), '\0\0\0 not a step\n[["messages","x"]]\n');
  await using after = await createSetting({ dir });
  expect(after.world.store.damaged).toBe(true);
  expect((await after.people.as(ANN).messages(CHANNEL)).map(({ text }) => text)).toEqual(['whole']);
  expect(readFileSync(join(dir, 'journal.jsonl.damaged'), 'utf8')).toContain('not a step');
});

test('nothing is written after the end', async () => {
  const dir = freshDir();
  const setting = await createSetting({ dir });
  await setting[Symbol.asyncDispose]();
  const before = content(dir);
  expect(() => setting.world.store.setState({ lastTap: 5 })).toThrow('the simulated Telegram is closed');
  expect(content(dir)).toBe(before);
});

test('an answer is on disk before it is given', async () => {
  const dir = freshDir();
  await using setting = await createSetting({ dir });
  const answer = await setting.api('sendMessage', { chat_id: CHANNEL, text: 'durable' });
  expect(answer.ok).toBe(true);
  expect(content(dir)).toContain('"durable"');
});

test('one request is one line, an album too', async () => {
  const dir = freshDir();
  await using setting = await createSetting({ dir });
  const said = await setting.people.as(ANN).sendPhoto(BOT, png(20, 10));
  const media = [1, 2].map(() => ({ type: 'photo', media: said.photo?.fileId }));
  const before = content(dir).split('\n').length;
  await setting.api('sendMediaGroup', { chat_id: CHANNEL, media });
  expect(content(dir).split('\n').length).toBe(before + 1);
});

test('a restart writes the journal anew, without what is over', async () => {
  const dir = freshDir();
  {
    await using before = await createSetting({ dir });
    const sent = await before.api('sendMessage', { chat_id: ANN, text: 'one' });
    for (let n = 0; n < 50; n += 1) {
      await before.api('editMessageText', { chat_id: ANN, message_id: sent.at('message_id'), text: `edit ${n}` });
    }
  }
  const grown = content(dir).length;
  await using after = await createSetting({ dir });
  expect(content(dir).length).toBeLessThan(grown / 5);
  expect((await after.people.as(ANN).messages(BOT)).map(({ text }) => text)).toEqual(['edit 49']);
});

test('a chat keeps what happened to it, a new one of the seed comes along', async () => {
  const dir = freshDir();
  {
    await using before = await createSetting({ dir });
    await before.people.as(ANN).block();
  }
  const more = { type: 'channel' as const, id: -1007, title: 'More', members: [ANN], owner: ANN, bot: { admin: {} } };
  await using after = await createSetting({ dir, seed: { ...SEED, chats: [...SEED.chats, more] } });
  expect(await after.api('sendMessage', { chat_id: ANN, text: 'x' })).toMatchObject({ status: 403 });
  expect(await after.api('sendMessage', { chat_id: -1007, text: 'x' })).toMatchObject({ ok: true });
});
