import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { createSendPace } from '../../src/db/send-pace.js';
import { type SendRates, TELEGRAM_RATES } from '../../src/domain/pace.js';
import { TELEGRAM_LIMITS } from '../../src/sandbox/telegram/limits.js';
import { createPost } from '../../src/usecases/create-post.js';
import { announce, sqlOutside, transact } from '../../src/usecases/desk.js';
import { createDispatch } from '../../src/usecases/dispatch.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { followChat } from '../../src/usecases/follow-chat.js';
import { knownMember } from '../../src/usecases/known-member.js';
import { createWorker } from '../../src/usecases/worker.js';
import { AUTHOR, BOT, type BotRig, EDITOR, EDITORS, openBotRig } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { quietLog } from '../support/log.js';
import { makeApproved } from '../support/rows.js';
import { until } from '../support/until.js';

/** Telegram's with more room between two messages: a busy test machine delays some requests by more than a network does. */
const APART = { limit: 1, windowMs: 1_600 };
const RATES: SendRates = { ...TELEGRAM_RATES, person: [APART], group: [APART, ...TELEGRAM_RATES.group] };

let rig: BotRig;
const workers: ReturnType<typeof createWorker>[] = [];
beforeAll(async () => {
  rig = await openBotRig();
  rig.world.limiter.set(TELEGRAM_LIMITS);
  for (let i = 0; i < 2; i += 1) workers.push(startWorker());
  await bot().start();
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.drain(1_000)));
  await rig[Symbol.asyncDispose]();
});

test('two processes with much to say in two chats never meet the limits, and say all of it', async () => {
  for (const chatId of [EDITORS, AUTHOR]) {
    for (let i = 1; i <= 3; i += 1) await tell(chatId, `Number ${i}`);
  }
  for (const chatId of [EDITORS, AUTHOR]) {
    await until('all is said', async () => (await told(chatId)).length === 3);
    expect((await told(chatId)).toSorted()).toEqual([1, 2, 3].map((i) => expect.stringContaining(`Number ${i}`)));
  }
  expect(await refusals()).toEqual([]);
});

test('a person who writes is answered although the chat is busy, and the notices behind it are not refused', async () => {
  const author = rig.people.as(AUTHOR);
  for (let i = 1; i <= 3; i += 1) await tell(AUTHOR, `Busy ${i}`);
  await author.waitFor(BOT, says('Busy 1'));
  const asked = await author.send(BOT, '/help');
  await author.waitFor(BOT, (message) => message.replyTo === asked.id || message.id > asked.id, 10_000);
  await author.waitFor(BOT, says('Busy 3'), 15_000);
  const notices = (await refusals()).filter(({ params }) => String(params['text']).includes('Busy'));
  expect(notices).toEqual([]);
});

test('a card that changes faster than its chat may be written to ends up as the post is', async () => {
  const { desk } = rig;
  const member = await knownMember(desk, String(AUTHOR));
  if (!member) throw new Error('The author is no member');
  const { memberId, clientId } = member;
  const content = { text: 'Version 0', entities: [], media: [] };
  const made = { clientId, memberId, content, source: 'test:fast', chatId: String(EDITORS), language: 'en' };
  const { postId } = await createPost(desk, made);
  for (let i = 1; i <= 8; i += 1) {
    const text = `Version ${i}`;
    await editPost(desk, { postId, memberId }, (draft) => ({ ...draft, content: { ...draft.content, text } }));
  }
  const card = await rig.people.as(EDITOR).waitFor(EDITORS, says('Version 8'), 15_000);
  const cards = (await rig.people.as(EDITOR).messages(EDITORS)).filter(says('Version'));
  expect(cards.map(({ id }) => id)).toEqual([card.id]);
});

test('where Telegram asks to slow down, the chat rests that long and then gets its notice', async () => {
  await rig.people.fault({ kind: 'rate-limit', retryAfter: 2, methods: ['sendMessage'], chatId: EDITORS });
  await tell(EDITORS, 'After the pause');
  await rig.people.as(EDITOR).waitFor(EDITORS, says('After the pause'), 10_000);
  const asked = (await rig.people.requests()).filter(({ params }) =>
    String(params['text']).includes('After the pause'),
  );
  const [refused, taken] = asked.map(({ at }) => Date.parse(at));
  expect(asked).toHaveLength(2);
  expect((taken ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(2_000);
});

test('a publication to a group that has moved goes to where it lives now, once', async () => {
  const { desk, world } = rig;
  const db = sqlOutside(desk);
  const moved = EDITORS - 1;
  const { rows } = await sql<{ clientId: string; accountId: string; authorId: string; editorId: string }>`
    update social_account a set external_id = ${String(EDITORS)} from member m, member e
    where m.telegram_id = ${String(AUTHOR)} and e.telegram_id = ${String(EDITOR)}
    returning a.client_id as "clientId", a.id as "accountId", m.id as "authorId", e.id as "editorId"`.execute(db);
  const [scene] = rows;
  const chat = world.store.get('chats', EDITORS);
  if (!scene || !chat) throw new Error('The scene is not there');
  world.store.transact(() => {
    world.store.put('chats', moved, { ...chat, id: moved, lastMessageId: 0 });
    world.store.put('chats', EDITORS, { ...chat, migratedTo: moved });
  });
  const { parts } = await makeApproved(db, scene, { dueAt: desk.clock.now(), texts: ['To wherever you are'] });
  await until('it is live', async () => (await stateOf(parts[0])) === 'published');
  const live = (await rig.people.as(EDITOR).messages(moved)).filter(says('To wherever you are'));
  expect(live).toHaveLength(1);
});

async function stateOf(id: string | undefined): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`select state from delivery where id = ${id}`.execute(
    sqlOutside(rig.desk),
  );
  return rows[0]?.state;
}

function bot() {
  const { clock } = rig.desk;
  return rig.bot(rig.server.url, createSendPace(sqlOutside(rig.desk), RATES, clock));
}

/** As in a process of its own: nothing is shared but the database. */
function startWorker() {
  const { desk } = rig;
  const { clock, ids } = desk;
  const pace = createSendPace(sqlOutside(desk), RATES, clock);
  const pacing = { pace, clock, follow: (from: string, to: string) => followChat(desk, from, to) };
  const dispatch = createDispatch({ ...desk, sql: sqlOutside(desk), notices: bot().notices, pacing });
  const store = new DeliveryStore(sqlOutside(desk), 60_000);
  const deps = { store, dispatch, wake: desk.wake, clock, ids, log: quietLog, leaseMs: 60_000 };
  const worker = createWorker(deps, { concurrency: 10, everyMs: 50, works: true });
  worker.start();
  return worker;
}

async function tell(chatId: number, by: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from client`.execute(sqlOutside(rig.desk));
  const what = { clientId: rows[0]?.id ?? '', language: 'en', key: 'told-resumed', facts: { by } };
  await transact(rig.desk, (tx) => announce(tx, { chatId: String(chatId), ...what }));
}

async function told(chatId: number): Promise<string[]> {
  const person = rig.people.as(chatId === EDITORS ? EDITOR : AUTHOR);
  const messages = await person.messages(chatId === EDITORS ? EDITORS : BOT);
  return messages.filter(says('Number')).map(({ text }) => text ?? '');
}

async function refusals() {
  return (await rig.people.requests()).filter(({ outcome }) => 'error_code' in outcome && outcome.error_code === 429);
}
