import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('what is approved goes live, and every card says so', async () => {
  const { author, editor, chats } = desk;
  const { card, review } = await inReview('Coffee tasting on Saturday');
  expect(review.text).toContain('Daily Bean · by Olena');
  expect(buttonsOf(review)).toEqual(['✅ Approve', '✏️ Ask for changes', '⛔️ Reject', '👁 Preview']);
  expect(await editor.tap(review, '✅ Approve')).toEqual({ text: 'Approved. Thank you!', alert: false, url: null });
  await author.waitFor(chats.channel, says('Coffee tasting on Saturday'));
  const live = await author.waitFor(
    chats.bot,
    ({ id, text }) => id === card.id && (text?.includes('✅ Live') ?? false),
  );
  expect(live.text).toContain('Approved by Marko.');
  expect(live.entities.find(({ type }) => type === 'text_link')?.url).toMatch(/^https:\/\/t\.me\/dailybean\/\d+$/);
  const frozen = await editorSees(review, '✅ Marko approved');
  expect(frozen.buttons).toEqual([]);
});

test('a photo is shown to editors before they are asked', async () => {
  const { author, editor, chats } = desk;
  await author.sendPhoto(chats.bot, pngOf(700, 500, 8_000), 'The window seat');
  const card = await author.waitFor(chats.bot, says('The window seat', 'Draft'));
  await author.tap(card, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('Please review', 'The window seat'));
  const before = (await editor.messages(chats.editors)).find(({ id }) => id === review.id - 1);
  expect(before?.photo).not.toBeNull();
  expect(before?.caption).toBe('The window seat');
});

test('changes are asked for with a reason, made, and reviewed again', async () => {
  const { author, editor, chats } = desk;
  const { card, review } = await inReview('Free coffee for everybody');
  await editor.tap(review, '✏️ Ask for changes');
  const question = await editor.waitFor(chats.editors, says('What should change in'));
  expect(question.forceReply).toEqual({ placeholder: 'In a sentence or two' });
  expect((await messageSeenBy(desk.admin, chats.editors, question.id))?.forceReply).toBeNull();
  await editor.send(chats.editors, 'Free only before nine', { replyTo: question.id });
  await author.waitFor(chats.bot, says('Marko asks for changes in', '“Free only before nine”'));
  const asked = await editorSees(review, 'Marko asked for changes');
  expect(asked.buttons).toEqual([]);
  expect(asked.text).toContain('Free only before nine');
  const back = await author.waitFor(
    chats.bot,
    ({ id, text }) => id === card.id && (text?.includes('Changes asked for') ?? false),
  );
  await author.send(chats.bot, 'Free coffee before nine', { replyTo: back.id });
  const mended = await author.waitFor(
    chats.bot,
    ({ id, text }) => id === card.id && (text?.includes('coffee before nine') ?? false),
  );
  await author.tap(mended, '📨 Send again');
  const second = await editor.waitFor(chats.editors, says('Please review', 'Free coffee before nine'));
  expect(second.id).toBeGreaterThan(review.id);
});

test('a reason is asked for until it is given in words', async () => {
  const { editor, chats } = desk;
  const { review } = await inReview('Reasons matter');
  await editor.tap(review, '⛔️ Reject');
  const question = await editor.waitFor(chats.editors, says('Why is'));
  await editor.sendPhoto(chats.editors, pngOf(100, 100, 2_000), '', { replyTo: question.id });
  await editor.waitFor(chats.editors, says('Please say why in words'));
  await editor.send(chats.editors, 'Not our tone', { replyTo: question.id });
  expect((await editorSees(review, 'Marko rejected')).text).toContain('Not our tone');
});

test('a rejected post says why, and goes nowhere', async () => {
  const { author, editor, chats } = desk;
  const { card, review } = await inReview('Buy now or regret it');
  await editor.tap(review, '⛔️ Reject');
  const question = await editor.waitFor(chats.editors, says('Why is'));
  await editor.send(chats.editors, 'Too pushy', { replyTo: question.id });
  const rejected = await author.waitFor(
    chats.bot,
    ({ id, text }) => id === card.id && (text?.includes('Rejected') ?? false),
  );
  expect(rejected.text).toContain('Too pushy');
  expect(buttonsOf(rejected)).toEqual(['👁 Preview', '📄 Copy into a new draft']);
  await author.waitFor(chats.bot, says('Marko rejected #', '“Too pushy”'));
});

test('of two editors at the same moment one decides, the other is told who did', async () => {
  const { editor, admin } = desk;
  const { review } = await inReview('Two at once');
  const answers = await Promise.all([editor.tap(review, '✅ Approve'), admin.tap(review, '✅ Approve')]);
  const [yes, late] = answers.toSorted((a, b) => Number(a?.alert) - Number(b?.alert));
  expect(yes?.text).toBe('Approved. Thank you!');
  expect(late?.text).toMatch(/has moved on: approved by (Marko|Iryna), /);
  const posts = (await desk.live()).filter(says('Two at once'));
  expect(posts.length).toBeLessThanOrEqual(1);
});

