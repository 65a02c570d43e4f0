import { afterAll, beforeAll, beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import type { DeskBot } from '../../bot/bot.js';
import { tidy } from '../../src/usecases/tidy.js';
import { AUTHOR, BOT, EDITOR } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { type CuttableProxy, startProxy } from '../support/cuttable-proxy.js';
import { type HearingRig, openHearing, SECRET, WAITING_MAX } from '../support/hearing-rig.js';
import { pngOf } from '../support/sample-media.js';
import { until } from '../support/until.js';

let network: CuttableProxy;
let it: HearingRig;
beforeAll(async () => {
  const { hostname, port } = new URL(inject('postgres').adminUrl);
  network = await startProxy(Number(port), hostname);
  it = await openHearing(network.port);
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await network.close();
});
beforeEach(() => it.rig.people.clearFaults());

/** On a machine that does other things as well. */
const PATIENT = { timeout: 20_000 };

test('what comes is taken before it is handled, handled by any process with the bot, and not kept', async () => {
  const bots = await started(2);
  await it.rig.people.as(AUTHOR).send(BOT, '/status');
  await it.rig.people.as(AUTHOR).waitFor(BOT, says('right now'));
  await until('it is done', async () => (await open()) === 0);
  expect(await it.rows('select 1 from telegram_update where body is not null')).toEqual([]);
  await stopped(bots);
});

test('it is answered while the work goes on, and what one person waits for holds up nobody else', async () => {
  const bots = await started(1);
  await it.rig.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 1_500 });
  await it.rig.people.as(AUTHOR).sendPhoto(BOT, pngOf(301, 200, 3_000), 'Slow by webhook');
  await it.rig.people.as(EDITOR).send(BOT, '/status');
  await it.rig.people.as(EDITOR).waitFor(BOT, says('right now'));
  expect(it.rig.world.updates.size).toBe(0);
  expect(await texts()).not.toContain('Slow by webhook');
  await expect.poll(texts, PATIENT).toContain('Slow by webhook');
  await stopped(bots);
});

test('a tap behind a large file of the same chat is answered early, and a refusal is said when it is known', async () => {
  const bots = await started(1);
  const author = it.rig.people.as(AUTHOR);
  await author.send(BOT, '/settings');
  const settings = await author.waitFor(BOT, says('My settings'));
  const membership = `membership where member_id = (select id from member where telegram_id = '${AUTHOR}')`;
  for (const [isMember, text] of [
    [true, 'One moment: this takes a little longer.'],
    [false, 'Хвилинку: це триває трохи довше.'],
  ] as const) {
    await it.rig.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 2_500 });
    await author.sendPhoto(BOT, pngOf(isMember ? 321 : 322, 200, 3_000), `Before the tap ${isMember}`);
    await until('it is being fetched', async () => (await it.rig.people.faults()).length === 0);
    const tap = author.tap(settings, 'Українська');
    if (!isMember) await it.rows(`update ${membership.replace('where', 'set removed_at = now() where')}`);
    expect(await tap).toMatchObject({ text, alert: false });
    await until('all is handled', async () => (await open()) === 0);
  }
  const said = (await author.messages(BOT)).filter(({ replyTo }) => replyTo === settings.id);
  expect(said.map(({ text }) => text)).toEqual(['This is for the members of the desk.']);
  await it.rows(`update ${membership.replace('where', 'set removed_at = null where')}`);
  await it.rows(`update member set language = 'en' where telegram_id = '${AUTHOR}'`);
  await stopped(bots);
});

test('two processes keep the messages of each chat in their order, and albums together', async () => {
  const bots = await started(2);
  const before = await texts();
  const sent = Array.from({ length: 8 }, (_, i) => [`Author ${i}`, `Editor ${i}`] as const);
  for (const [first, second] of sent) {
    await it.rig.people.as(AUTHOR).send(BOT, first);
    await it.rig.people.as(EDITOR).send(BOT, second);
  }
  const album = [311, 312, 313].map((width) => pngOf(width, 200, 3_000));
  await it.rig.people.as(AUTHOR).sendPhoto(BOT, album, 'An album behind them');
  await it.rig.people.as(AUTHOR).send(BOT, 'Author last');
  await expect.poll(texts, PATIENT).toHaveLength(before.length + 18);
  const made = (await texts()).slice(before.length);
  const of = (who: string) => made.filter((text) => text.startsWith(who));
  expect(of('Editor')).toEqual(sent.map(([, second]) => second));
  expect(of('A')).toEqual([...sent.map(([first]) => first), 'An album behind them', 'Author last']);
  expect(
    await it.rows(
      `select jsonb_array_length(content -> 'media') as media from post where content ->> 'text' = 'An album behind them'`,
    ),
  ).toEqual([{ media: 3 }]);
  await stopped(bots);
});

