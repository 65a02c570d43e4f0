import { describe, expect, test } from 'vitest';
import { METHODS } from '../../../src/sandbox/telegram/methods.js';
import { NOT_SIMULATED } from '../../../src/sandbox/telegram/params.js';
import { machineSpec, mismatch } from './machine-spec.js';
import { ANN, BEN, BOT, CHANNEL, GROUP, SUPERGROUP } from './seed.js';
import { createSetting, png } from './setting.js';

/** In the specification, but nothing that a desk would ask for. */
const LEFT_OUT = ['logOut', 'close', 'createChatInviteLink'];

describe.skipIf(!machineSpec)("held against Telegram's machine spec", () => {
  const spec = machineSpec ?? { methods: {}, types: {} };

  test('every method of it is simulated or left out by name', () => {
    const missing = Object.keys(spec.methods).filter((name) => !(name in METHODS));
    expect(missing.toSorted()).toEqual(LEFT_OUT.toSorted());
  });

  test.each(Object.entries(METHODS).filter(([name]) => name in spec.methods))(
    '%s takes the parameters it takes there, and no others',
    (name, { parameters }) => {
      const known = spec.methods[name]?.fields.map((field) => field.name) ?? [];
      expect(known.filter((field) => !parameters.includes(field) && !NOT_SIMULATED.has(field))).toEqual([]);
      expect(parameters.filter((field) => !known.includes(field))).toEqual([]);
    },
  );

  test('every update of a busy day has its shape', async () => {
    await using setting = await createSetting();
    await setting.api('getUpdates', {
      allowed_updates: [
        'message',
        'edited_message',
        'channel_post',
        'edited_channel_post',
        'callback_query',
        'my_chat_member',
        'chat_member',
      ],
    });
    const [ann, ben] = [setting.people.as(ANN), setting.people.as(BEN)];
    const said = await ann.send(BOT, '/start with @ann_author https://example.org');
    await ann.edit(said, 'edited');
    await ann.sendPhoto(BOT, [png(400, 300), png(300, 400)], 'album');
    const body = new FormData();
    body.set('document', new Blob(['text']), 'notes.txt');
    await fetch(`${setting.url}/people/${ANN}/chats/${BOT}/messages`, { method: 'POST', body });
    const markup = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
    const sent = await setting.api('sendMessage', { chat_id: ANN, text: 'card', reply_markup: markup });
    await ann.send(BOT, 'reply', { replyTo: Number(sent.at('message_id')) });
    const card = await ann.waitFor(BOT, ({ text }) => text === 'card');
    void ann.tap(card, 'Go').catch(() => null);
    await ben.edit(await ben.send(CHANNEL, 'post'), 'post, edited');
    await ben.setBot(GROUP, { status: 'administrator' });
    await ben.setBot(GROUP, { status: 'kicked' });
    await ben.setMember(SUPERGROUP, { person: ANN, status: 'administrator' });
    await ben.setMember(SUPERGROUP, { person: ANN, status: 'left' });
    await ann.block();
    // The answers above were checked one by one; these are all the updates.
    await expect.poll(async () => (await setting.api('getUpdates')).at(15)).toBeDefined();
    const updates = await setting.api('getUpdates');
    expect(mismatch(spec, 'Array of Update', updates.at(), 'updates')).toBeNull();
  });

  test('the check itself sees what is missing, unknown or mistyped', () => {
    expect(mismatch(spec, 'Message', { message_id: 1, date: 1 }, 'm')).toBe('m (Message) lacks chat');
    const chat = { id: 1, type: 'private' };
    expect(mismatch(spec, 'Message', { message_id: 1, date: 1, chat, colour: 1 }, 'm')).toContain(
      'unknown field colour',
    );
    expect(mismatch(spec, 'Message', { message_id: '1', date: 1, chat }, 'm')).toBe('m.message_id is no integer');
    expect(mismatch(spec, 'Message', { message_id: 1, date: 1, chat }, 'm')).toBeNull();
  });
});
