import { describe, expect, test } from 'vitest';
import type { Setting } from './setting.js';
import { ANN, BEN, BOT, CHANNEL, CID, CLOSED_CHANNEL, FOREIGN_CHANNEL, GROUP, SEED, SUPERGROUP } from './seed.js';
import { createSetting } from './setting.js';

const heard = async (setting: Setting): Promise<unknown[]> => {
  const updates = await setting.api('getUpdates');
  const found: unknown[] = [];
  for (let n = 0; updates.at(n) !== undefined; n += 1) found.push(updates.at(n, 'message', 'text'));
  return found;
};

describe('privacy mode: of a group the bot hears', () => {
  test.each([
    ['/status', true],
    ['/status@desk_bot now', true],
    ['please /status', true],
    ['/status@other_bot', false],
    ['look, @desk_bot', true],
    ['look, @DESK_BOT', true],
    ['@ben_editor look', false],
    ['just talk', false],
    ['desk_bot', false],
  ])('%s: %s', async (text, hears) => {
    await using setting = await createSetting();
    await setting.people.as(ANN).send(GROUP, text);
    expect(await heard(setting)).toEqual(hears ? [text] : []);
  });

  test('replies to its own messages, not to those of people', async () => {
    await using setting = await createSetting();
    const ann = setting.people.as(ANN);
    const asked = await setting.api('sendMessage', {
      chat_id: GROUP,
      text: 'why?',
      reply_markup: { force_reply: true },
    });
    const said = await ann.send(GROUP, 'talk');
    await ann.send(GROUP, 'because', { replyTo: Number(asked.at('message_id')) });
    await ann.send(GROUP, 'more talk', { replyTo: said.id });
    expect(await heard(setting)).toEqual(['because']);
  });

  test('edits of what it heard, as edits', async () => {
    await using setting = await createSetting();
    const ann = setting.people.as(ANN);
    await ann.edit(await ann.send(GROUP, '/new a'), '/new b');
    await ann.edit(await ann.send(GROUP, 'talk'), 'other talk');
    const updates = await setting.api('getUpdates');
    expect(updates.at(1, 'edited_message', 'text')).toBe('/new b');
    expect(updates.at(2)).toBeUndefined();
  });

  test('everything as an admin, and everything with privacy off', async () => {
    await using admin = await createSetting();
    await admin.people.as(ANN).send(SUPERGROUP, 'just talk');
    expect(await heard(admin)).toEqual(['just talk']);
    await using open = await createSetting({ seed: { ...SEED, bot: { ...SEED.bot, privacy: false } } });
    await open.people.as(ANN).send(GROUP, 'just talk');
    expect(await heard(open)).toEqual(['just talk']);
  });
});

test('added, promoted and removed: the bot hears of it and loses its way in', async () => {
  await using setting = await createSetting();
  const ben = setting.people.as(BEN);
  await ben.setBot(GROUP, { status: 'administrator', rights: { can_pin_messages: false } });
  await ben.setBot(GROUP, { status: 'kicked' });
  expect(await setting.api('sendMessage', { chat_id: GROUP, text: 'a' })).toMatchObject({
    status: 403,
    description: 'Forbidden: bot was kicked from the group chat',
  });
  await ben.setBot(GROUP, { status: 'member' });
  await setting.api('leaveChat', { chat_id: GROUP });
  expect(await setting.api('sendMessage', { chat_id: GROUP, text: 'a' })).toMatchObject({
    description: 'Forbidden: bot is not a member of the group chat',
  });
  const updates = await setting.api('getUpdates');
  const seen: unknown[] = [];
  for (let n = 0; updates.at(n) !== undefined; n += 1) {
    const status = updates.at(n, 'my_chat_member', 'new_chat_member', 'status');
    seen.push(status ?? (updates.at(n, 'message', 'left_chat_member') ? 'went' : 'came'));
  }
  expect(seen).toEqual(['administrator', 'went', 'kicked', 'member', 'came', 'left']);
});

test('people coming and going is told, chat_member only to those who ask', async () => {
  await using setting = await createSetting();
  await setting.api('getUpdates', { allowed_updates: ['message', 'chat_member'] });
  const ben = setting.people.as(BEN);
  await ben.setMember(SUPERGROUP, { person: CID, status: 'member' });
  await setting.people.as(CID).setMember(SUPERGROUP, { person: CID, status: 'left' });
  const updates = await setting.api('getUpdates');
  expect(updates.at(0, 'chat_member', 'new_chat_member', 'status')).toBe('member');
  expect(updates.at(1, 'message', 'new_chat_members', 0, 'id')).toBe(CID);
  expect(updates.at(2, 'chat_member', 'new_chat_member', 'status')).toBe('left');
  expect(updates.at(3, 'message', 'left_chat_member', 'id')).toBe(CID);
  await expect(setting.people.as(CID).send(SUPERGROUP, 'x')).rejects.toMatchObject({ status: 404 });
  await expect(setting.people.as(ANN).setMember(SUPERGROUP, { person: CID, status: 'member' })).rejects.toMatchObject({
    status: 403,
  });
});

