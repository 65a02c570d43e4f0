import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SANDBOX_INSTAGRAM_TOKEN, SANDBOX_SPARE_TOKEN } from '../../src/sandbox/sandbox.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const OF_FACEBOOK = `EAAG${'x'.repeat(40)}`;
const UNKNOWN = `IGAA${'x'.repeat(40)}`;

test('authors and editors are told whose matter accounts are', async () => {
  for (const person of [desk.author, desk.editor]) {
    await person.send(desk.chats.bot, '/accounts');
    const answer = await person.waitFor(desk.chats.bot, says('Accounts are for admins'));
    expect(answer.buttons).toEqual([]);
  }
});

test('an account is tested, switched off and on again', async () => {
  const { admin } = desk;
  const list = await openAccounts();
  expect(list.text).toContain('🟢 Instagram · dailybean');
  expect(buttonsOf(list)).toEqual([
    'Daily Bean',
    'Instagram · dailybean',
    '➕ Add a Telegram channel or group',
    '➕ Add Instagram',
  ]);
  const details = await openAccount(list, 'Instagram · dailybean');
  expect(buttonsOf(details)).toEqual(['🩺 Test', '⚪️ Switch off', '🔑 Connect again…', '🔌 Disconnect…', '‹ Back']);
  expect((await admin.tap(details, '🩺 Test'))?.text).toBe('✅ @dailybean answers. 0 of 50 posts used in 24 h.');
  expect((await admin.tap(details, '⚪️ Switch off'))?.text).toBe('Switched off');
  const off = await shown(details, says('Nothing goes to it until it is switched on'));
  expect((await admin.tap(details, '⚪️ Switch off'))?.text).toContain('This button is from an earlier moment');
  await admin.tap(off, '🟢 Switch on');
  await shown(off, says('Posts go to it at their time'));
  await admin.tap(off, '‹ Back');
  await shown(off, says('Accounts of Daily Bean'));
});

test('until when an account lasts is said as soon as its network has said it', async () => {
  const details = await openAccount(await openAccounts(), 'Instagram · dailybean');
  expect(details.text).toContain('the network says with the first renewal');
  await sql`update social_account set expires_at = '2031-02-03T10:00:00Z' where name = 'Instagram · dailybean'`.execute(
    sqlOutside(desk.app.desk),
  );
  expect((await openAccounts()).text).toContain('access until Mon');
  await desk.admin.tap(details, '‹ Back');
  await openAccount(await shown(details, says('Accounts of Daily Bean')), 'Instagram · dailybean');
  await shown(details, says('3 Feb 2031'));
});

test('a channel has no token to be tested or pasted', async () => {
  const details = await openAccount(await openAccounts(), 'Daily Bean');
  expect(buttonsOf(details)).toEqual(['🩺 Test', '⚪️ Switch off', '🔌 Disconnect…', '‹ Back']);
});

test.each([
  { name: 'a word that is none', pasted: 'somethingthatisnotoken', because: 'Instagram does not know that token' },
  { name: 'too short a word, as a reply', pasted: 'IGAA12', asReply: true, because: 'That is no token' },
  { name: 'words, as a reply', pasted: 'how does this work?', asReply: true, because: 'That is no token' },
  { name: 'a token of Facebook', pasted: OF_FACEBOOK, because: 'That is a token of Facebook' },
  { name: 'a token of a product that ended', pasted: `IGQ${'x'.repeat(30)}`, because: 'Instagram Basic Display' },
  { name: 'a token of an app', pasted: '1234567890|abcdefghijklmnop', because: 'the token of an app' },
  { name: 'an unknown token', pasted: UNKNOWN, because: 'Instagram does not know that token' },
])('$name is deleted, and refused with what to do', async ({ pasted, asReply = false, because }) => {
  const question = await askForToken();
  const message = await desk.admin.send(desk.chats.bot, pasted, asReply ? { replyTo: question.id } : {});
  const answer = await after(question, says(because));
  expect(answer.text).not.toContain(pasted);
  expect(await isThere(desk.admin, message)).toBe(false);
});

test('a good token is deleted and connects its account, by whose word the account is named', async () => {
  const question = await askForToken();
  expect(question.text).toContain('1. At developers.facebook.com');
  // A bad one first: the question waits for a better answer.
  await desk.admin.send(desk.chats.bot, UNKNOWN);
  await after(question, says('does not know that token'));
  const message = await desk.admin.send(desk.chats.bot, SANDBOX_SPARE_TOKEN);
  await after(question, says('✅ @beanlab, creator account – connected to Daily Bean.'));
  expect(await isThere(desk.admin, message)).toBe(false);
  const list = await openAccounts();
  expect(list.text).toContain('🟢 Instagram · beanlab');

  const again = await askForToken();
  await desk.admin.send(desk.chats.bot, SANDBOX_SPARE_TOKEN);
  await after(again, says('connected to Daily Bean again'));
  const details = await openAccount(list, 'Instagram · beanlab');
  await desk.admin.tap(details, '🔌 Disconnect…');
  const sure = await shown(details, says('Disconnect Instagram · beanlab?'));
  await desk.admin.tap(sure, '🔌 Yes, disconnect');
  const gone = await shown(details, says('disconnected'));
  expect(buttonsOf(gone)).toEqual(['🔑 Connect again…', '‹ Back']);
  const { rows } =
    await sql`select 1 from social_account where name = 'Instagram · beanlab' and credentials is null`.execute(
      sqlOutside(desk.app.desk),
    );
  expect(rows).toHaveLength(1);
});

