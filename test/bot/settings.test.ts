import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VERBS } from '../../bot/callback-data.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('everybody sets their own language, in place', async () => {
  const { author, chats } = desk;
  const settings = await mySettings(author);
  expect(buttonsOf(settings)).not.toContain('⚙️ The whole desk…');
  await author.tap(settings, 'Українська');
  const changed = await shows(author, settings, 'Мої налаштування');
  expect(changed.text).toContain('Я говорю з вами українською');
  await author.tap(changed, 'English');
  await shows(author, settings, 'My settings');
  await author.send(chats.bot, '/settings extra words');
  await author.waitFor(chats.bot, (message) => message.id > settings.id && says('My settings')(message));
});

test('a clock of one’s own is found by a word, and times are shown and read by it in private only', async () => {
  const { author, editor, chats } = desk;
  const settings = await mySettings(author);
  await author.tap(settings, '🕓 Clock…');
  const prompt = await author.waitFor(chats.bot, says('Which place’s clock?'));
  await author.send(chats.bot, 'Atlantis', { replyTo: prompt.id });
  await author.waitFor(chats.bot, says('I do not know that place'));
  await author.send(chats.bot, 'нью-йорк', { replyTo: prompt.id });
  await author.waitFor(chats.bot, says('Times are those of New York now'));
  await shows(author, settings, 'Times in this chat are those of New York');

  await author.send(chats.bot, 'Planned from afar');
  const card = await author.waitFor(chats.bot, says('Planned from afar', 'Draft'));
  const answered = await author.tap(card, '🕓 When');
  expect(answered?.text).toContain('New York');
  const menu = await author.waitFor(
    chats.bot,
    (message) => message.id === card.id && buttonsOf(message).includes('⌨️ Type a time…'),
  );
  await author.tap(menu, '⌨️ Type a time…');
  const asked = await author.waitFor(chats.bot, says('The clock is that of New York'));
  await author.send(chats.bot, '15.01.2027 09:00', { replyTo: asked.id });
  const planned = await shows(author, card, '09:00 (New York)');
  expect(await dueAt('Planned from afar')).toEqual(new Date('2027-01-15T14:00:00Z'));
  await author.tap(planned, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('Planned from afar', 'Please review'));
  expect(review.text).toContain('16:00 (Kyiv)');
});

test('an hour that the own clock skips is asked about', async () => {
  const { author, chats } = desk;
  await author.send(chats.bot, 'In the night of the clocks');
  const card = await author.waitFor(chats.bot, says('In the night of the clocks', 'Draft'));
  await author.tap(card, '🕓 When');
  const menu = await author.waitFor(
    chats.bot,
    (message) => message.id === card.id && buttonsOf(message).includes('⌨️ Type a time…'),
  );
  await author.tap(menu, '⌨️ Type a time…');
  const asked = await author.waitFor(chats.bot, (message) => message.id > card.id && message.forceReply !== null);
  // The clocks of New York go forward on 14 March 2027, those of Kyiv two weeks later.
  await author.send(chats.bot, '14.03.2027 02:30', { replyTo: asked.id });
  const which = await author.waitFor(chats.bot, says('The clocks go forward that night'));
  expect(buttonsOf(which).map((words) => /\d\d:\d\d \(New York\)/.exec(words)?.[0])).toEqual([
    '01:30 (New York)',
    '03:30 (New York)',
  ]);
});

test('of several places one is chosen, and the desk’s clock taken back', async () => {
  const { author, chats } = desk;
  const settings = await mySettings(author);
  await author.tap(settings, '🕓 Clock…');
  await author.waitFor(chats.bot, (message) => message.id > settings.id && message.forceReply !== null);
  await author.send(chats.bot, 'UTC+5:30');
  const which = await author.waitFor(chats.bot, says('Which of these?'));
  expect(buttonsOf(which)).toEqual([
    expect.stringMatching(/^UTC\+05:30 · \d\d:\d\d$/),
    expect.stringMatching(/^Kolkata · \d\d:\d\d$/),
  ]);
  await author.tap(which, buttonsOf(which)[0] ?? '');
  const own = await shows(author, which, 'Times in this chat are those of UTC+05:30');
  await author.tap(own, '🕓 As the desk');
  await shows(author, which, 'Times are those of Kyiv, as for the whole desk');
});

test('quiet hours are offered, typed and taken back', async () => {
  const { author, chats } = desk;
  const settings = await mySettings(author);
  await author.tap(settings, '🌙 22–8');
  const set = await shows(author, settings, 'Quiet from 22:00 to 8:00');
  await author.tap(set, '🌙 Other hours…');
  const prompt = await author.waitFor(chats.bot, (message) => message.id > settings.id && message.forceReply !== null);
  await author.send(chats.bot, 'at night', { replyTo: prompt.id });
  await author.waitFor(chats.bot, says('I do not understand those hours'));
  await author.send(chats.bot, '23:30–7', { replyTo: prompt.id });
  const typed = await shows(author, settings, 'Quiet from 23:30 to 7:00');
  await author.tap(typed, '🔔 None');
  expect((await shows(author, settings, 'No quiet hours')).text).not.toContain('Quiet from');
});

