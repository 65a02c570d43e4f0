import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a lost answer is asked about, and a link settles it', async () => {
  const { editor, chats } = desk;
  const { card, unknown } = await lost('Lost but there', 'lost-after');
  expect(unknown.text).toContain('We never send again on a guess');
  expect(buttonsOf(unknown)).toEqual(['✅ It is there', '🔁 Not there, send again', '🤷 Leave it']);
  await authorSees(card, 'the answer got lost');
  await editor.tap(unknown, '✅ It is there');
  const question = await editor.waitFor(chats.editors, says('Please reply with the link'));
  await editor.send(chats.editors, 'https://example.org/elsewhere', { replyTo: question.id });
  await editor.waitFor(chats.editors, says('That is not a link to the post'));
  const posted = (await desk.live()).find(says('Lost but there'));
  await editor.send(chats.editors, posted?.link ?? '', { replyTo: question.id });
  const settled = await editorSees(unknown, 'Marko: it is there');
  expect(settled.buttons).toEqual([]);
  const live = await authorSees(card, '✅ Live');
  expect(live.entities.find(({ type }) => type === 'text_link')?.url).toBe(posted?.link);
  expect((await desk.live()).filter(says('Lost but there'))).toHaveLength(1);
});

test('there may be no link to give', async () => {
  const { editor, chats } = desk;
  const { card, unknown } = await lost('No link for this', 'lost-after');
  await editor.tap(unknown, '✅ It is there');
  const question = await editor.waitFor(chats.editors, says('Please reply with the link'));
  await editor.send(chats.editors, '-', { replyTo: question.id });
  const live = await authorSees(card, '✅ Live');
  expect(live.entities.map(({ type }) => type)).not.toContain('text_link');
});

test('what is not there is sent again by a tap, once', async () => {
  const { editor } = desk;
  const { card, unknown } = await lost('Lost before it left', 'lost-before');
  expect((await editor.tap(unknown, '🔁 Not there, send again'))?.text).toBe('It is sent again');
  await authorSees(card, '✅ Live');
  const late = await editor.tap(unknown, '🔁 Not there, send again');
  expect(late).toMatchObject({ alert: true, text: expect.stringMatching(/^Marko has decided already, /) });
  expect((await desk.live()).filter(says('Lost before it left'))).toHaveLength(1);
});

test('what is lost a second time is asked about anew', async () => {
  const { editor, people, chats } = desk;
  const { unknown } = await lost('Lost twice', 'lost-before');
  await people.fault({ kind: 'lost-before', chatId: chats.channel });
  await editor.tap(unknown, '🔁 Not there, send again');
  const again = await editor.waitFor(
    chats.editors,
    (message) => message.id > unknown.id && says('Is it there?', 'Lost twice')(message),
  );
  await editor.tap(again, '🔁 Not there, send again');
  await editor.waitFor(chats.channel, says('Lost twice'));
  const former = await editor.waitFor(chats.editors, ({ id, buttons }) => id === unknown.id && buttons.length === 0);
  expect(former.text).not.toContain('it is there');
});

test('what is left alone says so', async () => {
  const { editor } = desk;
  const { card, unknown } = await lost('Never mind', 'lost-after');
  await editor.tap(unknown, '🤷 Leave it');
  // Whoever looks later may still say what is there.
  const left = buttonsOf(await editorSees(unknown, 'Marko: leave it as it is'));
  expect(left).toHaveLength(2);
  expect(left).not.toContain('🤷 Leave it');
  await authorSees(card, 'Left as it is');
});

test('a failure says whose fault it is and what to do, and is asked about once its account works again', async () => {
  const { author, editor, people, chats } = desk;
  await people.fault({ kind: 'forbidden', chatId: chats.channel });
  const card = await approved('Shut out for a moment');
  const failed = await authorSees(card, 'did not go out');
  expect(failed.text).toContain('⚠️ Needs care');
  expect(failed.text).toContain('Ask an admin to give the bot its rights back');
  expect(failed.text).toContain('It said: “Forbidden');
  const account = await editor.waitFor(chats.editors, says('stands still', '1 post waits for it'));
  expect(buttonsOf(await authorSees(card, 'did not go out'))).not.toContain('🔁 Try again · Daily Bean');
  await editor.tap(account, '🔄 It works again');
  await author.tap(await authorSees(card, '⏸ Daily Bean'), '📤 Send now · Daily Bean');
  await authorSees(card, '✅ Live');
});

