import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { draft, offers, promptTo, submit, tap } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a typed time is confirmed by local time, zone and how far off it is, and stands on the card', async () => {
  const card = await draft(desk, 'Beans at nine');
  await answer(desk.author, await askTime(card), 'tomorrow 9:00');
  const said = await desk.author.waitFor(desk.chats.bot, says('goes', '09:00 (Kyiv), in '));
  expect(said.text).toMatch(/^🕓 #\d+ goes \w{3} \d{1,2} \w+, 09:00 \(Kyiv\), in \d+ (hr|days?)\.$/);
  await shows(card, '09:00 (Kyiv)');
  expect(await plannedHour('Beans at nine')).toBe(9);
});

test('a restart between the question and its answer forgets nothing', async () => {
  const card = await draft(desk, 'Beans after a restart');
  const prompt = await askTime(card);
  desk = await desk.restart();
  await answer(desk.author, prompt, 'завтра о 18:30');
  await shows(card, '18:30 (Kyiv)');
  expect(await plannedHour('Beans after a restart')).toBe(18);
});

test('what is not certain is asked by buttons, and a tap settles it', async () => {
  const card = await draft(desk, 'Beans in the evening');
  await answer(desk.author, await askTime(card), 'tomorrow evening');
  const asked = await desk.author.waitFor(desk.chats.bot, says('What time is meant?'));
  expect(buttonsOf(asked).map((button) => /\d\d:\d\d/.exec(button)?.[0])).toEqual(['18:00', '19:00', '20:00', '21:00']);
  await desk.author.tap(asked, buttonsOf(asked)[1] ?? '');
  await shows(card, '19:00 (Kyiv)');
  const settled = await desk.author.waitFor(
    desk.chats.bot,
    ({ id, text }) => id === asked.id && /goes/.test(text ?? ''),
  );
  expect(settled.buttons).toEqual([]);
});

test('what has passed or cannot be read is said, and the question stays open', async () => {
  const card = await draft(desk, 'Beans some day');
  const prompt = await askTime(card);
  await answer(desk.author, prompt, 'yesterday at 9:00');
  await desk.author.waitFor(desk.chats.bot, says('That time has passed'));
  await answer(desk.author, prompt, 'when the moon is full');
  await desk.author.waitFor(desk.chats.bot, says('I do not understand that time', 'tomorrow 9:00'));
  // In a private chat no reply is needed soon after the question.
  await desk.author.send(desk.chats.bot, '25.12.2027 10:00');
  expect((await shows(card, '25 Dec 2027')).text).toContain('10:00 (Kyiv)');
});

test('what is no time, and no reply, is a post of its own', async () => {
  await askTime(await draft(desk, 'Beans without a time'));
  expect(buttonsOf(await draft(desk, 'The next post'))).toContain('📨 Send to review');
});

test('an approved post gets another time without another approval, and goes then', async () => {
  const card = await planned('Moved to now');
  const approved = await approve(card);
  await tap(desk.author, approved, 'when');
  const menu = await shows(card, 'Moved to now', (message) => buttonsOf(message).includes('Now'));
  expect((await desk.author.tap(menu, 'Now'))?.text).toBe('It goes out now');
  await desk.author.waitFor(desk.chats.channel, says('Moved to now'));
  await shows(card, '✅ Live');
});

test('an approved post is moved to a typed time, and nothing leaves at the old one', async () => {
  const card = await planned('Moved by words');
  await approve(card);
  await answer(desk.author, await askTime(card), 'tomorrow 18:30');
  await shows(card, '18:30 (Kyiv)');
  expect(await plannedHour('Moved by words')).toBe(18);
  expect((await desk.live()).filter(says('Moved by words'))).toEqual([]);
  await shows(card, '🗓 Scheduled');
});

test('where the client wants it, a new time goes back to review', async () => {
  await sql`update client set move_needs_approval = true`.execute(db());
  const card = await planned('Moved with care');
  await approve(card);
  await answer(desk.author, await askTime(card), 'tomorrow 18:30');
  await desk.author.waitFor(desk.chats.bot, says('18:30 (Kyiv)', 'Editors are asked about the new time'));
  await shows(card, '👀 In review');
  await sql`update client set move_needs_approval = false`.execute(db());
  const { rows } = await sql`select d.id from delivery d join publication u on u.id = d.publication_id
    join post p on p.id = u.post_id where p.content ->> 'text' = 'Moved with care' and d.state <> 'cancelled'`.execute(
    db(),
  );
  expect(rows).toEqual([]);
});

async function planned(text: string): Promise<MessageView> {
  const card = await draft(desk, text);
  await answer(desk.author, await askTime(card), 'in 3 hours');
  return shows(card, '(Kyiv)');
}

async function approve(card: MessageView): Promise<MessageView> {
  await tap(desk.editor, await submit(desk, card), 'approve');
  return shows(card, '🗓 Scheduled');
}

/** Through the menu to the question. */
async function askTime(card: MessageView): Promise<MessageView> {
  const now = await shows(card, '', (message) => offers(message, 'when'));
  await tap(desk.author, now, 'when');
  const menu = await shows(card, '', (message) => offers(message, 'typeTime'));
  const before = (await desk.author.messages(desk.chats.bot)).at(-1) ?? card;
  await tap(desk.author, menu, 'typeTime');
  return promptTo(desk.author, before);
}

async function answer(person: Person, prompt: MessageView, text: string): Promise<void> {
  await person.send(desk.chats.bot, text, { replyTo: prompt.id });
}

function shows(card: MessageView, words: string, fits: (message: MessageView) => boolean = () => true) {
  return desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && says(words)(message) && fits(message),
    10_000,
  );
}

async function plannedHour(text: string): Promise<number | undefined> {
  const { rows } = await sql<{
    hour: number;
  }>`select extract(hour from coalesce(d.due_at, p.due_at) at time zone 'Europe/Kyiv')::int as hour
    from post p left join publication u on u.post_id = p.id left join delivery d on d.publication_id = u.id
    where p.content ->> 'text' = ${text}`.execute(db());
  return rows[0]?.hour;
}

function db() {
  return sqlOutside(desk.app.desk);
}
