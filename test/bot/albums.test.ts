import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { SentFile } from '../../src/sandbox/telegram/people-client.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('an album is one draft with one card, in the order in which it was sent', async () => {
  const { author, chats } = desk;
  const sent = await author.sendPhoto(chats.bot, [301, 302, 303].map(pictureOf), 'Three cups');
  await card('Three cups', '🖼 3 photos');
  expect(await widthsOf('Three cups')).toEqual([301, 302, 303]);
  const cards = (await author.messages(chats.bot)).filter(({ id, from }) => id > sent.id && from.isBot);
  expect(cards).toHaveLength(1);
});

test('eleven pictures come as ten and one, and are one draft', async () => {
  const widths = Array.from({ length: 11 }, (_, index) => 401 + index);
  await desk.author.sendPhoto(desk.chats.bot, widths.map(pictureOf), 'Eleven cups');
  await card('Eleven cups', '🖼 11 photos');
  expect(await widthsOf('Eleven cups')).toEqual(widths);
});

test('an album with words of its own that follows a full one at once is a draft of its own', async () => {
  const { author, chats } = desk;
  await author.sendPhoto(chats.bot, ten(431), 'The first ten');
  await author.sendPhoto(chats.bot, ten(451), 'The second ten');
  await card('The first ten', '🖼 10 photos');
  await card('The second ten', '🖼 10 photos');
  expect(await widthsOf('The second ten')).toEqual(Array.from({ length: 10 }, (_, index) => 451 + index));
});

function ten(from: number): Buffer[] {
  return Array.from({ length: 10 }, (_, index) => pictureOf(from + index));
}

test('a forwarded album keeps its order, and its caption', async () => {
  const { admin, author, chats } = desk;
  await admin.sendPhoto(chats.channel, [311, 312, 313].map(pictureOf), 'From the channel');
  const posts = (await author.messages(chats.channel)).filter(({ photo }) => photo && photo.width > 310);
  await author.forward(chats.bot, posts);
  await card('From the channel', '🖼 3 photos');
  expect(await widthsOf('From the channel')).toEqual([311, 312, 313]);
});

test('a picture that is sent as a file is a photo, and stands in one album with others', async () => {
  const files = [501, 502].map((width): SentFile => ({ kind: 'document', data: pictureOf(width), mime: 'image/png' }));
  await desk.author.sendFiles(desk.chats.bot, files, 'As files');
  await card('As files', '🖼 2 photos');
  expect(await widthsOf('As files')).toEqual([501, 502]);
});

test('a correction reaches the caption of an album, and replaces a picture where it is', async () => {
  const { author, chats } = desk;
  const first = await author.sendPhoto(chats.bot, [321, 322].map(pictureOf), 'Two cusp');
  await card('Two cusp', '🖼 2 photos');
  await author.edit(first, 'Two cups', { kind: 'photo', data: pictureOf(329) });
  await card('Two cups', '🖼 2 photos');
  expect(await widthsOf('Two cups')).toEqual([329, 322]);
});

test('an answer to the card with pictures adds them, which can be undone, or be made to replace the others', async () => {
  const { author, chats } = desk;
  await author.sendPhoto(chats.bot, pictureOf(331), 'Grown by answers');
  const shown = await card('Grown by answers');
  await author.sendPhoto(chats.bot, [332, 333].map(pictureOf), '', { replyTo: shown.id });
  await card('Grown by answers', '🖼 3 photos');
  const answer = await author.waitFor(chats.bot, says('Added to'));
  expect(buttonsOf(answer)).toEqual(['🔁 Replace all instead', '↩️ Undo']);
  await author.tap(answer, '↩️ Undo');
  await card('Grown by answers', '🖼 1 photo');
  await author.waitFor(
    chats.bot,
    ({ id, text, buttons }) => id === answer.id && /out of/.test(text ?? '') && !buttons[0],
  );
  expect((await author.tap(answer, '↩️ Undo'))?.alert).toBe(true);
  await author.sendPhoto(chats.bot, pictureOf(334), '', { replyTo: shown.id });
  const second = await author.waitFor(chats.bot, (message) => message.id > answer.id && says('Added to')(message));
  await author.tap(second, '🔁 Replace all instead');
  await author.waitFor(chats.bot, says('has only what you sent now'));
  await expect.poll(() => widthsOf('Grown by answers')).toEqual([334]);
});