test('what a killed process had in hand is taken by another one when its lease has lapsed, in order and once', async () => {
  await it.rig.people.as(AUTHOR).send(BOT, 'Held by the dead');
  await it.rig.people.as(AUTHOR).send(BOT, 'Behind it');
  await until('both are stored', async () => (await open()) === 2);
  await it.rows(`update telegram_update set lease = '${it.dead.id}', leased_until = now() + interval '2 seconds', tries = 1
    where update_id = (select min(update_id) from telegram_update where done_at is null)`);
  const bots = await started(2);
  await it.rig.people.as(EDITOR).send(BOT, '/status');
  await it.rig.people.as(EDITOR).waitFor(BOT, says('right now'));
  await expect.poll(async () => (await texts()).slice(-2), PATIENT).toEqual(['Held by the dead', 'Behind it']);
  const leases = await it.rows<{ tries: number }>(`select tries from telegram_update order by update_id desc limit 3`);
  expect(leases.map(({ tries }) => tries)).toEqual([1, 1, 2]);
  await stopped(bots);
});

test('what is stored and not handled when a desk goes over to polling is handled all the same', async () => {
  await it.rig.people.as(AUTHOR).send(BOT, 'Left by the webhook');
  await until('it is stored', async () => (await open()) === 1);
  const bot = it.bot('polling');
  await bot.start();
  await expect.poll(texts, PATIENT).toContain('Left by the webhook');
  await bot.stop();
});

test('a repeated update is answered and handled once, and one that ends every process is passed over', async () => {
  const bots = await started(1);
  const again = { update_id: 900_000_001, message: { ...message(7_001), text: 'Sent twice by Telegram' } };
  expect(await call(again)).toBe(200);
  await expect.poll(texts, PATIENT).toContain('Sent twice by Telegram');
  expect(await call(again)).toBe(200);
  await stopped(bots);
  await call({ update_id: 900_000_002, message: { ...message(7_002), text: 'Deadly' } });
  await call({ update_id: 900_000_003, message: { ...message(7_003), text: 'Behind the deadly one' } });
  await it.rows('update telegram_update set tries = 5 where update_id = 900000002');
  const others = await started(1);
  await expect.poll(texts, PATIENT).toContain('Behind the deadly one');
  const all = await texts();
  expect(all.filter((text) => text === 'Sent twice by Telegram')).toHaveLength(1);
  expect(all).not.toContain('Deadly');
  await stopped(others);
});

test('the number of what is handled stays for a day, and what is not handled for ever', async () => {
  const [yesterday, just, waiting] = [900_000_021, 900_000_022, 900_000_023];
  await it.rows(`insert into telegram_update (update_id, chat_id, received_at, done_at) values
    (${yesterday}, 1, now() - interval '2 days', now() - interval '25 hours'),
    (${just}, 1, now() - interval '2 days', now() - interval '23 hours'), (${waiting}, 1, now() - interval '2 days', null)`);
  await tidy(it.rig.desk);
  const left = await it.rows<{ id: string }>(
    `select update_id as id from telegram_update where update_id >= ${yesterday} order by 1`,
  );
  expect(left.map(({ id }) => Number(id))).toEqual([just, waiting]);
  await it.rows(`delete from telegram_update where update_id = ${waiting}`);
});

test.each([
  ['without the secret', null, '{"update_id":5}', 401],
  ['with another secret', 'another-secret-of-somebody', '{"update_id":5}', 401],
  ['that is no update', SECRET, '{"message":{}}', 400],
  ['that is no JSON', SECRET, 'update', 400],
])('what comes %s is refused', async (_what, secret, body, status) => {
  const stored = await it.rows('select update_id from telegram_update');
  expect(await call(body, secret)).toBe(status);
  expect(await it.rows('select update_id from telegram_update')).toEqual(stored);
});