test('an edit in review replaces the card, and the old one decides nothing', async () => {
  const { author, editor, chats } = desk;
  const { card, review } = await inReview('Version one');
  await author.send(chats.bot, 'Version two', { replyTo: card.id });
  const second = await editor.waitFor(chats.editors, says('Please review', 'Version two'));
  const old = await editorSees(review, 'There is a newer version');
  expect(old.buttons).toEqual([]);
  const late = await editor.tap(review, '✅ Approve');
  expect(late?.alert).toBe(true);
  expect(late?.text).toMatch(/has moved on: changed by Olena/);
  expect((await editor.tap(second, '✅ Approve'))?.text).toBe('Approved. Thank you!');
  await author.waitFor(chats.channel, says('Version two'));
  expect((await desk.live()).some(says('Version one'))).toBe(false);
});

test('a post taken back by its author asks nobody any more', async () => {
  const { author, editor } = desk;
  const { card, review } = await inReview('Changed my mind');
  const now = await author.waitFor(
    card.chatId,
    ({ id, text }) => id === card.id && (text?.includes('In review') ?? false),
  );
  await author.tap(now, '↩️ Take back to edit');
  const frozen = await editorSees(review, 'Olena took it back before a decision');
  expect(frozen.buttons).toEqual([]);
  expect((await editor.tap(review, '✅ Approve'))?.text).toMatch(/taken back by Olena/);
});

test('an author cannot approve, not even in the group', async () => {
  const { author, admin, chats } = desk;
  await admin.setMember(chats.editors, { person: author.id, status: 'member' });
  const { review } = await inReview('Let me through');
  const answer = await author.tap(review, '✅ Approve');
  expect(answer).toMatchObject({ alert: true, text: 'That is for editors to do. Ask one of them.' });
  await admin.setMember(chats.editors, { person: author.id, status: 'left' });
});

test('where two have to say yes, one is not enough', async () => {
  const { author, editor, admin, chats } = desk;
  await setPolicy('approvals_needed', 2);
  const { card, review } = await inReview('Two have to agree');
  await setPolicy('approvals_needed', 1);
  expect((await editor.tap(review, '✅ Approve'))?.text).toBe('Thank you! 1 of 2');
  const half = await editorSees(review, '1 of 2 approvals');
  expect(half.text).toContain('✅ Marko approved');
  expect((await editor.tap(half, '✅ Approve'))?.text).toBe(
    'You have approved it already. It waits for somebody else.',
  );
  await author.waitFor(chats.bot, (message) => message.id === card.id && says('1 of 2 have said yes')(message));
  expect((await admin.tap(half, '✅ Approve'))?.text).toBe('Approved. Thank you!');
  await author.waitFor(chats.channel, says('Two have to agree'));
  const live = await author.waitFor(chats.bot, (message) => message.id === card.id && says('✅ Live')(message));
  expect(live.text).toContain('Approved by Marko, Iryna.');
});

test('an editor whom nobody else could check goes live at once, and the card says why', async () => {
  const { editor, admin, chats } = desk;
  await setRemoved(admin.id, true);
  await editor.send(chats.bot, 'Nobody else is here');
  const card = await editor.waitFor(chats.bot, says('Nobody else is here', 'Draft'));
  expect((await editor.tap(card, '📨 Send to review'))?.text).toBe('Approved: there is nobody else to ask');
  const live = await editor.waitFor(chats.bot, (message) => message.id === card.id && says('✅ Live')(message));
  expect(live.text).toContain('Approved right away: there is nobody else who could.');
  await setRemoved(admin.id, false);
});

test('talk in the group is nobody’s business of ours', async () => {
  const { editor, chats } = desk;
  const { review } = await inReview('Small talk');
  const before = (await editor.messages(chats.editors)).length;
  await editor.send(chats.editors, 'I like this one', { replyTo: review.id });
  await editor.send(chats.editors, '/status');
  await editor.waitFor(chats.editors, says('right now'));
  expect(await editor.messages(chats.editors)).toHaveLength(before + 3);
});

test('a preview in the group is exactly what will ship', async () => {
  const { editor, chats } = desk;
  const { review } = await inReview('Exactly this & <nothing> else');
  await editor.tap(review, '👁 Preview');
  const preview = await editor.waitFor(chats.editors, ({ id, from }) => from.isBot && id > review.id);
  expect(preview).toMatchObject({ text: 'Exactly this & <nothing> else', buttons: [], entities: [] });
});

async function inReview(text: string): Promise<{ card: MessageView; review: MessageView }> {
  const { author, editor, chats } = desk;
  await author.send(chats.bot, text);
  const card = await author.waitFor(chats.bot, says(text, 'Draft'));
  await author.tap(card, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('Please review', text));
  return { card, review };
}

async function setPolicy(column: 'approvals_needed', value: number): Promise<void> {
  await sql`update client set ${sql.ref(column)} = ${value}`.execute(sqlOutside(desk.app.desk));
}

async function setRemoved(telegramId: number, removed: boolean): Promise<void> {
  await sql`update membership set removed_at = case when ${removed} then now() end
    where member_id = (select id from member where telegram_id = ${String(telegramId)})`.execute(
    sqlOutside(desk.app.desk),
  );
}

function editorSees(review: MessageView, words: string): Promise<MessageView> {
  return desk.editor.waitFor(review.chatId, ({ id, text }) => id === review.id && (text?.includes(words) ?? false));
}

async function messageSeenBy(person: DeskApp['admin'], chat: number, id: number): Promise<MessageView | undefined> {
  return (await person.messages(chat)).find((message) => message.id === id);
}
