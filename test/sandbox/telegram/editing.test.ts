import { describe, expect, test } from 'vitest';
import type { Setting } from './setting.js';
import { ANN, BEN, BOT, CHANNEL, GROUP, SUPERGROUP } from './seed.js';
import { createSetting, png } from './setting.js';

const HOUR = 60 * 60 * 1000;
const keyboard = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
const UNCHANGED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const card = async (setting: Setting, more: object = {}): Promise<number> =>
  Number(
    (await setting.api('sendMessage', { chat_id: ANN, text: 'card', reply_markup: keyboard, ...more })).at(
      'message_id',
    ),
  );

test('an edit changes text and buttons in place, and people see it', async () => {
  await using setting = await createSetting();
  const message_id = await card(setting);
  setting.clock.pass(1000);
  const edited = await setting.api('editMessageText', {
    chat_id: ANN,
    message_id,
    text: '<i>new</i>',
    parse_mode: 'HTML',
    reply_markup: keyboard,
  });
  expect(edited.at('edit_date')).toBeTypeOf('number');
  const [seen] = await setting.people.as(ANN).messages(BOT);
  expect(seen).toMatchObject({
    id: message_id,
    text: 'new',
    entities: [{ type: 'italic' }],
    buttons: [[{ data: 'go' }]],
  });
});

test('leaving the keyboard out takes it away', async () => {
  await using setting = await createSetting();
  const message_id = await card(setting);
  const edited = await setting.api('editMessageText', { chat_id: ANN, message_id, text: 'new' });
  expect(edited.at('reply_markup')).toBeUndefined();
});

describe('an edit that changes nothing is refused', () => {
  test.each([
    ['editMessageText', { text: ' card ', reply_markup: keyboard }],
    ['editMessageText', { text: 'card', reply_markup: JSON.stringify(keyboard) }],
    ['editMessageReplyMarkup', { reply_markup: keyboard }],
  ])('%s %j', async (method, params) => {
    await using setting = await createSetting();
    const message_id = await card(setting);
    expect(await setting.api(method, { chat_id: ANN, message_id, ...params })).toMatchObject({
      status: 400,
      description: UNCHANGED,
    });
  });
  test('also after a restart of the journal the comparison is by content', async () => {
    await using setting = await createSetting();
    const message_id = await card(setting, { text: '<b>a</b>', parse_mode: 'HTML' });
    const same = { text: 'a', entities: [{ length: 1, offset: 0, type: 'bold' }], reply_markup: keyboard };
    expect(await setting.api('editMessageText', { chat_id: ANN, message_id, ...same })).toMatchObject({ status: 400 });
  });
});

describe('what cannot be edited', () => {
  test.each([
    [
      'a text has no caption',
      'editMessageCaption',
      { caption: 'x' },
      'Bad Request: there is no caption in the message to edit',
    ],
    ['too long', 'editMessageText', { text: 'a'.repeat(4097) }, 'Bad Request: MESSAGE_TOO_LONG'],
    [
      'a reply keyboard',
      'editMessageText',
      { text: 'x', reply_markup: { force_reply: true } },
      'Bad Request: inline keyboard expected',
    ],
  ])('%s', async (_name, method, params, description) => {
    await using setting = await createSetting();
    const message_id = await card(setting);
    expect(await setting.api(method, { chat_id: ANN, message_id, ...params })).toMatchObject({
      status: 400,
      description,
    });
  });

  test("people's messages, and messages that ask for a reply", async () => {
    await using setting = await createSetting();
    const said = await setting.people.as(ANN).send(BOT, 'mine');
    const asking = await card(setting, { reply_markup: { force_reply: true } });
    for (const message_id of [said.id, asking]) {
      expect(await setting.api('editMessageText', { chat_id: ANN, message_id, text: 'x' })).toMatchObject({
        description: "Bad Request: message can't be edited",
      });
    }
  });

  test('a photo has no text', async () => {
    await using setting = await createSetting();
    const said = await setting.people.as(ANN).sendPhoto(BOT, png(20, 10));
    const sent = await setting.api('sendPhoto', { chat_id: ANN, photo: said.photo?.fileId });
    const message_id = sent.at('message_id');
    expect(await setting.api('editMessageText', { chat_id: ANN, message_id, text: 'x' })).toMatchObject({
      description: 'Bad Request: there is no text in the message to edit',
    });
    expect((await setting.api('editMessageCaption', { chat_id: ANN, message_id, caption: 'c' })).at('caption')).toBe(
      'c',
    );
    expect((await setting.api('editMessageCaption', { chat_id: ANN, message_id })).at('caption')).toBeUndefined();
    const media = { type: 'photo', media: said.photo?.fileId, caption: 'swapped' };
    expect((await setting.api('editMessageMedia', { chat_id: ANN, message_id, media })).at('caption')).toBe('swapped');
  });
});