test('another failure is tried again by a tap', async () => {
  const { author, people, chats } = desk;
  await people.fault({ kind: 'refuse', chatId: chats.channel });
  const card = await approved('Failed for a moment');
  await author.tap(await authorSees(card, 'did not go out'), '🔁 Try again · Daily Bean');
  await authorSees(card, '✅ Live');
  expect((await desk.live()).filter(says('Failed for a moment'))).toHaveLength(1);
});

test('what waits for its time can be taken back', async () => {
  const { author, chats } = desk;
  const card = await draft('Tomorrow, not today');
  await author.tap(card, '🕓 When');
  const menu = await author.waitFor(
    chats.bot,
    ({ id, buttons }) => id === card.id && buttons.flat().some(({ text }) => text === 'In 1 hour'),
  );
  await author.tap(menu, 'In 1 hour');
  const planned = await author.waitFor(
    chats.bot,
    (message) => message.id === card.id && says('Draft', '(Kyiv)')(message),
  );
  await approve(planned);
  const scheduled = await authorSees(card, '🗓 Scheduled');
  await author.send(chats.bot, '/queue');
  await author.waitFor(chats.bot, says('Next to go out', 'Tomorrow, not today'));
  expect((await author.tap(scheduled, '↩️ Take back'))?.text).toBe('Taken back. It will not go out');
  await authorSees(card, '📝 Draft');
});

test('what is late waits for a person, who sends it', async () => {
  const { author, chats } = desk;
  const card = await draft('Slept through it');
  await author.tap(card, '🕓 When');
  const menu = await author.waitFor(
    chats.bot,
    ({ id, buttons }) => id === card.id && buttons.flat().some(({ text }) => text === 'In 1 hour'),
  );
  await author.tap(menu, 'In 1 hour');
  await approve(
    await author.waitFor(chats.bot, (message) => message.id === card.id && says('Draft', '(Kyiv)')(message)),
  );
  await authorSees(card, '🗓 Scheduled');
  await sql`update delivery set due_at = due_at - interval '3 hours' where kind = 'part' and state = 'scheduled'`.execute(
    sqlOutside(desk.app.desk),
  );
  const held = await authorSees(card, '⏸ Daily Bean');
  await author.send(chats.bot, '/queue');
  await author.waitFor(chats.bot, says('has passed', 'Slept through it'));
  await author.tap(held, '📤 Send now · Daily Bean');
  expect((await authorSees(card, '✅ Live')).text).toContain('live since');
});

async function draft(text: string): Promise<MessageView> {
  await desk.author.send(desk.chats.bot, text);
  return desk.author.waitFor(desk.chats.bot, says(text, 'Draft'));
}

async function approve(card: MessageView): Promise<void> {
  await desk.author.tap(card, '📨 Send to review');
  const words = card.text?.split('\n')[0]?.split(' ')[0] ?? '';
  const review = await desk.editor.waitFor(desk.chats.editors, says(`${words} · Please review`));
  await desk.editor.tap(review, '✅ Approve');
}

async function approved(text: string): Promise<MessageView> {
  const card = await draft(text);
  await approve(card);
  return card;
}

async function lost(
  text: string,
  kind: 'lost-after' | 'lost-before',
): Promise<{ card: MessageView; unknown: MessageView }> {
  await desk.people.fault({ kind, chatId: desk.chats.channel });
  const card = await approved(text);
  const unknown = await desk.editor.waitFor(desk.chats.editors, says('Is it there?', text));
  return { card, unknown };
}

function authorSees(card: MessageView, words: string): Promise<MessageView> {
  return desk.author.waitFor(desk.chats.bot, (message) => message.id === card.id && says(words)(message));
}

function editorSees(card: MessageView, words: string): Promise<MessageView> {
  return desk.editor.waitFor(desk.chats.editors, (message) => message.id === card.id && says(words)(message));
}