test('an album may answer the question for new words', async () => {
  const { author, chats } = desk;
  await author.send(chats.bot, 'Words and pictures');
  await author.tap(await card('Words and pictures'), '✏️ New text');
  const question = await author.waitFor(chats.bot, says('What should'));
  await author.sendPhoto(chats.bot, [341, 342].map(pictureOf), '', { replyTo: question.id });
  await card('Words and pictures', '🖼 2 photos');
  expect(await widthsOf('Words and pictures')).toEqual([341, 342]);
});

test('media are moved and taken out in a menu that keeps nothing until Done', async () => {
  const { author, chats } = desk;
  await author.sendPhoto(chats.bot, [351, 352, 353].map(pictureOf), 'In another order');
  const shown = await card('In another order', '🖼 3 photos');
  await author.tap(shown, '🗂 Media…');
  const menu = await menuWith('3 🖼');
  expect(buttonsOf(menu)).toEqual(['1 🖼', '2 🖼', '3 🖼', 'Done', '‹ Back']);
  await author.tap(menu, '3 🖼');
  await author.tap(await menuWith('· 3 🖼 ·'), '⬆️');
  await author.tap(await menuWith('· 2 🖼 ·'), '⬆️');
  await author.tap(await menuWith('· 1 🖼 ·'), '2 🖼');
  await author.tap(await menuWith('· 2 🖼 ·'), '✖️ Take out');
  expect(await widthsOf('In another order')).toEqual([351, 352, 353]);
  const two = await author.waitFor(chats.bot, (message) => message.id === shown.id && buttonsOf(message).length === 4);
  await author.tap(two, 'Done');
  await card('In another order', '🖼 2 photos');
  expect(await widthsOf('In another order')).toEqual([353, 352]);
  expect((await author.tap(two, 'Done'))?.text).toMatch(/has moved on: changed by/);

  async function menuWith(button: string): Promise<MessageView> {
    return author.waitFor(chats.bot, (message) => message.id === shown.id && buttonsOf(message).includes(button));
  }
});

test('what is deleted can be copied into a new draft, by a second tap not twice', async () => {
  const { author, chats } = desk;
  await author.sendPhoto(chats.bot, [361, 362].map(pictureOf), 'To be copied');
  const shown = await card('To be copied', '🖼 2 photos');
  await author.tap(shown, '🗑 Delete');
  const gone = await card('To be copied', '🗑 Deleted');
  const answer = await author.tap(gone, '📄 Copy into a new draft');
  expect(answer?.text).toMatch(/^#\d+ is a new draft, a copy of #\d+$/);
  expect((await author.tap(gone, '📄 Copy into a new draft'))?.text).toBe(answer?.text);
  const copy = await author.waitFor(
    chats.bot,
    (message) => message.id > gone.id && says('📝 Draft', 'To be copied')(message),
  );
  expect(copy.text).toContain('🖼 2 photos');
});

test('sound is answered with what works, once for an album of it', async () => {
  const { author, chats } = desk;
  const sounds = [1, 2].map((n): SentFile => ({ kind: 'audio', data: Buffer.from(`sound ${n}`), mime: 'audio/mpeg' }));
  const sent = await author.sendFiles(chats.bot, sounds);
  await author.send(chats.bot, 'And a text');
  await card('And a text');
  const answers = (await author.messages(chats.bot))
    .filter(({ id }) => id > sent.id)
    .filter(says('made of sound alone'));
  expect(answers).toHaveLength(1);
  expect(answers[0]?.text).toContain('What works: a text, photos, videos');
});

function pictureOf(width: number): Buffer {
  return pngOf(width, 300, 2_000);
}

/** The newest card that says all of this. */
function card(...words: string[]): Promise<MessageView> {
  return desk.author.waitFor(
    desk.chats.bot,
    ({ from, text }) => from.isBot && /^#\d+ · /.test(text ?? '') && words.every((word) => text?.includes(word)),
  );
}

/** Of the pictures of the newest post with this text, in its order: each test sends its own widths. */
async function widthsOf(text: string): Promise<number[]> {
  const { rows } = await sql<{ widths: number[] }>`
    select jsonb_path_query_array(content, '$.media[*].width') as widths from post
    where content ->> 'text' = ${text} order by number desc limit 1`.execute(sqlOutside(desk.app.desk));
  return rows[0]?.widths ?? [];
}
