import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPost } from '../../src/usecases/create-post.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { AUTHOR, BOT, type BotRig, EDITOR, openBotRig } from '../support/bot-rig.js';
import { buttonsOf } from '../support/chat-words.js';

let rig: BotRig;
beforeAll(async () => {
  rig = await openBotRig();
  await rig.bot().start();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(async () => {
  await sql`truncate post cascade`.execute(sqlOutside(rig.desk));
});

test.each([
  ['one word, in any case', '/find KAVA', ['Kava z medom', 'kava']],
  ['all words, in any order', '/find medom kava', ['Kava z medom']],
  ['a part of a word', '/find меда', ['Кава з МЕДАМИ']],
  ['Cyrillic in any case', '/find КАВА ГІРКА', ['кава гірка']],
  ['ё as е', '/find еж', ['Ёж и зелень']],
  ['е as ё', '/find зелёнь', ['Ёж и зелень']],
  ['signs as they are', '/find 100%', ['100% arabica']],
  ['a sign that means anything elsewhere', '/find _', ['under_score']],
])('it finds %s', async (_, command, found) => {
  const all = [
    'Kava z medom',
    'kava',
    'Кава з МЕДАМИ',
    'кава гірка',
    'Ёж и зелень',
    '100% arabica',
    'under_score',
    '100 arabica',
  ];
  for (const text of all) await write(EDITOR, text);
  const answer = await ask(EDITOR, command);
  expect(linesOf(answer.text)).toEqual(found.toReversed());
});

test('a number finds its post, with a button that opens it', async () => {
  await write(EDITOR, 'The first');
  const number = await write(EDITOR, 'The second');
  const answer = await ask(EDITOR, `/find #${number}`);
  expect(linesOf(answer.text)).toEqual(['The second']);
  expect(buttonsOf(answer)).toEqual([`Open #${number}`]);
});

test('ten at a time, newest first, with more behind a button', async () => {
  for (let n = 1; n <= 12; n += 1) await write(EDITOR, `Cup ${n}`);
  const answer = await ask(EDITOR, '/find cup');
  expect(linesOf(answer.text).slice(0, 2)).toEqual(['Cup 12', 'Cup 11']);
  expect(linesOf(answer.text)).toHaveLength(10);
  await rig.people.as(EDITOR).tap(answer, 'More ›');
  const more = await rig.people.as(EDITOR).waitFor(BOT, ({ id, text }) => id > answer.id && /Cup 1$/m.test(text ?? ''));
  expect(linesOf(more.text)).toEqual(['Cup 2', 'Cup 1']);
  expect(buttonsOf(more)).not.toContain('More ›');
});

test('once the question is deleted, more of it can only be asked anew', async () => {
  for (let n = 1; n <= 11; n += 1) await write(EDITOR, `Gone ${n}`);
  const question = await rig.people.as(EDITOR).send(BOT, '/find gone');
  const answer = await rig.people.as(EDITOR).waitFor(BOT, ({ replyTo }) => replyTo === question.id);
  await rig.people.as(EDITOR).delete(question);
  expect((await rig.people.as(EDITOR).tap(answer, 'More ›'))?.text).toContain('look for it once more');
});

test('authors find their own posts only', async () => {
  await write(EDITOR, 'A cup of an editor');
  await write(AUTHOR, 'A cup of an author');
  expect(linesOf((await ask(AUTHOR, '/find cup')).text)).toEqual(['A cup of an author']);
});

test('nothing found, and nothing asked, are answered with what to do', async () => {
  expect((await ask(EDITOR, '/find tea')).text).toContain('Nothing was found for “tea”');
  expect((await ask(EDITOR, '/find')).text).toContain('Write what to look for');
});

async function ask(person: number, command: string) {
  const { id } = await rig.people.as(person).send(BOT, command);
  return rig.people.as(person).waitFor(BOT, ({ replyTo }) => replyTo === id);
}

/** Returns its short number. */
async function write(person: number, text: string): Promise<number> {
  const { rows } = await sql<{ clientId: string; memberId: string }>`
    select s.client_id as "clientId", s.member_id as "memberId" from membership s join member m on m.id = s.member_id
    where m.telegram_id = ${String(person)}`.execute(sqlOutside(rig.desk));
  const [who] = rows;
  const content = { text, entities: [], media: [] };
  const wanted = { clientId: who?.clientId ?? '', memberId: who?.memberId ?? '', content, language: 'en' };
  const { postId } = await createPost(rig.desk, { ...wanted, source: rig.desk.ids.uuid(), chatId: String(person) });
  const found = await sql<{ number: number }>`select number from post where id = ${postId}`.execute(
    sqlOutside(rig.desk),
  );
  return found.rows[0]?.number ?? 0;
}

/** The words of each post in the list. */
function linesOf(text: string | null): string[] {
  return [...(text ?? '').matchAll(/^#\d+ · .* · .* · (.*)$/gm)].map(([, words]) => words ?? '');
}
