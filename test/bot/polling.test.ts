import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findFreePort } from '../../src/db/embedded/port.js';
import { startTelegramServer } from '../../src/sandbox/telegram/server.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { AUTHOR, BOT, type BotRig, EDITOR, openBotRig, TOKEN } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { pngOf } from '../support/sample-media.js';
import { until } from '../support/until.js';

let rig: BotRig;
beforeAll(async () => {
  rig = await openBotRig();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(() => rig.people.clearFaults());

test('it starts while Telegram is away, and answers once it is back', async () => {
  const port = await findFreePort();
  const bot = rig.bot(`http://127.0.0.1:${port}`);
  await bot.start();
  expect(bot.state()).toEqual({ up: false, lastError: "Network request for 'getMe' failed!" });
  await rig.people.as(AUTHOR).send(BOT, '/help');
  const server = await startTelegramServer({ world: rig.world, port });
  await rig.people.as(AUTHOR).waitFor(BOT, says('Nothing goes out twice'), 10_000);
  expect(bot.state()).toEqual({ up: true, lastError: null });
  await bot.stop();
  await server.close();
});

test('a slow photo of one person does not hold up another', async () => {
  const bot = rig.bot();
  await bot.start();
  await rig.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 3_000 });
  await rig.people.as(AUTHOR).sendPhoto(BOT, pngOf(200, 200, 3_000), 'Slow to arrive');
  await rig.people.as(EDITOR).send(BOT, '/status');
  await rig.people.as(EDITOR).waitFor(BOT, says('right now'), 2_500);
  expect(await postCount()).toBe(0);
  await until('the photo is a draft', async () => (await postCount()) === 1);
  await bot.stop();
});

test('messages of one person are handled in their order', async () => {
  const bot = rig.bot();
  await bot.start();
  const before = await postCount();
  await rig.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 700 });
  await rig.people.as(AUTHOR).sendPhoto(BOT, pngOf(201, 200, 3_000), 'First of two');
  await rig.people.as(AUTHOR).send(BOT, 'Second of two');
  await until('both are drafts', async () => (await postCount()) === before + 2);
  const texts = await newestTexts(2);
  expect(texts).toEqual(['Second of two', 'First of two']);
  await bot.stop();
});

test('the parts of an album behind its first are fetched together, and what comes after them waits for all', async () => {
  const bot = rig.bot();
  await bot.start();
  const before = await postCount();
  await rig.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 2_000, times: 3 });
  const album = [211, 212, 213].map((width) => pngOf(width, 200, 3_000));
  await rig.people.as(AUTHOR).sendPhoto(BOT, album, 'Three at once');
  await rig.people.as(AUTHOR).send(BOT, 'After the album');
  await until('all three are on their way', async () => (await rig.people.faults()).length === 0);
  // Both others are: one after the other, this would come only when the second had its two seconds.
  expect(await newestTexts(1)).toEqual(['Three at once']);
  expect(await mediaOfNewest()).toBe(1);
  await until('both are drafts', async () => (await postCount()) === before + 2);
  expect(await newestTexts(2)).toEqual(['After the album', 'Three at once']);
  await bot.stop();
});

test('stopping finishes what is in hand, and the next start does not take it again', async () => {
  const bot = rig.bot();
  await bot.start();
  const before = await postCount();
  await rig.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 800 });
  await rig.people.as(AUTHOR).sendPhoto(BOT, pngOf(202, 200, 3_000), 'In hand');
  await until('it is in hand', async () => (await rig.people.faults()).length === 0);
  await bot.stop();
  expect(await postCount()).toBe(before + 1);
  expect(rig.world.updates.size).toBe(0);
});

test('an update that comes twice makes one draft', async () => {
  const first = rig.bot();
  await first.start();
  const before = await postCount();
  await rig.people.as(AUTHOR).send(BOT, 'Twice delivered');
  await until('it is a draft', async () => (await postCount()) === before + 1);
  rig.world.updates.push('message', {
    message_id: await lastMessageId(),
    date: 1,
    chat: { id: AUTHOR, type: 'private', first_name: 'Olena' },
    from: { id: AUTHOR, is_bot: false, first_name: 'Olena' },
    text: 'Twice delivered',
  });
  await rig.people.as(AUTHOR).send(BOT, '/status');
  await rig.people.as(AUTHOR).waitFor(BOT, says('right now'));
  expect(await postCount()).toBe(before + 1);
  await first.stop();
});

test('a second poller with the same token is noticed, and the bot goes on', async () => {
  const bot = rig.bot();
  await bot.start();
  await until('it polls', () => bot.state().up);
  const other = await fetch(`${rig.server.url}/bot${TOKEN}/getUpdates?timeout=0&offset=-1`);
  await other.arrayBuffer();
  await until('the conflict is logged', () => rig.logged.some((line) => line.includes('getUpdates: 409')));
  await until('it is up again', () => bot.state().up);
  expect(bot.state().lastError).toBeNull();
  await bot.stop();
});

test('a file that Telegram does not hand over at once is asked for again', async () => {
  const bot = rig.bot();
  await bot.start();
  await rig.people.fault({ kind: 'error', methods: ['getFile'], times: 2 });
  await rig.people.as(AUTHOR).sendPhoto(BOT, pngOf(204, 200, 3_000), 'At the third try');
  await expect.poll(() => newestTexts(1), { timeout: 10_000 }).toEqual(['At the third try']);
  await bot.stop();
});

test('a network that hands over nothing is told to the person as that, and logged without their words or the token', async () => {
  const bot = rig.bot();
  await bot.start();
  await rig.people.fault({ kind: 'error', methods: ['getFile'], times: 3 });
  await rig.people.as(AUTHOR).sendPhoto(BOT, pngOf(203, 200, 3_000), 'Secret words of an author');
  await rig.people.as(AUTHOR).waitFor(BOT, says('The network could not be reached'));
  await until('it is logged', () => rig.logged.some((line) => line.includes('An update could not be handled')));
  await bot.stop();
  expect(rig.logged.join('\n')).not.toContain('Secret words');
  expect(rig.logged.join('\n')).not.toContain(TOKEN.split(':')[1]);
});

async function mediaOfNewest(): Promise<number> {
  const { rows } = await sql<{ media: number }>`
    select jsonb_array_length(content -> 'media') as media from post order by number desc limit 1`.execute(
    sqlOutside(rig.desk),
  );
  return rows[0]?.media ?? 0;
}

async function postCount(): Promise<number> {
  return (await newestTexts(1_000)).length;
}

async function newestTexts(limit: number): Promise<string[]> {
  const rows = await rig.desk.orm.em
    .fork()
    .getConnection()
    .execute<{ text: string }[]>(`select content ->> 'text' as text from post order by number desc limit ${limit}`);
  return rows.map(({ text }) => text);
}

async function lastMessageId(): Promise<number> {
  const messages = await rig.people.as(AUTHOR).messages(BOT);
  return messages.findLast(says('Twice delivered'))?.id ?? 0;
}
