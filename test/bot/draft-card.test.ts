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

test('a text becomes a draft with one card that says what, where, when and what comes next', async () => {
  const card = await draft('Fresh beans <b>today</b> & *tomorrow*');
  expect(card.text).toContain(
    '📝 Draft\nDaily Bean\n\nFresh beans <b>today</b> & *tomorrow*\n📍 Daily Bean\n🕓 As soon as',
  );
  expect(card.entities.map(({ type }) => type)).toEqual(['bold', 'blockquote']);
  expect(buttonsOf(card)).toEqual([
    '📨 Send to review',
    '📍 Where',
    '🕓 When',
    '👁 Preview',
    '✏️ New text',
    '🎛 Networks…',
    '🗑 Delete',
  ]);
  expect(card.text).not.toContain('Left out');
});

test('the card of a photo that needs mending has six rows of buttons, what comes next first', async () => {
  const { author, chats } = desk;
  await author.sendPhoto(chats.bot, pngOf(1200, 300, 9_000), 'A long shelf');
  const card = await author.waitFor(chats.bot, says('A long shelf', 'Draft'));
  expect(card.buttons.map((row) => row.map(({ text }) => text))).toEqual([
    ['📨 Send to review'],
    ['✂️ Crop · Instagram', '🖼 Add a border · Instagram'],
    ['📍 Where', '🕓 When'],
    ['👁 Preview', '✏️ New text'],
    ['🎛 Networks…', '🗂 Media…'],
    ['🗑 Delete'],
  ]);
});

test('formatting is kept, on the card too', async () => {
  const { author, chats } = desk;
  await author.send(chats.bot, 'Half price on Friday', { entities: [{ type: 'bold', offset: 0, length: 10 }] });
  const card = await author.waitFor(chats.bot, says('Half price on Friday', 'Draft'));
  const start = card.text?.indexOf('Half price') ?? -1;
  expect(card.entities).toContainEqual({ type: 'bold', offset: start, length: 10 });
  await author.tap(card, '👁 Preview');
  const preview = await author.waitFor(chats.bot, ({ text, from }) => from.isBot && text === 'Half price on Friday');
  expect(preview.entities).toEqual([{ type: 'bold', offset: 0, length: 10 }]);
});

test('a photo becomes a draft, and its preview is the photo with its caption', async () => {
  const { author, chats } = desk;
  await author.sendPhoto(chats.bot, pngOf(800, 600, 20_000), 'Our new roaster');
  const card = await author.waitFor(chats.bot, says('Our new roaster', '🖼'));
  await author.tap(card, '👁 Preview');
  const preview = await author.waitFor(chats.bot, ({ from, photo }) => from.isBot && photo !== null);
  expect(preview.caption).toBe('Our new roaster');
});

test('the time is chosen from a menu in the place of the card, and Back leaves everything as it was', async () => {
  const { author } = desk;
  const card = await draft('When shall we meet');
  expect((await author.tap(card, '🕓 When'))?.text).toContain('Times: Kyiv');
  const menu = await shown(card, (now) => buttonsOf(now).includes('‹ Back'));
  expect(buttonsOf(menu).slice(0, 2)).toEqual(['As soon as approved', 'In 1 hour']);
  expect(buttonsOf(menu)).toContain('Tomorrow 09:00');
  await author.tap(menu, '‹ Back');
  const again = await shown(card, (now) => buttonsOf(now).includes('🕓 When'));
  expect(again.text).toBe(card.text);
  await author.tap(again, '🕓 When');
  const menuAgain = await shown(card, (now) => buttonsOf(now).includes('Tomorrow 09:00'));
  const answer = await author.tap(menuAgain, 'Tomorrow 09:00');
  expect(answer?.text).toMatch(/09:00 \(Kyiv\), in \d+ hr/);
  const planned = await shown(card, ({ text }) => text?.includes('09:00 (Kyiv)') ?? false);
  expect(buttonsOf(planned)).toContain('🕓 When');
});

