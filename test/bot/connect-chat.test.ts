import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SANDBOX_PLACES } from '../../src/sandbox/sandbox.js';
import type { BotBody, MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';

const { spareChannel, spareGroup, channel } = SANDBOX_PLACES;
const ALL = { can_post_messages: true, can_edit_messages: true, can_delete_messages: true };
const FULL: BotBody = { status: 'administrator', rights: ALL };

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(async () => {
  await sql`delete from social_account where external_id in (${String(spareChannel)}, ${String(spareGroup)})`.execute(
    db(),
  );
  for (const chat of [spareChannel, spareGroup]) await desk.admin.setBot(chat, { status: 'left' });
  await desk.admin.setBot(channel, FULL);
});

test('a channel is chosen from the keyboard, which goes away; the bot is let in with the rights that it needs', async () => {
  const question = await open();
  expect(question.keys?.flat().map(({ text }) => text)).toEqual([
    '📢 Choose a channel',
    '👥 Choose a group',
    '✖️ Cancel',
  ]);
  const titles = (await desk.admin.choices(question, '📢 Choose a channel')).map(({ title }) => title);
  expect(titles.toSorted()).toEqual(['Bean Lab', 'Daily Bean']);
  await desk.admin.press(question, '📢 Choose a channel', spareChannel);
  const looked = await said(question, 'Looking at what I may do in “Bean Lab”');
  expect(looked.keys).toEqual([]);
  await said(question, '✅ “Bean Lab” is connected to Daily Bean.');
  expect(await accountOf(spareChannel)).toMatchObject({ name: 'Bean Lab', state: 'connected' });
  // Telegram's word that the bot is an administrator there now asks nothing more.
  expect((await desk.admin.messages(desk.chats.bot)).filter(says('Shall I publish there'))).toEqual([]);

  // Chosen once more, it is the same account.
  const again = await open();
  await desk.admin.press(again, '📢 Choose a channel', spareChannel);
  await said(again, '“Bean Lab” is connected to Daily Bean again');
});

test('in a group the bot becomes a plain member, which is enough', async () => {
  const question = await open();
  await desk.admin.press(question, '👥 Choose a group', spareGroup);
  await said(question, '✅ “Friends of the Bean” is connected to Daily Bean.');
  const group = (await desk.admin.chats()).find(({ id }) => id === spareGroup);
  expect(group?.bot?.status).toBe('member');
});

test.each(['✖️ Cancel', '/cancel'])('%s takes the keyboard away and makes no post', async (way) => {
  const question = await open();
  await desk.admin.send(desk.chats.bot, way);
  expect((await said(question, 'Nothing was connected')).keys).toEqual([]);
  const { rows } = await sql`select from post where content ->> 'text' = ${way}`.execute(db());
  expect(rows).toEqual([]);
});

test('another command takes the keyboard away and is obeyed', async () => {
  const question = await open();
  await desk.admin.send(desk.chats.bot, '/help');
  expect((await said(question, 'Nothing was connected')).keys).toEqual([]);
  await said(question, '/accounts – connected accounts');
});

test('who makes the bot an administrator is asked in private; missing rights are named, and looked for again', async () => {
  await desk.admin.setBot(spareChannel, { status: 'administrator', rights: { ...ALL, can_delete_messages: false } });
  const asked = await desk.admin.waitFor(desk.chats.bot, says('I am an administrator of “Bean Lab” now'));
  expect(buttonsOf(asked)).toEqual(['✅ Connect to Daily Bean', 'Not now']);
  expect(await accountOf(spareChannel)).toBeUndefined();
  await desk.admin.tap(asked, '✅ Connect to Daily Bean');
  const missing = await shown(asked, 'I still need there');
  expect(missing.text).toContain('Delete messages: channel → Administrators');
  expect(missing.text).not.toContain('Post messages');
  expect((await desk.admin.tap(missing, '🔄 Check again'))?.text).toBe('Something is still missing.');
  await desk.admin.setBot(spareChannel, FULL);
  await desk.admin.tap(missing, '🔄 Check again');
  expect(buttonsOf(await shown(asked, '✅ “Bean Lab” is connected to Daily Bean.'))).toEqual([]);
});

test('who is asked and does not want to leaves it unconnected', async () => {
  await desk.admin.setBot(spareChannel, FULL);
  const asked = await desk.admin.waitFor(desk.chats.bot, says('I am an administrator of “Bean Lab” now'));
  await desk.admin.tap(asked, 'Not now');
  await shown(asked, 'Nothing was connected');
  expect(await accountOf(spareChannel)).toBeUndefined();
});

test('an editor of the desk who makes the bot an administrator hears nothing', async () => {
  await desk.admin.setMember(spareChannel, { person: SANDBOX_PLACES.editor, status: 'administrator' });
  const before = await desk.editor.messages(desk.chats.bot);
  await desk.editor.setBot(spareChannel, FULL);
  // Updates are handled in order of the chats that they come from: the answer to a command shows that this one was.
  await desk.editor.send(desk.chats.bot, '/status');
  await desk.editor.waitFor(
    desk.chats.bot,
    ({ id, text }) => id > (before.at(-1)?.id ?? 0) && (text ?? '').includes('Daily Bean'),
  );
  const heard = (await desk.editor.messages(desk.chats.bot)).filter(says('Bean Lab'));
  expect(heard).toEqual([]);
  await desk.admin.setMember(spareChannel, { person: SANDBOX_PLACES.editor, status: 'left' });
});

test('a channel of another client stays with it, whose name is told only to those who work there', async () => {
  const other = await otherClient(channel + 100);
  await sql`update social_account set external_id = ${String(spareChannel)} where client_id = ${other}`.execute(db());
  const question = await open();
  await desk.admin.press(question, '📢 Choose a channel', spareChannel);
  expect((await said(question, 'Another desk here publishes')).text).not.toContain('Rival');
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    select gen_random_uuid(), ${other}, id, 'author', now() from member where name = 'Iryna'`.execute(db());
  const again = await open();
  await desk.admin.press(again, '📢 Choose a channel', spareChannel);
  await said(again, 'belongs to Rival already');
  await sql`delete from membership where client_id = ${other}`.execute(db());
  await sql`delete from social_account where client_id = ${other}`.execute(db());
});

test('a channel that takes the right to post away stands still at once; given back, its queue goes on by itself', async () => {
  await desk.admin.setBot(channel, { status: 'administrator', rights: { ...ALL, can_post_messages: false } });
  const card = await desk.admin.waitFor(desk.chats.bot, says('Daily Bean (Telegram) stands still'));
  expect(card.text).toContain('Post messages: channel → Administrators');
  expect((await desk.admin.tap(card, '🔄 It works again'))?.text).toContain('I still need there');
  await desk.admin.setBot(channel, FULL);
  await shown(card, 'Daily Bean (Telegram) works again');
});

test('a test says what is missing, and of a queue that stands although all is well, how to let it go', async () => {
  const details = await openDetails('Daily Bean');
  expect((await desk.admin.tap(details, '🩺 Test'))?.text).toBe('✅ I may do everything there that I need to.');
  await desk.admin.setBot(channel, { status: 'administrator', rights: { ...ALL, can_edit_messages: false } });
  expect((await desk.admin.tap(details, '🩺 Test'))?.text).toContain('Edit messages: channel');
  await desk.admin.setBot(channel, FULL);
  await sql`update social_account set queue_held_at = date_trunc('milliseconds', now()), queue_failure = '{"kind":"auth","message":""}'
    where external_id = ${String(channel)}`.execute(db());
  expect((await desk.admin.tap(details, '🩺 Test'))?.text).toContain('press “🔄 It works again”');
  const standing = await shown(details, 'stands still');
  expect((await desk.admin.tap(standing, '🔄 It works again'))?.text).toBe('It goes on');
  expect(buttonsOf(await shown(details, 'Posts go to it at their time'))).not.toContain('🔄 It works again');
});

test('a disconnected channel is connected again from its own menu', async () => {
  const question = await open();
  await desk.admin.press(question, '📢 Choose a channel', spareChannel);
  await said(question, '✅ “Bean Lab” is connected');
  const details = await openDetails('Bean Lab');
  await desk.admin.tap(details, '🔌 Disconnect…');
  await desk.admin.tap(await shown(details, 'Disconnect Bean Lab?'), '🔌 Yes, disconnect');
  await desk.admin.tap(await shown(details, 'To come back, connect it again'), '🔑 Connect again');
  await shown(details, '“Bean Lab” is connected to Daily Bean again');
  expect(await accountOf(spareChannel)).toMatchObject({ state: 'connected' });
});

function db() {
  return sqlOutside(desk.app.desk);
}

async function open(): Promise<MessageView> {
  const list = await openList();
  await desk.admin.tap(list, '➕ Add a Telegram channel or group');
  return said(list, 'Where should Daily Bean publish?');
}

async function openList(): Promise<MessageView> {
  const sent = await desk.admin.send(desk.chats.bot, '/accounts');
  return said(sent, 'Accounts of Daily Bean');
}

async function openDetails(name: string): Promise<MessageView> {
  const list = await openList();
  await desk.admin.tap(list, name);
  return shown(list, name);
}

/** After that message. */
function said(after: MessageView, words: string): Promise<MessageView> {
  return desk.admin.waitFor(desk.chats.bot, (message) => message.id > after.id && says(words)(message));
}

/** The same message, as it is by then. */
function shown({ id }: MessageView, words: string): Promise<MessageView> {
  return desk.admin.waitFor(desk.chats.bot, (message) => message.id === id && says(words)(message));
}

async function accountOf(chatId: number) {
  const { rows } = await sql<{ name: string; state: string }>`
    select name, state from social_account where external_id = ${String(chatId)}`.execute(db());
  return rows[0];
}

/** With one account. */
async function otherClient(chatId: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into client (id, name, zone, language, created_at)
    values (gen_random_uuid(), 'Rival', 'UTC', 'en', now()) returning id`.execute(db());
  const id = rows[0]?.id ?? '';
  await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
    values (gen_random_uuid(), ${id}, 'telegram', 'Rival', ${String(chatId)}, 'connected', now())`.execute(db());
  return id;
}
