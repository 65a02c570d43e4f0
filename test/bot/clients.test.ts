import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { announceOutcomes } from '../../src/usecases/announce-outcomes.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { bindGroup } from '../../src/usecases/bind-group.js';
import { createClient } from '../../src/usecases/create-client.js';
import { createPost } from '../../src/usecases/create-post.js';
import { sqlOutside, transact } from '../../src/usecases/desk.js';
import { freezeClient } from '../../src/usecases/freeze-client.js';
import { knownMember } from '../../src/usecases/known-member.js';
import { renameClient } from '../../src/usecases/rename-client.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { AUTHOR, BOT, type BotRig, CHANNEL, EDITOR, EDITORS, openBotRig } from '../support/bot-rig.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { noticeSender } from '../support/notices.js';

let rig: BotRig;
let author: Person;
let admin: Person;
let tell: () => Promise<void>;
let adminId: string;
let first: string;
let second: string;
beforeAll(async () => {
  rig = await openBotRig();
  author = rig.people.as(AUTHOR);
  admin = rig.people.as(EDITOR);
  tell = noticeSender(rig);
  await rig.bot().start();
  const db = sqlOutside(rig.desk);
  await sql`update membership s set role = 'admin' from member m
    where m.id = s.member_id and m.telegram_id = ${String(EDITOR)}`.execute(db);
  const known = await knownMember(rig.desk, String(EDITOR));
  adminId = known?.memberId ?? '';
  first = known?.clientId ?? '';
  const made = { memberId: adminId, name: 'Tea House', zone: 'Europe/Berlin', language: 'en' };
  second = (await createClient(rig.desk, made)).clientId;
  await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
    values (gen_random_uuid(), ${second}, 'telegram', 'Tea House', '-100900', 'connected', now())`.execute(db);
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(async () => {
  const db = sqlOutside(rig.desk);
  await sql`update member set client_id = ${first} where id = ${adminId}`.execute(db);
  await sql`update client set editors_chat_id = case when id = ${first} then ${String(EDITORS)} end`.execute(db);
});

test('a person switches between brands in private, and lists say whose they are', async () => {
  const list = await answerTo('/client');
  expect(buttonsOf(list)).toEqual([
    '• Daily Bean · admin',
    'Tea House · admin',
    '✏️ Rename Daily Bean…',
    '➕ New brand…',
  ]);
  const answer = await admin.tap(list, 'Tea House · admin');
  expect(answer?.text).toBe('From now on this chat is about Tea House.');
  expect((await answerTo('/status')).text).toContain('Tea House');
  expect((await answerTo('/queue')).text).toMatch(/^Tea House\n/);
  expect((await answerTo('/find nothing-of-the-kind')).text).toMatch(/^Tea House\n/);
});

test('lists of who works for one brand do not name it', async () => {
  const { id } = await author.send(BOT, '/drafts');
  const list = await author.waitFor(BOT, (message) => message.id > id);
  expect(list.text).not.toContain('Daily Bean');
});

test('in a group that is bound one speaks for its brand, whatever one has chosen', async () => {
  await choose(second);
  const { id } = await admin.send(EDITORS, '/status');
  const status = await admin.waitFor(EDITORS, (message) => message.id > id);
  expect(status.text).toContain('Daily Bean');
});

test('who does not work for the brand of a group is nobody there', async () => {
  await bindGroup(rig.desk, { clientId: second, memberId: adminId, chatId: String(EDITORS), takeOver: true });
  await admin.setMember(EDITORS, { person: AUTHOR, status: 'member' });
  const { id } = await author.send(EDITORS, '/status');
  await admin.send(EDITORS, '/status');
  // Those of one chat are handled in their order.
  await admin.waitFor(EDITORS, (message) => message.id > id && says('Tea House')(message));
  const answers = (await admin.messages(EDITORS)).filter((message) => message.id > id && message.from.isBot);
  expect(answers).toHaveLength(1);
  await admin.setMember(EDITORS, { person: AUTHOR, status: 'left' });
});

test('a tap, and an answer to what was asked, are for the brand of the card', async () => {
  await bindGroup(rig.desk, { clientId: second, memberId: adminId, chatId: null });
  const post = await reviewIn(second, 'Green or black?');
  await tell();
  const card = await admin.waitFor(BOT, says('Green or black?', 'Please review', 'Tea House'));
  await admin.tap(card, '✏️ Ask for changes');
  const asked = await admin.waitFor(BOT, (message) => message.id > card.id && message.forceReply !== null);
  await choose(first);
  await admin.send(BOT, 'Both, please', { replyTo: asked.id });
  await expect.poll(() => stateOf(post)).toBe('changes_requested');
});

test('news say whose they are to editors who work for several brands', async () => {
  await bindGroup(rig.desk, { clientId: second, memberId: adminId, chatId: null });
  await freezeClient(rig.desk, { clientId: second, memberId: adminId, chatId: 'elsewhere' });
  await tell();
  const told = await admin.waitFor(BOT, says('Marko has frozen everything'));
  expect(told.text).toMatch(/^Tea House\n/);
});

test('a new brand is made in the chat and set up', async () => {
  const list = await answerTo('/client');
  await admin.tap(list, '➕ New brand…');
  const asked = await admin.waitFor(BOT, says('What is the new brand called?'));
  await admin.send(BOT, 'x'.repeat(61), { replyTo: asked.id });
  await admin.waitFor(BOT, says('at most 60 characters'));
  await admin.send(BOT, 'Third', { replyTo: asked.id });
  await admin.waitFor(BOT, says('Setting up Third'));
  expect((await answerTo('/status')).text).toContain('Third');
});

test('an admin gives a brand another name, whichever they speak for by then', async () => {
  await choose(second);
  await admin.tap(await answerTo('/client'), '✏️ Rename Tea House…');
  const asked = await admin.waitFor(BOT, says('What is Tea House to be called'));
  await choose(first);
  await admin.send(BOT, 'Tea Room', { replyTo: asked.id });
  await admin.waitFor(BOT, says('The brand is called Tea Room from now on.'));
  expect(buttonsOf(await answerTo('/client'))).toContain('Tea Room · admin');
  await renameClient(rig.desk, { clientId: second, memberId: adminId, name: 'Tea House' });
});

test('how posts went says whose they are to authors who work for several brands', async () => {
  const postId = await reviewIn(second, 'Refused in the end');
  await approved(postId);
  await sql`update delivery set state = 'failed', failure = '{"kind":"invalid","message":""}', updated_at = now()
    where publication_id in (select id from publication where post_id = ${postId})`.execute(sqlOutside(rig.desk));
  await sql`update post set outcome_at = now() - interval '1 hour' where id = ${postId}`.execute(sqlOutside(rig.desk));
  await transact(rig.desk, (tx) => announceOutcomes(rig.desk, tx.sql));
  await tell();
  const told = await admin.waitFor(BOT, says('not all went well'));
  expect(told.text).toMatch(/^Tea House\n⚠️ #\d+/);
});

test('authors make no brands', async () => {
  const { id } = await author.send(BOT, '/client');
  const answer = await author.waitFor(BOT, (message) => message.id > id);
  expect(answer.text).toBe('Here you work for Daily Bean.');
  expect(buttonsOf(answer)).toEqual([]);
  const member = await knownMember(rig.desk, String(AUTHOR));
  const request = { memberId: member?.memberId ?? '', name: 'Mine', zone: 'UTC', language: 'en' };
  await expect(createClient(rig.desk, request)).rejects.toMatchObject({ code: 'admins_only' });
});

test('a group goes to another brand only after it was asked, and what is open is asked there', async () => {
  const post = await reviewIn(second, 'Asked one by one');
  await tell();
  await admin.waitFor(BOT, says('Asked one by one', 'Please review'));
  await admin.send(EDITORS, '/start');
  const offer = await admin.waitFor(BOT, says('You added me to “Editors”'));
  await admin.tap(offer, 'Tea House');
  const question = await admin.waitFor(BOT, says('another brand, Daily Bean. Give it to Tea House?'));
  expect(await groupOf(second)).toBeNull();
  await admin.tap(question, 'No, leave it as it is');
  await admin.waitFor(BOT, says('nothing changes there'));
  await admin.tap(offer, 'Tea House');
  await admin.waitFor(BOT, says('Give it to Tea House?'));
  await admin.tap(question, 'Yes, give it to Tea House');
  await admin.waitFor(BOT, says('Posts of Tea House are reviewed in that group'));
  expect([await groupOf(first), await groupOf(second)]).toEqual([null, String(EDITORS)]);
  await tell();
  await admin.waitFor(EDITORS, says('Posts of Tea House are reviewed here'));
  await admin.waitFor(EDITORS, says('Asked one by one', 'Please review'));
  expect(await stateOf(post)).toBe('in_review');
});

test('of two brands that want one group at once, one gets it', async () => {
  await sql`update client set editors_chat_id = null`.execute(sqlOutside(rig.desk));
  const [one, other] = await Promise.allSettled(
    [first, second].map((clientId) => bindGroup(rig.desk, { clientId, memberId: adminId, chatId: String(EDITORS) })),
  );
  expect([one?.status, other?.status].toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a channel, a group without the admin and one without the bot are nobody’s group', async () => {
  // As somebody would send it whose Telegram makes up what buttons carry.
  for (const chatId of [String(CHANNEL), '-1000000000999']) {
    const bound = bindGroup(rig.desk, { clientId: second, memberId: adminId, chatId });
    await expect(bound).rejects.toMatchObject({ code: 'group_not_there' });
  }
  await sql`update client set editors_chat_id = null`.execute(sqlOutside(rig.desk));
  const member = await knownMember(rig.desk, String(AUTHOR));
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (gen_random_uuid(), ${second}, ${member?.memberId}, 'admin', now())`.execute(sqlOutside(rig.desk));
  const absent = bindGroup(rig.desk, { clientId: second, memberId: member?.memberId ?? '', chatId: String(EDITORS) });
  await expect(absent).rejects.toMatchObject({ code: 'group_not_there' });
  expect([await groupOf(first), await groupOf(second)]).toEqual([null, null]);
  await sql`delete from membership where client_id = ${second} and member_id = ${member?.memberId}`.execute(
    sqlOutside(rig.desk),
  );
});