test('connecting again takes no token of another account', async () => {
  const { admin, chats } = desk;
  const details = await openAccount(await openAccounts(), 'Instagram · dailybean');
  await admin.tap(details, '🔑 Connect again…');
  const question = await after(details, says('Paste the Instagram token here'));
  await admin.send(chats.bot, SANDBOX_SPARE_TOKEN);
  await after(question, says('That token opens another account, @beanlab'));
  await admin.send(chats.bot, SANDBOX_INSTAGRAM_TOKEN);
  const answer = await after(question, says('✅ Connected again'));
  expect(answer.text).toContain('Posts go there at their time');
});

test('a token that nobody asked for is deleted, becomes no post, and is asked about', async () => {
  const { admin, author, chats } = desk;
  const before = await countPosts();
  const help = await askForHelp();
  const pasted = await admin.send(chats.bot, `my token is ${SANDBOX_SPARE_TOKEN}`);
  const asked = await after(help, says('That looks like an access token'));
  expect(await isThere(admin, pasted)).toBe(false);
  await admin.tap(asked, '➕ Add Instagram');
  await after(asked, says('Paste the Instagram token here'));

  const hidden = await author.send(chats.bot, `/new ${SANDBOX_SPARE_TOKEN}`);
  await author.waitFor(chats.bot, says('I keep nothing of it'));
  expect(await isThere(author, hidden)).toBe(false);
  expect(await countPosts()).toBe(before);
});

test('a token in a group: the bot may not delete it there, and says so', async () => {
  const { admin, chats } = desk;
  const message = await admin.send(chats.editors, `/status ${SANDBOX_SPARE_TOKEN}`);
  await admin.waitFor(chats.editors, says('please delete it yourself, now'));
  const told = await admin.waitFor(chats.editors, says('which nobody else should see', '/accounts in a private chat'));
  expect(told.text).not.toContain('IGAA');
  await admin.delete(message);
});

test('whoever writes a post instead of a token has written a post', async () => {
  const before = await countPosts();
  await askForToken();
  await desk.admin.send(desk.chats.bot, 'A post that was more urgent');
  await desk.admin.waitFor(desk.chats.bot, says('A post that was more urgent', 'Draft'));
  expect(await countPosts()).toBe(before + 1);
});

test('a picture in the place of a token is not lost, and a command is one', async () => {
  const question = await askForToken();
  const picture = await desk.admin.sendPhoto(desk.chats.bot, pngOf(300, 300, 5_000), '', { replyTo: question.id });
  await after(question, says('That is no token'));
  await desk.admin.send(desk.chats.bot, '/help', { replyTo: question.id });
  await after(question, says('Nothing goes out twice'));
  expect(await isThere(desk.admin, picture)).toBe(true);
});

test('neither the log nor any row has a token in the clear', async () => {
  await desk.admin.send(desk.chats.bot, SANDBOX_SPARE_TOKEN);
  await desk.admin.waitFor(desk.chats.bot, says('That looks like an access token'));
  expect(desk.logged()).not.toContain('IGAA');
  expect(JSON.stringify(await everythingKept())).not.toContain('IGAA');
});

async function openAccounts(): Promise<MessageView> {
  const sent = await desk.admin.send(desk.chats.bot, '/accounts');
  return after(sent, says('Accounts of Daily Bean'));
}

async function openAccount(list: MessageView, name: string): Promise<MessageView> {
  await desk.admin.tap(list, name);
  return shown(list, (message) => buttonsOf(message).includes('‹ Back') && says(name)(message));
}

async function askForToken(): Promise<MessageView> {
  const list = await openAccounts();
  await desk.admin.tap(list, '➕ Add Instagram');
  return after(list, says('Paste the Instagram token here'));
}

async function askForHelp(): Promise<MessageView> {
  return after(await desk.admin.send(desk.chats.bot, '/help'), says('Nothing goes out twice'));
}

/** The first message to the admin behind this one that looks so. */
function after(before: MessageView, fits: (message: MessageView) => boolean): Promise<MessageView> {
  return desk.admin.waitFor(desk.chats.bot, (message) => message.id > before.id && fits(message));
}

function shown(before: MessageView, fits: (message: MessageView) => boolean): Promise<MessageView> {
  return desk.admin.waitFor(desk.chats.bot, (message) => message.id === before.id && fits(message));
}

async function isThere(person: Person, { chatId, id }: MessageView): Promise<boolean> {
  return (await person.messages(chatId)).some((message) => message.id === id);
}

async function countPosts(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from post`.execute(
    sqlOutside(desk.app.desk),
  );
  return rows[0]?.count ?? 0;
}

/** Of the tables that what people write could get into. */
async function everythingKept(): Promise<unknown> {
  const { rows } = await sql`select (select jsonb_agg(to_jsonb(d)) from dialogue d) as dialogues,
    (select jsonb_agg(to_jsonb(e)) from event e) as events, (select jsonb_agg(to_jsonb(p)) from post p) as posts,
    (select jsonb_agg(to_jsonb(a)) from social_account a) as accounts,
    (select jsonb_agg(to_jsonb(d)) from delivery d) as deliveries`.execute(sqlOutside(desk.app.desk));
  return rows;
}