describe('deleting', () => {
  test('own messages for 48 hours', async () => {
    await using setting = await createSetting();
    const [young, old] = [await card(setting), await card(setting)];
    setting.clock.pass(48 * HOUR - 1);
    expect(await setting.api('deleteMessage', { chat_id: ANN, message_id: young })).toMatchObject({ ok: true });
    setting.clock.pass(1);
    expect(await setting.api('deleteMessage', { chat_id: ANN, message_id: old })).toMatchObject({
      status: 400,
      description: "Bad Request: message can't be deleted",
    });
  });

  test('twice is not found', async () => {
    await using setting = await createSetting();
    const message_id = await card(setting);
    await setting.api('deleteMessage', { chat_id: ANN, message_id });
    expect(await setting.api('deleteMessage', { chat_id: ANN, message_id })).toMatchObject({
      description: 'Bad Request: message to delete not found',
    });
    expect(await setting.people.as(ANN).messages(BOT)).toEqual([]);
  });

  test.each([
    ['private chats', BOT, ANN, true],
    ['groups it administers', SUPERGROUP, SUPERGROUP, true],
    ['groups it is a mere member of', GROUP, GROUP, false],
    ['channels it administers', CHANNEL, CHANNEL, true],
  ])("other people's messages in %s", async (_name, chat, chat_id, ok) => {
    await using setting = await createSetting();
    const said = await setting.people.as(chat === BOT ? ANN : BEN).send(chat, '/mine');
    expect(await setting.api('deleteMessage', { chat_id, message_id: said.id })).toMatchObject({ ok });
  });

  test('several at once, those that are gone left out', async () => {
    await using setting = await createSetting();
    const ids = [await card(setting), await card(setting), 99];
    expect(await setting.api('deleteMessages', { chat_id: ANN, message_ids: ids })).toMatchObject({ ok: true });
    expect(await setting.people.as(ANN).messages(BOT)).toEqual([]);
  });
});

test('a copy has no trace of its source, a forward has', async () => {
  await using setting = await createSetting();
  const post = await setting.api('sendMessage', { chat_id: CHANNEL, text: '<b>news</b>', parse_mode: 'HTML' });
  const from = { from_chat_id: CHANNEL, message_id: post.at('message_id') };
  const copied = await setting.api('copyMessage', { chat_id: ANN, ...from });
  const forwarded = await setting.api('forwardMessage', { chat_id: ANN, ...from });
  expect(forwarded.at('forward_origin')).toMatchObject({ type: 'channel', message_id: from.message_id });
  const seen = await setting.people.as(ANN).messages(BOT);
  expect(seen.map(({ id, text, entities }) => ({ id, text, bold: entities.length }))).toEqual([
    { id: copied.at('message_id'), text: 'news', bold: 1 },
    { id: forwarded.at('message_id'), text: 'news', bold: 1 },
  ]);
  const edit = { chat_id: ANN, message_id: forwarded.at('message_id'), text: 'x' };
  expect(await setting.api('editMessageText', edit)).toMatchObject({
    description: "Bad Request: message can't be edited",
  });
});
