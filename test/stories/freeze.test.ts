import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { until } from '../support/until.js';
import { draft, offers, submit, tap } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());
afterEach(async () => {
  await desk.people.clearFaults();
  await sql`update client set frozen_at = null`.execute(db());
});

test('what is frozen between its approval and its time stays, and goes when somebody resumes', async () => {
  const card = await planned('Frozen before its time');
  const answer = await freeze();
  expect(answer.text).toContain('1 post stays here until somebody resumes');
  await shows(card, '🧊 Frozen', '🧊 Daily Bean · frozen');
  await comeDue('Frozen before its time', 60);
  await lookTwice();
  expect(await liveWith('Frozen before its time')).toHaveLength(0);
  await desk.author.send(desk.chats.bot, '/queue');
  await desk.author.waitFor(desk.chats.bot, says('Everything is frozen', 'Frozen before its time'));

  await tap(desk.editor, answer, 'resume');
  await resumeBy(answer, '📤 Send them now, 2 min apart');
  await desk.author.waitFor(desk.chats.channel, says('Frozen before its time'));
  await shows(card, '✅ Live');
  expect(await liveWith('Frozen before its time')).toHaveLength(1);
  expect(await events()).toEqual(['client.frozen', 'client.resumed']);
});

test('what is on the wire when it is frozen is told as leaving, and is live, once', async () => {
  await desk.people.fault({ kind: 'slow', delayMs: 2_500, chatId: desk.chats.channel });
  const card = await planned('On the wire');
  await planned('Right behind it');
  await comeDue('On the wire', 0);
  await until('the request is under way', async () => (await stateOf('On the wire')) === 'publishing!');
  const answer = await freeze();
  await comeDue('Right behind it', 0);
  const number = /^#(\d+)/.exec((await shows(card, 'On the wire')).text ?? '')?.[1] ?? '';
  expect(answer.text).toMatch(new RegExp(`beyond recall:\\n📤 #${number} · Daily Bean · `));
  await desk.author.waitFor(desk.chats.channel, says('On the wire'), 10_000);
  await shows(card, '✅ Live');
  await lookTwice();
  expect(await liveWith('On the wire')).toHaveLength(1);
  expect(await liveWith('Right behind it')).toHaveLength(0);
  expect((await freeze()).text).toMatch(new RegExp(`Had left already:\\n✅ #${number} · Daily Bean · .* · open`));
  await forget('Right behind it');
});

test('what comes due while everything is frozen is not sent', async () => {
  await planned('Claimed too late');
  await sql`update client set frozen_at = now()`.execute(db());
  await comeDue('Claimed too late', 0);
  await lookTwice();
  expect(await liveWith('Claimed too late')).toHaveLength(0);
  expect(await stateOf('Claimed too late')).toBe('scheduled');
  await forget('Claimed too late');
});

test('after a freeze each one may go later by as long as it lasted', async () => {
  await planned('Shifted');
  const due = await dueOf('Shifted');
  const answer = await freeze();
  await sql`update client set frozen_at = frozen_at - interval '2 hours'`.execute(db());
  await comeDue('Shifted', 3_600);
  const frozen = await freeze();
  await tap(desk.editor, frozen, 'resume');
  await resumeBy(frozen, '⏩ Each one later by 2 hrs');
  await until('nothing is frozen', async () => (await frozenClients()) === 0);
  const shifted = await dueOf('Shifted');
  const ahead = (shifted.getTime() - Date.now()) / 60_000;
  expect(ahead).toBeGreaterThan(55);
  expect(ahead).toBeLessThan(61);
  expect(shifted.getTime()).not.toBe(due.getTime());
  expect(await liveWith('Shifted')).toHaveLength(0);
  // The first answer's button is of a freeze that looks different now.
  expect(await tap(desk.editor, answer, 'resume')).toMatchObject({ alert: true });
  await forget('Shifted');
});

test('who wants to choose finds all that missed its time on one card', async () => {
  await planned('First to choose');
  await planned('Second to choose');
  const frozen = await freeze();
  await comeDue('First to choose', 120);
  await comeDue('Second to choose', 60);
  await tap(desk.editor, frozen, 'resume');
  await resumeBy(frozen, '🗂 Let me decide for each');
  const held = await desk.editor.waitFor(
    desk.chats.editors,
    (message) => says('2 posts have missed their time', 'First to choose', 'Second to choose')(message),
    10_000,
  );
  await lookTwice();
  expect(await liveWith('First to choose')).toHaveLength(0);
  await tap(desk.editor, held, 'heldSend');
  await desk.author.waitFor(desk.chats.channel, says('First to choose'), 10_000);
  await lookTwice();
  // Never in a burst: the second follows two minutes later.
  expect(await liveWith('Second to choose')).toHaveLength(0);
  const wait = ((await dueOf('Second to choose')).getTime() - Date.now()) / 1000;
  expect(wait).toBeGreaterThan(60);
  expect(wait).toBeLessThan(125);
  await forget('Second to choose');
});