test('accounts are chosen in a menu that keeps nothing until Done', async () => {
  const { author } = desk;
  await connectSecondAccount();
  const card = await draft('For one place only');
  expect(card.text).toContain('📍 Daily Bean, Second Bean');
  await author.tap(card, '📍 Where');
  const menu = await shown(card, (now) => buttonsOf(now).includes('Done'));
  expect(buttonsOf(menu)).toEqual(['✅ Daily Bean', '✅ Instagram · dailybean', '✅ Second Bean', 'Done', '‹ Back']);
  await author.tap(menu, '✅ Instagram · dailybean');
  const two = await shown(card, (now) => buttonsOf(now)[1] === '⬜️ Instagram · dailybean');
  await author.tap(two, '✅ Daily Bean');
  const less = await shown(card, (now) => buttonsOf(now)[0] === '⬜️ Daily Bean');
  await author.tap(less, '✅ Second Bean');
  const none = await shown(card, (now) => buttonsOf(now)[2] === '⬜️ Second Bean');
  expect((await author.tap(none, 'Done'))?.text).toBe('Choose at least one account.');
  await author.tap(none, '⬜️ Second Bean');
  const one = await shown(card, (now) => buttonsOf(now)[2] === '✅ Second Bean');
  await author.tap(one, 'Done');
  const chosen = await shown(card, ({ text }) => text?.includes('📍 Second Bean') ?? false);
  expect(buttonsOf(chosen)).toContain('📍 Where');
});

test('a reply to the card changes its text, and a photo is added to it', async () => {
  const { author, chats } = desk;
  const card = await draft('Opening at eihgt');
  await author.send(chats.bot, 'Opening at eight', { replyTo: card.id });
  await shown(card, ({ text }) => text?.includes('Opening at eight') ?? false);
  await author.waitFor(chats.bot, says('has the new words'));
  await author.sendPhoto(chats.bot, pngOf(640, 480, 9_000), '', { replyTo: card.id });
  const withPhoto = await shown(card, ({ text }) => text?.includes('🖼') ?? false);
  expect(withPhoto.text).toContain('Opening at eight');
});

test('new text may be asked for by a button, and is no new draft', async () => {
  const { author, chats } = desk;
  const card = await draft('First words');
  await author.tap(card, '✏️ New text');
  const question = await author.waitFor(chats.bot, says('What should'));
  expect(question.forceReply).toEqual({ placeholder: 'New text' });
  const before = await countPosts();
  await author.send(chats.bot, 'Second words', { replyTo: question.id });
  await shown(card, ({ text }) => text?.includes('Second words') ?? false);
  expect(await countPosts()).toBe(before);
});

test('a correction of the message that a draft was made from is followed', async () => {
  const { author, chats } = desk;
  const message = await author.send(chats.bot, 'We are colsed today');
  const card = await author.waitFor(chats.bot, says('We are colsed today', 'Draft'));
  await author.edit(message, 'We are closed today');
  const mended = await shown(card, ({ text }) => text?.includes('We are closed today') ?? false);
  expect(mended.text).not.toContain('colsed');
});

test('a correction that comes too late is answered', async () => {
  const { author, chats } = desk;
  const message = await author.send(chats.bot, 'On its way to editors');
  const card = await author.waitFor(chats.bot, says('On its way to editors', 'Draft'));
  await author.tap(card, '📨 Send to review');
  await author.edit(message, 'On its way, mended');
  const answer = await author.waitFor(chats.bot, says('your correction above did not reach it'));
  expect(answer.replyTo).toBe(message.id);
});

test('a deleted draft can be brought back', async () => {
  const { author } = desk;
  const card = await draft('Not sure about this');
  expect((await author.tap(card, '🗑 Delete'))?.text).toBe('Deleted. You can bring it back');
  const gone = await shown(card, ({ text }) => text?.includes('🗑 Deleted') ?? false);
  expect(buttonsOf(gone)).toEqual(['↩️ Bring it back', '📄 Copy into a new draft']);
  await author.tap(gone, '↩️ Bring it back');
  await shown(card, ({ text }) => text?.includes('📝 Draft') ?? false);
});

test('an outdated tap is answered with who did what', async () => {
  const { author } = desk;
  const card = await draft('Tapped twice');
  await author.tap(card, '📨 Send to review');
  const answer = await author.tap(card, '📨 Send to review');
  expect(answer?.alert).toBe(true);
  expect(answer?.text).toMatch(/has moved on: sent to review by Olena, /);
});

test('an unknown command is no draft', async () => {
  const { author, chats } = desk;
  const before = await countPosts();
  await author.send(chats.bot, '/fly to the moon');
  await author.waitFor(chats.bot, says('I do not know this command'));
  expect(await countPosts()).toBe(before);
});

