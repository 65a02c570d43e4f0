import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeskBot } from '../../bot/bot.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import type { Desk } from '../../src/usecases/desk.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { sweep } from '../../src/usecases/sweep.js';
import { watchHeartbeat } from '../../src/usecases/watch-heartbeat.js';
import { AUTHOR, BOT, type BotRig, EDITOR, openBotRig } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { openDesk } from '../support/desk-app.js';
import { makeApproved, type Scene } from '../support/rows.js';

const MINUTE_MS = 60_000;

let rig: BotRig;
let bot: DeskBot;
let admin: Person;
let desk: Desk;
let db: ReturnType<typeof sqlOutside>;
let later = 0;

beforeAll(async () => {
  rig = await openBotRig({ webAddress: 'https://desk.example' });
  db = sqlOutside(rig.desk);
  const { clock } = rig.desk;
  desk = { ...rig.desk, clock: { ...clock, now: () => new Date(clock.now().getTime() + later) } };
  await sql`update membership set role = 'admin' where member_id = (select id from member where telegram_id = ${String(EDITOR)})`.execute(
    db,
  );
  admin = rig.people.as(EDITOR);
  bot = rig.bot();
  await bot.start();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(async () => {
  later = 0;
  for (const table of ['attempt', 'evidence', 'delivery', 'alert'])
    await sql`delete from ${sql.table(table)}`.execute(db);
  await sql`update social_account set state = 'connected', queue_held_at = null`.execute(db);
  await sql`update client set frozen_at = null, created_at = now()`.execute(db);
});

async function probe(ageMs: number): Promise<void> {
  const at = new Date(desk.clock.now().getTime() - ageMs);
  await sql`insert into delivery (kind, state, due_at, give_up_at, created_at, updated_at)
    values ('probe', 'published', ${at}, ${at}, ${at}, ${at})`.execute(db);
}

/** A publication in this state, since so long. */
async function part(state: string, ageMs: number): Promise<void> {
  const at = new Date(rig.desk.clock.now().getTime() - ageMs);
  const { parts } = await makeApproved(db, await scene(), { dueAt: at, texts: ['a secret recipe'] });
  await sql`update delivery set state = ${state}, updated_at = ${at}, attempts = ${state === 'unknown' ? ['open'] : []}::text[]
    where id = ${parts[0] ?? ''}`.execute(db);
}

async function scene(): Promise<Scene> {
  const { rows } = await sql<Scene>`select c.id as "clientId", a.id as "accountId",
      (select id from member where telegram_id = ${String(AUTHOR)}) as "authorId",
      (select id from member where telegram_id = ${String(EDITOR)}) as "editorId"
    from client c join social_account a on a.client_id = c.id`.execute(db);
  const [found] = rows;
  if (!found) throw new Error('There is no client');
  return found;
}

async function asked(...words: string[]): Promise<string[]> {
  const { id } = await admin.send(BOT, '/health');
  const answer = await admin.waitFor(BOT, (message) => message.id > id && says(...words)(message));
  return (answer.text ?? '').split('\n');
}

describe('/health', () => {
  test('says in five lines that all is well', async () => {
    await probe(24_000);
    await part('scheduled', -MINUTE_MS);
    const [title, , ...lines] = await asked('does everything work?');
    expect(title).toBe('Daily Bean: does everything work?');
    expect(lines).toEqual([
      expect.stringMatching(/^💓 The last heartbeat went through 2\d s ago\.$/),
      '🗄 The database, the alarm clock and Telegram answer.',
      '📬 1 publication is on its way; nothing waits past its time.',
      '👌 No lost answers, nothing held, nothing failed.',
      '🟢 1 account works.',
    ]);
  });

  test('says what is wrong, and the next step', async () => {
    await probe(10 * MINUTE_MS);
    await part('scheduled', 5 * MINUTE_MS);
    await part('scheduled', -MINUTE_MS);
    for (const state of ['unknown', 'unknown', 'failed', 'held']) await part(state, MINUTE_MS);
    const [, , ...lines] = await asked('The last heartbeat went through 10 min ago: nothing goes out');
    expect(lines[2]).toBe(
      '📬 On the way: 2. Due but not gone: 1, the oldest for 5 mins. /login opens the page that says what is in the way.',
    );
    expect(lines[3]).toContain('Lost answers: 2 · held: 1 · failed: 1.');
    expect(lines).toHaveLength(5);
    const answer = await admin.waitFor(BOT, says('Due but not gone: 1'));
    const { clientId } = await scene();
    expect(answer.buttons.flat().map(({ url }) => url)).toEqual([
      `https://desk.example/admin/jobs?client=${clientId}&view=unknown`,
    ]);
  });

  test('names accounts that stand still, and does not call their queue late', async () => {
    await probe(0);
    await part('scheduled', 5 * MINUTE_MS);
    await sql`update social_account set queue_held_at = now()`.execute(db);
    const [, , ...lines] = await asked('To be connected again under /accounts: Daily Bean.');
    expect(lines[2]).toContain('On the way: 1. Past their time: 1, kept by');
    await sql`update client set frozen_at = now()`.execute(db);
    await asked('this desk is frozen');
  });

  test('is for admins', async () => {
    const author = rig.people.as(AUTHOR);
    await author.send(BOT, '/health');
    const answer = await author.waitFor(BOT, says('admin'));
    expect(answer.text).not.toContain('heartbeat');
  });
});

describe('admins are told once', () => {
  test('that the heartbeat is late, by whichever process notices, and when it is back for good', async () => {
    const [one, other] = [watchHeartbeat(desk, bot.notices), watchHeartbeat(desk, bot.notices)];
    const look = () => Promise.all([one(), other()]);
    const before = await said('The desk has stopped');
    await probe(5 * MINUTE_MS);
    await look();
    expect(await said('The desk has stopped')).toBe(before);
    later = MINUTE_MS;
    await look();
    await look();
    expect(await said('The desk has stopped: for 6 min nothing has gone through')).toBe(before + 1);

    await probe(0);
    await look();
    later += MINUTE_MS;
    await probe(3 * MINUTE_MS);
    await sql`update delivery set updated_at = updated_at - interval '1 hour'`.execute(db);
    await look();
    later += MINUTE_MS;
    await look();
    expect(await said('The desk has stopped')).toBe(before + 1);
    expect(await said('The desk works again')).toBe(0);

    await probe(0);
    await look();
    later += 5 * MINUTE_MS;
    await probe(0);
    await look();
    await look();
    expect(await said('The desk works again')).toBe(1);
  });

  test('also where Telegram could not be reached at first', async () => {
    const before = await said('The desk has stopped');
    const watch = watchHeartbeat(desk, bot.notices);
    await probe(5 * MINUTE_MS);
    await watch();
    later = MINUTE_MS;
    await rig.people.fault({ kind: 'lost-before', methods: ['sendMessage'] });
    await watch();
    expect(await said('The desk has stopped')).toBe(before);
    await watch();
    expect(await said('The desk has stopped')).toBe(before + 1);
  });

  test('that answers have been lost for half an hour, all together, and when all is decided', async () => {
    await part('unknown', 20 * MINUTE_MS);
    await part('unknown', 31 * MINUTE_MS);
    await part('unknown', 40 * MINUTE_MS);
    await sweep(desk);
    await sweep(desk);
    expect(await alerts()).toEqual([`${EDITOR} alert-unknown 2`]);
    await sql`update delivery set state = 'left' where state = 'unknown' and updated_at < now() - interval '35 min'`.execute(
      db,
    );
    await sweep(desk);
    expect(await alerts()).toHaveLength(1);
    await sql`update delivery set state = 'left' where state = 'unknown'`.execute(db);
    await sweep(desk);
    await sweep(desk);
    expect(await alerts()).toEqual([`${EDITOR} alert-unknown 2`, `${EDITOR} alert-unknown-over `]);
  });
});

test('/login gives an admin a link in private, and it opens the pages', async () => {
  await using opened = await openDesk();
  const { admin: person, editor, chats } = opened;
  await editor.send(chats.bot, '/login');
  await editor.waitFor(chats.bot, says('admin'));
  await person.send(chats.bot, '/login');
  const answer = await person.waitFor(chats.bot, says('/login/'));
  const link = /http\S+/.exec(answer.text ?? '')?.[0] ?? '';
  const headers = { origin: opened.url, 'sec-fetch-site': 'same-origin' };
  const entered = await fetch(link, { method: 'POST', headers, redirect: 'manual' });
  expect(entered.status).toBe(303);
  await person.send(chats.bot, '/health');
  await person.waitFor(chats.bot, says('The last heartbeat went through', 'accounts work'));
});

/** How many messages the admin has that say so. */
async function said(...words: string[]): Promise<number> {
  return (await admin.messages(BOT)).filter(says(...words)).length;
}

async function alerts(): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`select concat_ws(' ', payload ->> 'chatId', payload ->> 'key',
      coalesce(payload -> 'facts' ->> 'count', '')) as said
    from delivery where kind = 'notice' and payload ->> 'key' like 'alert-%' order by seq`.execute(db);
  return rows.map((row) => row.said);
}