test('a slash at the end of the address is taken too', async () => {
  expect(await call({ update_id: 900_000_009 }, SECRET, `${it.url}/`)).toBe(200);
});

test('while no bot runs Telegram keeps what is more than the table may hold, and brings it later', async () => {
  for (let id = 910_000_000; (await open()) < WAITING_MAX; id += 1) expect(await call({ update_id: id })).toBe(200);
  expect(await call({ update_id: 919_000_000 })).toBe(503);
  expect(await open()).toBe(WAITING_MAX);
  const bots = await started(1);
  await expect.poll(() => call({ update_id: 919_000_000 }), PATIENT).toBe(200);
  await until('all is handled', async () => (await open()) === 0);
  await stopped(bots);
});

test('while Postgres is away Telegram is told to come again, and what it brings then is handled', async () => {
  const bots = await started(1);
  await network.cut();
  expect(await call({ update_id: 900_000_010 })).toBe(503);
  await it.rig.people.as(AUTHOR).send(BOT, 'Brought again');
  await until('Telegram was refused', () => it.rig.world.updates.webhook?.lastError?.includes('503') ?? false);
  await network.restore();
  await expect.poll(texts, PATIENT).toContain('Brought again');
  await stopped(bots);
});

test('Telegram is told the address once, without losing what waits, and anew when the secret is another', async () => {
  const bots = await started(1);
  expect(it.rig.world.updates.webhook).toMatchObject({ url: it.url, secret: SECRET, maxConnections: 40 });
  const told = () => it.rig.world.updates.webhook;
  const before = told();
  await stopped(bots);
  await stopped(await started(2));
  expect(told()).toBe(before);
  it.secret = it.doorSecret = 'another-secret-of-this-desk';
  await it.rig.people.as(AUTHOR).send(BOT, 'In between');
  await stopped(await started(1));
  expect(told()).toMatchObject({ url: it.url, secret: it.secret });
  it.secret = it.doorSecret = SECRET;
});

test('what keeps Telegram from getting through is known to people, and that it is over', async () => {
  const bots = await started(1);
  it.doorSecret = 'lost-by-a-proxy-in-between';
  await it.rig.people.as(AUTHOR).send(BOT, 'Before the closed door');
  await until('Telegram was refused', () => it.rig.world.updates.webhook?.lastError != null);
  await stopped(bots);
  const others = await started(1);
  await until('it is known', () => others[0]?.state().up === false);
  expect(others[0]?.state().detail).toContain('401 Unauthorized. Check that SITE_URL reaches this desk');
  it.doorSecret = SECRET;
  await expect.poll(texts, PATIENT).toContain('Before the closed door');
  await stopped(others);
  const last = await started(1);
  expect(last[0]?.state()).toEqual({ up: true, lastError: null });
  await stopped(last);
});

function message(id: number) {
  const from = { id: AUTHOR, is_bot: false, first_name: 'Olena' };
  return { message_id: id, date: 1, chat: { id: AUTHOR, type: 'private', first_name: 'Olena' }, from };
}

async function call(body: object | string, secret: string | null = SECRET, url = it.url): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    ...(secret !== null && { 'x-telegram-bot-api-secret-token': secret }),
  };
  const given = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url, { method: 'POST', headers, body: given });
  await answer.arrayBuffer();
  return answer.status;
}

async function started(count: number): Promise<DeskBot[]> {
  const bots = Array.from({ length: count }, () => it.bot('webhook'));
  onTestFinished(() => stopped(bots));
  await Promise.all(bots.map((bot) => bot.start()));
  return bots;
}

async function stopped(bots: readonly DeskBot[]): Promise<void> {
  await Promise.all(bots.map((bot) => bot.stop()));
}

async function open(): Promise<number> {
  return (await it.rows('select 1 from telegram_update where done_at is null')).length;
}

async function texts(): Promise<string[]> {
  const rows = await it.rows<{ text: string }>(`select content ->> 'text' as text from post order by number`);
  return rows.map(({ text }) => text);
}