test('an author may not freeze, and editors are told who did', async () => {
  await desk.author.send(desk.chats.bot, '/freeze');
  await desk.author.waitFor(desk.chats.bot, says('That is for editors to do'));
  expect(await frozenClients()).toBe(0);
  await desk.admin.send(desk.chats.bot, '/freeze');
  await desk.editor.waitFor(desk.chats.editors, says('has frozen everything'));
  await desk.editor.send(desk.chats.bot, '/status');
  const status = await desk.editor.waitFor(desk.chats.bot, says('right now', 'Everything is frozen'));
  await tap(desk.editor, status, 'resume');
  await desk.editor.waitFor(desk.chats.editors, says('has resumed'));
  expect(await frozenClients()).toBe(0);
});

async function freeze(): Promise<MessageView> {
  const before = (await desk.editor.messages(desk.chats.editors)).at(-1)?.id ?? 0;
  await desk.editor.send(desk.chats.editors, '/freeze');
  return desk.editor.waitFor(desk.chats.editors, (message) => message.id > before && offers(message, 'resume'), 10_000);
}

async function resumeBy(answer: MessageView, button: string): Promise<void> {
  const menu = await desk.editor.waitFor(
    answer.chatId,
    (message) => message.id === answer.id && buttonsOf(message).includes(button),
  );
  await desk.editor.tap(menu, button);
}

/** Approved, and due in an hour. */
async function planned(text: string): Promise<MessageView> {
  const card = await draft(desk, text);
  await tap(desk.author, card, 'when');
  const menu = await shows(card, '', (message) => buttonsOf(message).includes('In 1 hour'));
  await desk.author.tap(menu, 'In 1 hour');
  const timed = await shows(card, '(Kyiv)');
  await tap(desk.editor, await submit(desk, timed), 'approve');
  return shows(card, '🗓 Daily Bean');
}

function shows(card: MessageView, words: string, more: string | ((message: MessageView) => boolean) = '') {
  const fits = typeof more === 'string' ? says(more) : more;
  return desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && says(words)(message) && fits(message),
    10_000,
  );
}

async function comeDue(text: string, agoS: number): Promise<void> {
  const due = new Date(Date.now() - agoS * 1000);
  await sql`update delivery d set due_at = ${due} from publication u join post p on p.id = u.post_id
    where u.id = d.publication_id and p.content ->> 'text' = ${text}`.execute(db());
}

/** Out of the way of the tests to come. */
async function forget(text: string): Promise<void> {
  await sql`update delivery d set state = 'cancelled', version = d.version + 1 from publication u join post p on p.id = u.post_id
    where u.id = d.publication_id and p.content ->> 'text' = ${text} and d.state in ('scheduled', 'held')`.execute(
    db(),
  );
}

async function dueOf(text: string): Promise<Date> {
  const { rows } = await sql<{
    due_at: string;
  }>`select d.due_at from delivery d join publication u on u.id = d.publication_id
    join post p on p.id = u.post_id where p.content ->> 'text' = ${text}`.execute(db());
  return new Date(rows[0]?.due_at ?? '');
}

/** With `!` while its request is under way. */
async function stateOf(text: string): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`
    select d.state || case when d.committing is null then '' else '!' end as state from delivery d
    join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    where p.content ->> 'text' = ${text}`.execute(db());
  return rows[0]?.state;
}

/** The worker has looked for due rows at least twice since now: a heartbeat went through that was made after. */
async function lookTwice(): Promise<void> {
  for (let look = 0; look < 2; look++) {
    const { rows } = await sql<{
      id: string;
    }>`insert into delivery (kind, state, due_at, give_up_at, created_at, updated_at)
      values ('probe', 'scheduled', now(), now() + interval '1 day', now(), now()) returning id`.execute(db());
    await until('the worker looked', async () => {
      const probe = await sql`select id from delivery where id = ${rows[0]?.id} and state = 'published'`.execute(db());
      return probe.rows.length === 1;
    });
  }
}

async function liveWith(text: string): Promise<MessageView[]> {
  return (await desk.live()).filter((post) => post.text === text);
}

async function frozenClients(): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from client where frozen_at is not null`.execute(db());
  return rows[0]?.count ?? 0;
}

async function events(): Promise<string[]> {
  const { rows } = await sql<{
    what: string;
  }>`select what from event where what in ('client.frozen', 'client.resumed') order by id`.execute(db());
  return rows.map(({ what }) => what);
}

function db() {
  return sqlOutside(desk.app.desk);
}