test('a channel: only its admins write, readers see the channel as the author, the bot hears it as a post', async () => {
  await using setting = await createSetting();
  await expect(setting.people.as(ANN).send(CHANNEL, 'me too')).rejects.toMatchObject({ status: 403 });
  const post = await setting.people.as(BEN).send(CHANNEL, '/not a command');
  expect(post).toMatchObject({
    from: { id: CHANNEL, name: 'News' },
    entities: [],
    link: `https://t.me/news/${post.id}`,
  });
  await setting.people.as(BEN).edit(post, 'edited');
  const updates = await setting.api('getUpdates');
  expect(updates.at(0, 'channel_post', 'sender_chat', 'id')).toBe(CHANNEL);
  expect(updates.at(0, 'channel_post', 'from')).toBeUndefined();
  expect(updates.at(1, 'edited_channel_post', 'text')).toBe('edited');
});

test('links: by name where the channel has one, else the members only form', async () => {
  const admin = {
    type: 'channel' as const,
    id: -1005555555555,
    title: 'Inner',
    members: [ANN],
    owner: BEN,
    bot: { admin: {} },
  };
  await using setting = await createSetting({ seed: { ...SEED, chats: [...SEED.chats, admin] } });
  await setting.api('sendMessage', { chat_id: -1005555555555, text: 'a' });
  await setting.api('sendMessage', { chat_id: GROUP, text: 'a' });
  const ann = setting.people.as(ANN);
  expect((await ann.messages(-1005555555555))[0]?.link).toBe('https://t.me/c/5555555555/1');
  expect((await ann.messages(GROUP))[0]?.link).toBeNull();
});

test('the bot can look at its chats, their members and admins', async () => {
  await using setting = await createSetting();
  expect((await setting.api('getChat', { chat_id: '@news' })).at('title')).toBe('News');
  expect((await setting.api('getChat', { chat_id: '@theirs' })).at('id')).toBe(FOREIGN_CHANNEL);
  expect((await setting.api('getChat', { chat_id: ANN })).at('first_name')).toBe('Ann');
  const status = async (chat_id: number, user_id: number) =>
    (await setting.api('getChatMember', { chat_id, user_id })).at('status');
  expect(await status(CHANNEL, BOT)).toBe('administrator');
  expect(await status(CHANNEL, BEN)).toBe('creator');
  expect(await status(GROUP, ANN)).toBe('member');
  expect(await status(GROUP, CID)).toBe('left');
  expect(await status(GROUP, BOT)).toBe('member');
  const own = await setting.api('getChatMember', { chat_id: CLOSED_CHANNEL, user_id: BOT });
  expect(own.at('can_post_messages')).toBe(false);
  expect((await setting.api('getChatMemberCount', { chat_id: GROUP })).at()).toBe(3);
  expect((await setting.api('getChatAdministrators', { chat_id: GROUP })).at(0, 'user', 'id')).toBe(BEN);
});

test('menus: the narrowest scope a person falls under, in their language', async () => {
  await using setting = await createSetting();
  const set = (description: string, more: object = {}) =>
    setting.api('setMyCommands', { commands: [{ command: 'new', description }], ...more });
  await set('all');
  await set('усі', { language_code: 'uk' });
  await set('admins', { scope: { type: 'chat_administrators', chat_id: GROUP } });
  const menu = async (person: number, chat: number): Promise<unknown> => {
    const response = await fetch(`${setting.url}/people/${person}/chats/${chat}/commands`);
    return response.json();
  };
  expect(await menu(ANN, BOT)).toEqual([{ command: 'new', description: 'all' }]);
  expect(await menu(BEN, BOT)).toEqual([{ command: 'new', description: 'усі' }]);
  expect(await menu(BEN, GROUP)).toEqual([{ command: 'new', description: 'admins' }]);
  await setting.api('deleteMyCommands', { language_code: 'uk' });
  expect(await menu(BEN, BOT)).toEqual([{ command: 'new', description: 'all' }]);
  expect((await setting.api('getMyCommands', { language_code: 'uk' })).at()).toEqual([]);
});

test('pinning leaves a trace that people can do without', async () => {
  await using setting = await createSetting();
  const sent = await setting.api('sendMessage', { chat_id: SUPERGROUP, text: 'a' });
  const message_id = sent.at('message_id');
  expect(await setting.api('pinChatMessage', { chat_id: SUPERGROUP, message_id })).toMatchObject({ ok: true });
  expect((await setting.api('getChat', { chat_id: SUPERGROUP })).at('pinned_message', 'text')).toBe('a');
  expect(await setting.people.as(ANN).messages(SUPERGROUP)).toHaveLength(1);
  expect(await setting.api('unpinChatMessage', { chat_id: SUPERGROUP, message_id })).toMatchObject({ ok: true });
  expect(await setting.api('unpinChatMessage', { chat_id: SUPERGROUP, message_id })).toMatchObject({ status: 400 });
});