test('a reply to a message that asks nothing is answered, and changes nothing', async () => {
  const { author, chats } = desk;
  const before = await countPosts();
  await author.send(chats.bot, '/help');
  const help = await author.waitFor(chats.bot, says('Nothing goes out twice'));
  await author.send(chats.bot, 'Thanks', { replyTo: help.id });
  await author.waitFor(chats.bot, says('I am not waiting for a reply'));
  expect(await countPosts()).toBe(before);
});

test('a text behind /new is the draft', async () => {
  const { author, chats } = desk;
  await author.send(chats.bot, '/new   Bold words first', { entities: [{ type: 'bold', offset: 7, length: 4 }] });
  const card = await author.waitFor(chats.bot, says('Bold words first', 'Draft'));
  const start = card.text?.indexOf('Bold words') ?? -1;
  expect(card.text).not.toContain('/new');
  expect(card.entities).toContainEqual({ type: 'bold', offset: start, length: 4 });
});

test('a card that was deleted comes back with the next change', async () => {
  const { author, chats } = desk;
  const message = await author.send(chats.bot, 'Card to be deleted');
  const card = await author.waitFor(chats.bot, says('Card to be deleted', 'Draft'));
  await author.delete(card);
  await author.edit(message, 'Card to come back');
  const again = await author.waitFor(chats.bot, says('Card to come back', 'Draft'));
  expect(again.id).toBeGreaterThan(card.id);
});

test('a long text with a photo is shown as the two messages that will ship', async () => {
  const { author, chats } = desk;
  const long = 'A long story about beans. '.repeat(60).trim();
  await author.sendPhoto(chats.bot, pngOf(500, 400, 6_000), 'Story to come');
  const card = await author.waitFor(chats.bot, says('Story to come', 'Draft', '🖼'));
  await author.send(chats.bot, long, { replyTo: card.id });
  const changed = await shown(card, ({ text }) => text?.includes('A long story') ?? false);
  await author.tap(changed, '👁 Preview');
  const second = await author.waitFor(chats.bot, ({ text, from }) => from.isBot && text === long);
  const first = (await author.messages(chats.bot)).find(({ id }) => id === second.id - 1);
  expect(first).toMatchObject({ caption: null, photo: { width: 500, height: 400 } });
});

test('what a network will not take is said with what to do, and is not sent to review', async () => {
  const { author, chats } = desk;
  await author.sendPhoto(chats.bot, pngOf(400, 300, 5_000), 'A banner');
  const fitting = await author.waitFor(chats.bot, says('A banner', 'Draft'));
  // Telegram takes no such photo from a person; it may come by other ways.
  await sql`update post set content = jsonb_set(jsonb_set(content, '{media,0,width}', '4000'), '{media,0,height}', '100')
    where content ->> 'text' = 'A banner'`.execute(sqlOutside(desk.app.desk));
  await author.send(chats.bot, 'A very long banner', { replyTo: fitting.id });
  const card = await shown(fitting, says('A very long banner'));
  expect(card.text).toContain('❗️ Picture 1 is too large or too narrow (4000×100): send one that is less stretched.');
  expect(card.text).toContain('Mend what is marked above');
  expect(buttonsOf(card)).not.toContain('📨 Send to review');
  await author.sendPhoto(chats.bot, pngOf(400, 100, 5_000), '', { replyTo: card.id });
  const answer = await author.waitFor(chats.bot, (now) => buttonsOf(now).includes('🔁 Replace all instead'));
  await author.tap(answer, '🔁 Replace all instead');
  const fit = await shown(card, (now) => buttonsOf(now).includes('📨 Send to review'));
  expect(fit.text).toContain('A very long banner');
  expect(fit.text).not.toContain('❗️');
});

async function draft(text: string): Promise<MessageView> {
  await desk.author.send(desk.chats.bot, text);
  return desk.author.waitFor(desk.chats.bot, says(text, 'Draft'));
}

/** The same message, once it looks like this. */
function shown(card: MessageView, fits: (now: MessageView) => boolean): Promise<MessageView> {
  return desk.author.waitFor(desk.chats.bot, (message) => message.id === card.id && fits(message));
}

async function countPosts(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from post`.execute(
    sqlOutside(desk.app.desk),
  );
  return rows[0]?.count ?? 0;
}

async function connectSecondAccount(): Promise<void> {
  await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
    select gen_random_uuid(), id, 'telegram', 'Second Bean', '-100777', 'connected', now() from client`.execute(
    sqlOutside(desk.app.desk),
  );
}
