import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { until } from '../support/until.js';
import { draft, offers, promptTo, submit, tap } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a late post offers a new time as well as sending it now, and goes at the new one', async () => {
  const card = await late('Late, then moved');
  const held = await shows(card, '⏸ Daily Bean');
  expect(buttonsOf(held)).toEqual(expect.arrayContaining(['🕓 New time', '📤 Send now · Daily Bean', '↩️ Take back']));
  await tap(desk.author, held, 'when');
  const menu = await shows(card, '', (message) => buttonsOf(message).includes('In 1 hour'));
  await desk.author.tap(menu, 'In 1 hour');
  await shows(card, '🗓 Scheduled');
  await waitSettled();
  expect(await liveWith('Late, then moved')).toHaveLength(0);
});

test('all that is held has one card, which sends it spaced out', async () => {
  await late('Late one', 180);
  const first = await heldCard('1 post has missed its time', 'Late one');
  await late('Late two', 120);
  const both = await heldCard('2 posts have missed their time', 'Late one', 'Late two');
  expect(both.id).toBe(first.id);
  // A tap from before the second joined does not decide about it.
  expect(await tap(desk.editor, first, 'heldSend')).toMatchObject({ alert: true });
  expect((await tap(desk.editor, both, 'heldSend'))?.text).toBe('2 posts go out, 2 minutes apart');
  await desk.author.waitFor(desk.chats.channel, says('Late one'), 10_000);
  await waitSettled();
  expect(await waitOf('Late two')).toBeGreaterThan(60);
  expect(await waitOf('Late two')).toBeLessThanOrEqual(120);
  expect(await liveWith('Late two')).toHaveLength(0);
  expect(await liveWith('Late one')).toHaveLength(1);
});

test('all that is held gets a new time by words, the first then and the others behind it', async () => {
  await late('Moved one', 180);
  await late('Moved two', 120);
  const held = await heldCard('2 posts have missed their time', 'Moved one', 'Moved two');
  await tap(desk.editor, held, 'heldMove');
  const prompt = await promptTo(desk.editor, held);
  await desk.editor.send(desk.chats.editors, 'in 3 hours', { replyTo: prompt.id });
  await desk.editor.waitFor(desk.chats.editors, says('2 posts go from', '2 minutes apart'));
  const [one, two] = [await waitOf('Moved one'), await waitOf('Moved two')];
  expect(two - one).toBeCloseTo(120, 0);
  expect(one).toBeGreaterThan(3 * 3_600 - 60);
  await waitSettled();
});

test('what a typed time for all may mean is chosen by a button', async () => {
  await late('Chosen by a button');
  const held = await heldCard('Chosen by a button');
  await tap(desk.editor, held, 'heldMove');
  await desk.editor.send(desk.chats.editors, 'tomorrow evening', { replyTo: (await promptTo(desk.editor, held)).id });
  const asked = await desk.editor.waitFor(desk.chats.editors, says('What time is meant?'));
  await desk.editor.tap(asked, buttonsOf(asked)[0] ?? '');
  const settled = await desk.editor.waitFor(
    desk.chats.editors,
    ({ id, text }) => id === asked.id && /18:00 \(Kyiv\)/.test(text ?? ''),
  );
  expect(settled.buttons).toEqual([]);
  await waitSettled();
});

test('what is dropped is a draft again and never goes', async () => {
  const card = await late('Dropped');
  const held = await heldCard('Dropped');
  expect((await tap(desk.editor, held, 'heldDrop'))?.text).toBe('1 post is taken back');
  await shows(card, '📝 Draft');
  await waitSettled();
  expect(await liveWith('Dropped')).toHaveLength(0);
});

/** Approved, and missed by more than the half hour after which nothing goes by itself. */
async function late(text: string, minutes = 60): Promise<MessageView> {
  const card = await draft(desk, text);
  await tap(desk.author, card, 'when');
  const menu = await shows(card, '', (message) => buttonsOf(message).includes('In 1 hour'));
  await desk.author.tap(menu, 'In 1 hour');
  await tap(desk.editor, await submit(desk, await shows(card, '(Kyiv)')), 'approve');
  await shows(card, '🗓 Daily Bean');
  await sql`update delivery d set due_at = now() - ${minutes} * interval '1 minute' from publication u join post p on p.id = u.post_id
    where u.id = d.publication_id and p.content ->> 'text' = ${text}`.execute(db());
  return card;
}

function heldCard(...words: string[]): Promise<MessageView> {
  return desk.editor.waitFor(
    desk.chats.editors,
    (message) => says(...words)(message) && offers(message, 'heldSend'),
    10_000,
  );
}

/** Nothing is held any more, and the card says so. */
async function waitSettled(): Promise<void> {
  await until('nothing is held', async () => {
    const { rows } = await sql`select id from delivery where kind = 'part' and state = 'held'`.execute(db());
    return rows.length === 0;
  });
  const settled = says('Nothing is held any more');
  await desk.editor.waitFor(desk.chats.editors, (message) => settled(message) && message.buttons.length === 0, 10_000);
}

function shows(card: MessageView, words: string, fits: (message: MessageView) => boolean = () => true) {
  return desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && says(words)(message) && fits(message),
    10_000,
  );
}

async function liveWith(text: string): Promise<MessageView[]> {
  return (await desk.live()).filter((post) => post.text === text);
}

/** Seconds until it goes. */
async function waitOf(text: string): Promise<number> {
  const { rows } = await sql<{
    wait: number;
  }>`select extract(epoch from d.due_at - now())::float as wait from delivery d
    join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    where p.content ->> 'text' = ${text} and d.state = 'scheduled'`.execute(db());
  return rows[0]?.wait ?? Number.NaN;
}

function db() {
  return sqlOutside(desk.app.desk);
}
