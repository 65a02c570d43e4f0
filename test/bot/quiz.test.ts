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

test('a quiz is made question by question, through a restart, and its card shows all of it', async () => {
  await begin();
  await answer('Which bean has more caffeine?', 'Now the answers');
  desk = await desk.restart();
  const which = await answer('Arabica\n\n  Robusta \nBoth', 'Which one is right?');
  expect(buttonsOf(which)).toEqual(['Arabica', 'Robusta', 'Both']);
  const explanation = await choose(which, 'Robusta', 'What shall people read');
  expect(buttonsOf(explanation)).toEqual(['Skip']);
  const difficulty = await answer('About twice as much.', 'How hard is it?');
  const card = await choose(difficulty, '🟡 Medium', 'more caffeine');
  expect(card.text).toContain('❓ Which bean has more caffeine?\n▫️ Arabica\n✅ Robusta\n▫️ Both');
  expect(card.text).toContain('💡 About twice as much.\nDifficulty: 🟡 Medium');
  expect(await stored()).toEqual({
    question: 'Which bean has more caffeine?',
    answers: ['Arabica', 'Robusta', 'Both'],
    correct: 1,
    explanation: 'About twice as much.',
    difficulty: 'medium',
  });
  // Nothing is asked any more: what is written now is a post.
  await desk.author.send(desk.chats.bot, 'Just a post');
  await desk.author.waitFor(desk.chats.bot, says('Just a post', 'Draft'));
});

test('what does not fit is said with by how much, and asked until it fits', async () => {
  await begin();
  await answer('x'.repeat(302), 'The question is 2 characters too long; 300 fit');
  await answer('Short?', 'Now the answers');
  await answer('only one', 'at least 2 answers');
  await answer(Array.from({ length: 12 }, (_, i) => `a${i}`).join('\n'), 'These are 12 answers, and 10 fit');
  await answer(`yes\n${'n'.repeat(101)}`, 'Answer 2 is 1 character too long');
  await answer('yes\nno\nyes', 'Answer 3 is there twice');
  await answer('yes\nno', 'Which one is right?');
  await answer('maybe', 'Choose the right answer with one of the buttons');
  const explanation = await answer('2', 'What shall people read');
  const difficulty = await choose(explanation, 'Skip', 'How hard is it?');
  await choose(difficulty, 'Skip', 'Short?');
  expect(await stored()).toEqual({ question: 'Short?', answers: ['yes', 'no'], correct: 1 });
});

test('one part of a quiz is changed from its card, answers with the right one', async () => {
  const { author, chats } = desk;
  await author.send(chats.bot, '/drafts');
  const list = await author.waitFor(chats.bot, says('drafts', 'Short?'));
  const number = /#(\d+) .*Short\?/.exec(list.text ?? '')?.[1] ?? '';
  await author.tap(list, `Open #${number}`);
  const card = await author.waitFor(chats.bot, (message) => message.id > list.id && says('Short?')(message));
  await part(card, '🔢 Answers');
  await answer('sure\nno\nperhaps', 'Which one is right?');
  const which = await latest('Which one is right?');
  await author.tap(which, 'perhaps');
  await author.waitFor(chats.bot, (message) => message.id === card.id && says('▫️ no\n✅ perhaps')(message));
  await part(card, '❓ Question');
  await answer('Shorter?', 'has the new words');
  await author.waitFor(chats.bot, (message) => message.id === card.id && says('❓ Shorter?')(message));
  await part(card, '🎚 Difficulty');
  await author.tap(await latest('How hard is it?'), '🔴 Hard');
  await author.waitFor(chats.bot, (message) => message.id === card.id && says('Difficulty: 🔴 Hard')(message));
  expect(await stored()).toEqual({
    question: 'Shorter?',
    answers: ['sure', 'no', 'perhaps'],
    correct: 2,
    difficulty: 'hard',
  });
});

test('a button of an earlier question is stale, and a command gives the quiz up', async () => {
  const { author, chats } = desk;
  await begin();
  await answer('Given up?', 'Now the answers');
  const which = await answer('yes\nno', 'Which one is right?');
  await author.send(chats.bot, '/status');
  await author.waitFor(chats.bot, (message) => message.id > which.id && says('right now')(message));
  expect(await author.tap(which, 'yes')).toMatchObject({ alert: true });
  await author.waitFor(chats.bot, ({ id, buttons }) => id === which.id && buttons.length === 0);
  const { rows } = await sql`select id from post where content #>> '{quiz,question}' = 'Given up?'`.execute(
    sqlOutside(desk.app.desk),
  );
  expect(rows).toEqual([]);
});

async function begin(): Promise<void> {
  await desk.author.send(desk.chats.bot, '/quiz');
  await latest('What is the question?');
}

/** Writes without a reply, as people do, and waits for what is said to it. */
async function answer(text: string, said: string): Promise<MessageView> {
  const sent = await desk.author.send(desk.chats.bot, text);
  return desk.author.waitFor(desk.chats.bot, (message) => message.id > sent.id && says(said)(message));
}

async function choose(asked: MessageView, button: string, said: string): Promise<MessageView> {
  await desk.author.tap(asked, button);
  return desk.author.waitFor(desk.chats.bot, (message) => message.id > asked.id && says(said)(message));
}

/** Opens the menu of the card and asks for one part. */
async function part(card: MessageView, name: string): Promise<void> {
  const { author, chats } = desk;
  const shown = await author.waitFor(chats.bot, ({ id, buttons }) => id === card.id && has(buttons, '✏️ Edit quiz'));
  await author.tap(shown, '✏️ Edit quiz');
  const menu = await author.waitFor(chats.bot, ({ id, buttons }) => id === card.id && has(buttons, name));
  await author.tap(menu, name);
}

function has(buttons: MessageView['buttons'], text: string): boolean {
  return buttons.flat().some((button) => button.text === text);
}

/** The newest message that says this and still asks. */
async function latest(words: string): Promise<MessageView> {
  const { author, chats } = desk;
  await author.waitFor(chats.bot, says(words));
  const all = (await author.messages(chats.bot)).filter(says(words));
  const last = all.at(-1);
  if (!last) throw new Error(`Nobody says ${words}`);
  return last;
}

async function stored(): Promise<unknown> {
  const { rows } = await sql<{ quiz: unknown }>`
    select content -> 'quiz' as quiz from post where content ? 'quiz' order by number desc limit 1`.execute(
    sqlOutside(desk.app.desk),
  );
  return rows[0]?.quiz;
}