test('a group that another brand publishes to is not for editors, whoever is in it', async () => {
  const db = sqlOutside(rig.desk);
  await sql`update client set editors_chat_id = null`.execute(db);
  await sql`update social_account set external_id = ${String(EDITORS)} where external_id = ${String(CHANNEL)}`.execute(
    db,
  );
  const bound = bindGroup(rig.desk, { clientId: second, memberId: adminId, chatId: String(EDITORS), takeOver: true });
  await expect(bound).rejects.toMatchObject({ code: 'group_taken' });
  await sql`update social_account set external_id = ${String(CHANNEL)} where external_id = ${String(EDITORS)}`.execute(
    db,
  );
});

test('who is an admin of one brand only cannot take the group of another', async () => {
  const member = await knownMember(rig.desk, String(AUTHOR));
  const { memberId = '' } = member ?? {};
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (gen_random_uuid(), ${second}, ${memberId}, 'admin', now())`.execute(sqlOutside(rig.desk));
  await admin.setMember(EDITORS, { person: AUTHOR, status: 'member' });
  const request = { clientId: second, memberId, chatId: String(EDITORS) };
  await expect(bindGroup(rig.desk, request)).rejects.toMatchObject({ code: 'group_taken' });
  await expect(bindGroup(rig.desk, { ...request, takeOver: true })).rejects.toMatchObject({ code: 'admins_only' });
  expect(await groupOf(first)).toBe(String(EDITORS));
});

async function answerTo(command: string): Promise<MessageView> {
  const { id } = await admin.send(BOT, command);
  return admin.waitFor(BOT, (message) => message.id > id);
}

async function choose(clientId: string): Promise<void> {
  await sql`update member set client_id = ${clientId} where id = ${adminId}`.execute(sqlOutside(rig.desk));
}

async function reviewIn(clientId: string, text: string): Promise<string> {
  const content = { text, entities: [], media: [] };
  const source = `test:${crypto.randomUUID()}`;
  const about = { clientId, memberId: adminId, content, source, chatId: String(EDITOR), language: 'en' };
  await sql`update client set sole_editor_may_go = false where id = ${clientId}`.execute(sqlOutside(rig.desk));
  const { postId } = await createPost(rig.desk, about);
  await submitPost(rig.desk, { postId, memberId: adminId });
  return postId;
}

async function approved(postId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select revision_id as id from post where id = ${postId}`.execute(
    sqlOutside(rig.desk),
  );
  await sql`update client set authors_may_approve_own = true where id = ${second}`.execute(sqlOutside(rig.desk));
  await approvePost(rig.desk, { postId, memberId: adminId, revisionId: rows[0]?.id ?? '' });
}

async function stateOf(postId: string): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`select state from post where id = ${postId}`.execute(
    sqlOutside(rig.desk),
  );
  return rows[0]?.state;
}

async function groupOf(clientId: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null;
  }>`select editors_chat_id as id from client where id = ${clientId}`.execute(sqlOutside(rig.desk));
  return rows[0]?.id ?? null;
}
