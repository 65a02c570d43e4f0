import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrateGroup } from '../../src/sandbox/telegram/membership.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { createPost } from '../../src/usecases/create-post.js';
import { announce, sqlOutside, transact } from '../../src/usecases/desk.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { knownMember } from '../../src/usecases/known-member.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { AUTHOR, BOT, type BotRig, EDITOR, EDITORS, openBotRig } from '../support/bot-rig.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { noticeSender } from '../support/notices.js';
import { until } from '../support/until.js';

let rig: BotRig;
let author: Person;
let editor: Person;
let send: () => Promise<void>;
beforeAll(async () => {
  rig = await openBotRig();
  author = rig.people.as(AUTHOR);
  editor = rig.people.as(EDITOR);
  send = noticeSender(rig);
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    select gen_random_uuid(), c.id, m.id, 'admin', now() from client c, member m where m.telegram_id = ${String(EDITOR)}
    on conflict (client_id, member_id) do update set role = 'admin'`.execute(sqlOutside(rig.desk));
  await rig.bot().start();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(() => rig.people.clearFaults());

test('who blocked the bot is sent nothing more until they write, and then gets what they missed', async () => {
  const post = await newPost('Before the block');
  await send();
  await rig.people.fault({ kind: 'forbidden', methods: ['editMessageText'], chatId: AUTHOR });
  await post.say('After the block');
  await send();
  await tell('told-resumed');
  const since = await requestsSoFar();
  await send();
  expect(await sentTo(AUTHOR, since)).toEqual([]);
  await author.send(BOT, '/help');
  await until('the author is back', async () => !(await isBlocked()));
  await send();
  await author.waitFor(BOT, says('After the block'));
});

test('Telegram tells who blocks the bot and who lets it in again', async () => {
  await author.block();
  await until('the author is away', isBlocked);
  await author.unblock();
  await expect.poll(isBlocked).toBe(false);
});

test('out of the group, the bot asks each editor and tells admins once; let in again, it asks there', async () => {
  await newReview('Asked in the group');
  await send();
  await editor.waitFor(EDITORS, says('Asked in the group'));
  await rig.people.fault({ kind: 'forbidden', methods: ['sendMessage'], chatId: EDITORS });
  await newReview('Asked in private');
  await send();
  await send();
  for (const words of ['Asked in the group', 'Asked in private']) {
    const card = await editor.waitFor(BOT, says(words));
    expect(buttonsOf(card).length).toBeGreaterThan(0);
  }
  const told = (await editor.messages(BOT)).filter(says('cannot write to the editors'));
  expect(told).toHaveLength(1);
  await editor.setBot(EDITORS, { status: 'left' });
  await editor.setBot(EDITORS, { status: 'member' });
  await until('the group is back', async () => (await editorsChat()) === String(EDITORS));
  await newReview('Asked in the group again');
  await send();
  await editor.waitFor(EDITORS, says('Asked in the group again'));
});

test('a group that is refused for another reason stays the group', async () => {
  await newReview('Refused once');
  await rig.people.fault({ kind: 'refuse', methods: ['sendMessage'], chatId: EDITORS });
  await expect(send()).rejects.toMatchObject({ kind: 'invalid' });
  expect(await editorsChat()).toBe(String(EDITORS));
});

test('a group that became a supergroup is followed by everything that names it', async () => {
  const to = EDITORS - 1;
  const db = sqlOutside(rig.desk);
  await sql`update social_account set external_id = ${String(EDITORS)}`.execute(db);
  await newReview('Asked before the move');
  migrateGroup(rig.world, EDITORS, to);
  await until('the bot has heard of it', async () => (await editorsChat()) === String(to));
  await send();
  await editor.waitFor(to, says('Asked before the move'));
  const { rows } = await sql<{ id: string }>`select external_id as id from social_account
    union select chat_id from card where kind = 'review'`.execute(db);
  expect(rows.map(({ id }) => id)).toContain(String(to));
  expect(rows.map(({ id }) => id)).not.toContain(String(EDITORS));
});

test('a move that the bot has not heard of is learned from the refusal', async () => {
  const [from, to] = [EDITORS - 1, EDITORS - 2];
  await rig.people.clearFaults();
  rig.world.store.transact(() => {
    const chat = rig.world.store.get('chats', from);
    if (!chat) throw new Error('The group is not there');
    rig.world.store.put('chats', to, { ...chat, id: to, lastMessageId: 0 });
    rig.world.store.put('chats', from, { ...chat, migratedTo: to });
  });
  await newReview('Sent to the old place');
  await expect(send()).rejects.toMatchObject({ kind: 'not_ready', info: { effect: 'none' } });
  await send();
  await editor.waitFor(to, says('Sent to the old place'));
});

async function newPost(text: string) {
  const { desk } = rig;
  const member = await knownMember(desk, String(AUTHOR));
  if (!member) throw new Error('the author is no member');
  const { memberId, clientId } = member;
  const content = { text, entities: [], media: [] };
  const source = `test:${crypto.randomUUID()}`;
  const chat = { chatId: String(AUTHOR), language: 'en' };
  const { postId } = await createPost(desk, { clientId, memberId, content, source, ...chat });
  const say = (words: string) =>
    editPost(desk, { postId, memberId }, (draft) => ({ ...draft, content: { ...draft.content, text: words } }));
  return { postId, memberId, say };
}

async function newReview(text: string): Promise<void> {
  const { postId, memberId } = await newPost(text);
  await submitPost(rig.desk, { postId, memberId });
}

/** Something that is only said. */
async function tell(key: string): Promise<void> {
  const member = await knownMember(rig.desk, String(AUTHOR));
  const { clientId = '' } = member ?? {};
  const facts = { by: 'Marko' };
  await transact(rig.desk, (tx) => announce(tx, { chatId: String(AUTHOR), clientId, language: 'en', key, facts }));
}

async function isBlocked(): Promise<boolean> {
  const { rows } = await sql`select id from member
    where telegram_id = ${String(AUTHOR)} and bot_blocked_at is not null`.execute(sqlOutside(rig.desk));
  return rows.length > 0;
}

async function editorsChat(): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select editors_chat_id as id from client`.execute(
    sqlOutside(rig.desk),
  );
  return rows[0]?.id ?? null;
}

async function requestsSoFar(): Promise<number> {
  return (await rig.people.requests()).at(-1)?.n ?? 0;
}

async function sentTo(chatId: number, since: number) {
  return (await rig.people.requests(since)).filter((request) => request.chatId === chatId);
}