test('an admin sets the desk in place; what would leave posts waiting for ever is said', async () => {
  const { admin } = desk;
  const page = await deskSettings(admin);
  expect(page.text).toContain('👍 A post needs 1 approval.');
  expect(page.text).toContain('counts for what is sent to review from now on');
  await admin.tap(page, '👍 3');
  const three = await shows(admin, page, 'A post needs 3 approvals.');
  expect(three.text).toContain('Only 2 people may approve here, and 3 approvals are needed');
  await admin.tap(three, '+ 1');
  const four = await shows(admin, page, 'A post needs 4 approvals.');
  await admin.tap(four, '− 1');
  await admin.tap(await shows(admin, page, 'A post needs 3 approvals.'), '👍 2');
  const two = await shows(admin, page, 'A post needs 2 approvals.');
  expect(two.text).toContain('What editors write themselves would wait for ever');
  await admin.tap(two, '⬜️ Own posts may be approved');
  const own = await shows(admin, page, 'Editors may approve their own posts.');
  expect(own.text).not.toContain('for ever');
  await admin.tap(own, '👍 1');
  const one = await shows(admin, page, 'A post needs 1 approval.');
  await admin.tap(one, '✅ Own posts may be approved');
  const strict = await shows(admin, page, 'Nobody approves their own post.');
  await admin.tap(strict, '⏰ 60 mins');
  await shows(admin, page, 'more than 60 mins late');
});

test('an old button of the settings changes nothing and shows what is true', async () => {
  const { admin, chats } = desk;
  const old = await deskSettings(admin);
  const newer = await deskSettings(admin);
  await admin.tap(newer, '⬜️ A new time needs approval');
  await shows(admin, newer, 'has to be approved, too');
  expect((await admin.tap(old, '👍 0'))?.text).toContain('Somebody has changed the settings meanwhile');
  const now = await shows(admin, old, 'has to be approved, too');
  expect(now.text).toContain('A post needs 1 approval.');
  await admin.tap(now, '✅ A new time needs approval');
  await admin.waitFor(chats.bot, (message) => message.id === old.id && says('needs no new approval')(message));
});

test('the settings of the desk are shown to admins only, and in private', async () => {
  const { editor, chats } = desk;
  const mine = await mySettings(editor);
  expect(mine.buttons.flat().some(({ data }) => data?.startsWith(`${VERBS.deskSettings}:`))).toBe(false);
  await editor.send(chats.editors, '/settings');
  await editor.waitFor(chats.editors, says('Settings are in a private chat'));
});

test('a single editor reads on the card that nobody else can approve, and how to go on', async () => {
  const { admin, chats } = desk;
  const db = sqlOutside(desk.app.desk);
  await sql`update membership set removed_at = now() where role = 'editor'`.execute(db);
  const page = await deskSettings(admin);
  await admin.tap(page, '✅ A single editor’s posts go at once');
  const stuck = await shows(admin, page, 'wait for a second person');
  expect(stuck.text).toContain('What editors write themselves would wait for ever');
  await admin.send(chats.bot, 'All alone');
  const card = await admin.waitFor(chats.bot, says('All alone', 'Draft'));
  await admin.tap(card, '📨 Send to review');
  const waiting = await shows(admin, card, 'Nobody else can approve it: it needs 1, and here it can get 0');
  await admin.waitFor(chats.editors, says('All alone', 'Nobody else can approve it'));
  await admin.tap(stuck, '⬜️ A single editor’s posts go at once');
  await shows(admin, page, 'go without a second person');
  await admin.tap(waiting, '↩️ Take back to edit');
  const draft = await shows(admin, card, 'Draft');
  expect((await admin.tap(draft, '📨 Send to review'))?.text).toContain('there is nobody else to ask');
  await shows(admin, card, '✅ Live');
  await sql`update membership set removed_at = null where role = 'editor'`.execute(db);
});

test('the clock of the desk is set by a word, and counts for groups', async () => {
  const { admin, chats } = desk;
  const page = await deskSettings(admin);
  await admin.tap(page, '🕓 Clock…');
  const prompt = await admin.waitFor(chats.bot, (message) => message.id > page.id && message.forceReply !== null);
  await admin.send(chats.bot, 'Варшава', { replyTo: prompt.id });
  expect((await shows(admin, page, 'The desk’s clock is that of Warsaw')).text).not.toContain('Kyiv');
  await admin.send(chats.editors, '/freeze');
  await admin.waitFor(chats.editors, says('Frozen', '(Warsaw)'));
});

async function mySettings(person: Person): Promise<MessageView> {
  const sent = await person.send(desk.chats.bot, '/settings');
  return person.waitFor(desk.chats.bot, (message) => message.id > sent.id && says('My settings')(message));
}

async function deskSettings(person: Person): Promise<MessageView> {
  const mine = await mySettings(person);
  await person.tap(mine, '⚙️ The whole desk…');
  return shows(person, mine, 'how this desk works');
}

function shows(person: Person, shown: MessageView, words: string): Promise<MessageView> {
  return person.waitFor(shown.chatId, (message) => message.id === shown.id && says(words)(message));
}

async function dueAt(text: string): Promise<Date | null> {
  const { rows } = await sql<{ at: string }>`
    select due_at as at from post where content ->> 'text' = ${text}`.execute(sqlOutside(desk.app.desk));
  return rows[0] ? new Date(rows[0].at) : null;
}
