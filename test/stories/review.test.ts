import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { cardSays, draft, offers, promptTo, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('changes are asked for with a reason, the author rewrites, and the second round goes live', async () => {
  const card = await draft(desk, 'Open at 9');
  const review = await submit(desk, card);
  await tap(desk.editor, review, 'requestChanges');
  const prompt = await promptTo(desk.editor, review);
  await desk.editor.send(desk.chats.editors, 'Say which day', { replyTo: prompt.id });
  const told = await desk.author.waitFor(
    desk.chats.bot,
    ({ id, text }) => id > card.id && /Say which day/.test(text ?? ''),
  );
  expect(told.replyTo).toBe(card.id);

  await desk.author.send(desk.chats.bot, 'Open at 9 on Sunday', { replyTo: card.id });
  const changed = await cardSays(desk, card, /Open at 9 on Sunday/);
  const second = await submit(desk, changed);
  await tap(desk.editor, second, 'approve');
  await waitLive(desk, 'Open at 9 on Sunday');
  expect((await desk.live()).some(({ text }) => text === 'Open at 9')).toBe(false);
});

test('a rejected post tells why and goes nowhere', async () => {
  const card = await draft(desk, 'We are closing for ever');
  const review = await submit(desk, card);
  await tap(desk.editor, review, 'reject');
  const prompt = await promptTo(desk.editor, review);
  await desk.editor.send(desk.chats.editors, 'Not funny', { replyTo: prompt.id });
  await cardSays(desk, card, /Not funny/);
  expect((await desk.live()).some(({ text }) => text === 'We are closing for ever')).toBe(false);
});

test('an edit after review was asked supersedes what the editor saw', async () => {
  const card = await draft(desk, 'Price: 5');
  const review = await submit(desk, card);
  const shown = await cardSays(desk, card, /In review/);
  await desk.author.send(desk.chats.bot, 'Price: 6', { replyTo: shown.id });
  await cardSays(desk, card, /Price: 6/);
  const answer = await tap(desk.editor, review, 'approve');
  expect(answer).toMatchObject({ alert: true, text: expect.stringContaining('Olena') });
  await desk.editor.waitFor(desk.chats.editors, (message) => message.id === review.id && !offers(message, 'approve'));
  expect((await desk.live()).filter(({ text }) => text?.startsWith('Price'))).toEqual([]);
  const second = await desk.editor.waitFor(
    desk.chats.editors,
    (message) => message.id > review.id && offers(message, 'approve'),
  );
  await tap(desk.editor, second, 'approve');
  await waitLive(desk, 'Price: 6');
});

test('an editor who edits an approved post takes it back until it is approved again', async () => {
  const card = await scheduled('Tomorrow: tasting');
  await desk.editor.send(desk.chats.bot, '/queue');
  const queue = await desk.editor.waitFor(desk.chats.bot, (message) => offers(message, 'open'));
  await tap(desk.editor, queue, 'open');
  const opened = await desk.editor.waitFor(desk.chats.bot, ({ text }) => /Scheduled/.test(text ?? ''));
  await desk.editor.send(desk.chats.bot, 'Tomorrow: big tasting', { replyTo: opened.id });
  await cardSays(desk, card, /In review[^]*big tasting/);
  expect(await states()).not.toContain('scheduled');
  const again = await desk.editor.waitFor(desk.chats.editors, (message) => offers(message, 'approve'));
  expect(again.text).toContain('big tasting');
  // The words are the editor's now, so another one has to approve them.
  expect((await tap(desk.editor, again, 'approve'))?.alert).toBe(true);
  await tap(desk.admin, again, 'approve');
  await cardSays(desk, card, /Scheduled[^]*big tasting/);
  expect((await states()).filter((state) => state === 'scheduled')).toHaveLength(1);
  await tap(desk.author, await cardSays(desk, card, /Scheduled/), 'cancel');
});

test('an author may not edit what is approved, but may take it back, and only the new text goes out', async () => {
  const card = await scheduled('Tomorrow: nothing');
  const shown = await cardSays(desk, card, /Scheduled/);
  await desk.author.send(desk.chats.bot, 'Tomorrow: everything', { replyTo: card.id });
  await desk.author.waitFor(desk.chats.bot, ({ id, from }) => id > shown.id && from.isBot);
  await tap(desk.author, shown, 'cancel');
  const draftAgain = await cardSays(desk, card, /Draft/);
  expect(await states()).not.toContain('scheduled');
  await desk.author.send(desk.chats.bot, 'Now: everything', { replyTo: card.id });
  const rewritten = await cardSays(desk, draftAgain, /Now: everything/);
  await tap(desk.author, rewritten, 'when');
  const menu = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && offers(message, 'setTime'),
  );
  await tap(desk.author, menu, 'setTime');
  const timed = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && offers(message, 'submit'),
  );
  await tap(desk.editor, await submit(desk, timed), 'approve');
  await waitLive(desk, 'Now: everything');
  expect((await desk.live()).some(({ text }) => text === 'Tomorrow: nothing')).toBe(false);
});

test('of two editors who tap at the same moment one decides, and the other is told who did', async () => {
  const card = await draft(desk, 'Two hands, one button');
  const review = await submit(desk, card);
  const answers = await Promise.all([tap(desk.editor, review, 'approve'), tap(desk.admin, review, 'approve')]);
  expect(answers.filter((answer) => answer?.alert)).toHaveLength(1);
  expect(answers.find((answer) => answer?.alert)?.text).toMatch(/Marko|Iryna/);
  await waitLive(desk, 'Two hands, one button');
  await cardSays(desk, card, /Live/);
  expect((await desk.live()).filter(({ text }) => text === 'Two hands, one button')).toHaveLength(1);
});

test('a tap on an outdated card says who did what', async () => {
  const card = await draft(desk, 'Old button');
  await submit(desk, card);
  const answer = await tap(desk.author, card, 'submit');
  expect(answer).toMatchObject({ alert: true, text: expect.stringMatching(/Olena/) });
});

test('an author cannot approve', async () => {
  const card = await draft(desk, 'Let me in');
  const review = await submit(desk, card);
  await desk.admin.setMember(desk.chats.editors, { person: desk.author.id, status: 'member' });
  const answer = await tap(desk.author, review, 'approve');
  expect(answer?.alert).toBe(true);
  expect((await desk.live()).some(({ text }) => text === 'Let me in')).toBe(false);
});

/** An approved post that is due tomorrow; returns the author's card. */
async function scheduled(text: string): Promise<MessageView> {
  const card = await draft(desk, text);
  await tap(desk.author, card, 'when');
  const menu = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && offers(message, 'setTime'),
  );
  const tomorrow = menu.buttons.flat().find((button) => /tomorrow/i.test(button.text))?.data ?? '';
  await desk.author.tap(menu, tomorrow);
  const timed = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && offers(message, 'submit'),
  );
  await tap(desk.editor, await submit(desk, timed), 'approve');
  return cardSays(desk, card, /Scheduled/);
}

/** States of all parts that are in the outbox. */
async function states(): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`select state from delivery where kind = 'part'`.execute(
    sqlOutside(desk.app.desk),
  );
  return rows.map(({ state }) => state);
}
