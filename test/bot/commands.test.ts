import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('each role is greeted with what it can do', async () => {
  const { author, editor, chats } = desk;
  await author.send(chats.bot, '/start');
  await author.waitFor(chats.bot, says('Hello, Olena', 'Daily Bean', 'it becomes a draft'));
  await editor.send(chats.bot, '/start');
  const greeting = await editor.waitFor(chats.bot, says('Hello, Marko'));
  expect(greeting.text).toContain('approve, ask for changes, or reject');
  await author.send(chats.bot, '/help');
  await author.waitFor(chats.bot, says('Nothing goes out twice on a guess'));
});

test('a list opens a card anew, and the former message points to it', async () => {
  const { author, chats } = desk;
  await author.send(chats.bot, 'A draft from the list');
  const former = await author.waitFor(chats.bot, says('A draft from the list', 'Draft'));
  await author.send(chats.bot, '/drafts');
  const list = await author.waitFor(chats.bot, says('Your draft'));
  expect(list.text).toContain('A draft from the list');
  await author.tap(list, buttonsOf(list)[0] ?? '');
  const opened = await author.waitFor(
    chats.bot,
    (message) => message.id > list.id && says('A draft from the list')(message),
  );
  expect(buttonsOf(opened)).toContain('📨 Send to review');
  const pointing = await author.waitFor(
    chats.bot,
    (message) => message.id === former.id && says('has moved down')(message),
  );
  expect(pointing.buttons).toEqual([]);
  expect((await author.tap(former, '📨 Send to review'))?.text).toBe('Sent to review');
});

test('an editor opens what is in review in private, and decides there', async () => {
  const { author, editor, chats } = desk;
  await author.send(chats.bot, 'Reviewed in private');
  const card = await author.waitFor(chats.bot, says('Reviewed in private', 'Draft'));
  await author.tap(card, '📨 Send to review');
  await editor.waitFor(chats.editors, says('Please review', 'Reviewed in private'));
  await editor.send(chats.bot, '/review');
  const list = await editor.waitFor(chats.bot, says('for an editor', 'Reviewed in private'));
  const number = /^#(\d+).*Reviewed in private$/m.exec(list.text ?? '')?.[1] ?? '';
  await editor.tap(list, `Open #${number}`);
  const review = await editor.waitFor(chats.bot, says('Please review', 'Reviewed in private'));
  await editor.tap(review, '✏️ Ask for changes');
  await editor.waitFor(chats.bot, says('What should change'));
  await editor.send(chats.bot, 'Shorter, please');
  // The card says it too.
  const told = await author.waitFor(
    chats.bot,
    (message) => message.id > card.id && says('Marko asks for changes', 'Shorter, please')(message),
  );
  expect(told.replyTo).toBe(card.id);
});

test('empty lists say what to do instead', async () => {
  const { admin, chats } = desk;
  await admin.send(chats.bot, '/drafts');
  await admin.waitFor(chats.bot, says('You have no drafts'));
  await admin.send(chats.bot, '/new');
  await admin.waitFor(chats.bot, says('they become a draft at once'));
  await admin.send(chats.bot, '/status');
  const status = await admin.waitFor(chats.bot, says('Daily Bean, right now'));
  expect(status.text).toMatch(/👌 Nothing needs care\n\n🟢 Daily Bean\n🟢 Instagram · dailybean$/);
});

test('menus of commands are set for each kind of chat', async () => {
  const { author, editor, chats } = desk;
  const menu = async (person: DeskApp['author'], chat: number) => {
    const answer = await fetch(`${desk.url}/sandbox/telegram/people/${person.id}/chats/${chat}/commands`);
    return JSON.stringify(await answer.json());
  };
  expect(await menu(author, chats.bot)).toContain('"command":"new"');
  expect(await menu(editor, chats.editors)).not.toContain('"command":"new"');
  expect(await menu(editor, chats.editors)).toContain('"command":"review"');
});

test('a member is spoken to in their language', async () => {
  const { admin, chats } = desk;
  await setLanguage(admin.id, 'uk');
  await admin.send(chats.bot, '/status');
  await admin.waitFor(chats.bot, says('Daily Bean просто зараз', 'Усе гаразд'));
  await admin.send(chats.bot, 'Свіжа кава');
  const card = await admin.waitFor(chats.bot, says('Свіжа кава', '📝 Чернетка', 'Одразу після схвалення'));
  expect(buttonsOf(card)).toContain('📨 На перевірку');
  await setLanguage(admin.id, 'ru');
  await admin.send(chats.bot, '/drafts');
  await admin.waitFor(chats.bot, says('Ваш черновик'));
  await setLanguage(admin.id, 'en');
});

test('an outsider gets one polite answer and learns nothing', async () => {
  const { editor, chats } = desk;
  await setRemoved(editor.id, true);
  const before = await editor.messages(chats.bot);
  const list = before.find(({ buttons }) => buttons.flat().some(({ text }) => text.startsWith('Open #')));
  await editor.send(chats.bot, '/start');
  await editor.waitFor(chats.bot, says('the private desk of a team'));
  await editor.send(chats.bot, 'A post of a stranger');
  await editor.send(chats.bot, '/queue');
  // Of one chat in order: after this answer everything before it is handled.
  const answer = list && (await editor.tap(list, buttonsOf(list)[0] ?? ''));
  expect(answer).toMatchObject({ alert: true, text: 'This is for the members of the desk.' });
  expect(await editor.messages(chats.bot)).toHaveLength(before.length + 4);
  await setRemoved(editor.id, false);
});

async function setLanguage(telegramId: number, language: string): Promise<void> {
  await sql`update member set language = ${language} where telegram_id = ${String(telegramId)}`.execute(
    sqlOutside(desk.app.desk),
  );
}

async function setRemoved(telegramId: number, removed: boolean): Promise<void> {
  await sql`update membership set removed_at = case when ${removed} then now() end
    where member_id = (select id from member where telegram_id = ${String(telegramId)})`.execute(
    sqlOutside(desk.app.desk),
  );
}
