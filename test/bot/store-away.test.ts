import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createBot } from '../../bot/bot.js';
import { systemClock } from '../../src/system.js';
import { AUTHOR, BOT, type BotRig, EDITOR, openBotRig, TOKEN } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { collectingLog } from '../support/collecting-log.js';
import { type CuttableProxy, startProxy } from '../support/cuttable-proxy.js';
import { until } from '../support/until.js';

/** How long Postgres is away; with 30000 as long as an operator's restart of it may take. */
const AWAY_MS = Number(process.env.COPYDESK_TEST_AWAY_MS ?? 3_000);
const WITHIN_MS = AWAY_MS + 15_000;

let network: CuttableProxy;
let rig: BotRig;
beforeAll(async () => {
  const { hostname, port } = new URL(inject('postgres').adminUrl);
  network = await startProxy(Number(port), hostname);
  rig = await openBotRig({ postgresPort: network.port });
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await network.close();
});
beforeEach(() => network.restore());

test('what people write while Postgres is away becomes drafts when it is back, each once and in order', async () => {
  const bot = rig.bot();
  await bot.start();
  const before = (await draftTexts()).length;
  await network.cut();
  await rig.people.as(AUTHOR).send(BOT, 'First, into the dark');
  await rig.people.as(AUTHOR).send(BOT, 'Second, behind it');
  await rig.people.as(AUTHOR).waitFor(BOT, says('goes on by itself'), 10_000);
  await systemClock.sleep(AWAY_MS);
  await network.restore();
  await expect
    .poll(draftTexts, { timeout: WITHIN_MS })
    .toEqual(expect.arrayContaining(['First, into the dark', 'Second, behind it']));
  const drafts = await draftTexts();
  expect(drafts.slice(before)).toEqual(['First, into the dark', 'Second, behind it']);
  await until('all are confirmed', () => rig.world.updates.size === 0);
  const said = await rig.people.as(AUTHOR).messages(BOT);
  expect(said.filter(says('goes on by itself'))).toHaveLength(1);
  expect(said.filter(says('Something went wrong'))).toEqual([]);
  await bot.stop();
});

test('a tap while Postgres is away is answered at once, and counts when it is back', async () => {
  const bot = rig.bot();
  await bot.start();
  const editor = rig.people.as(EDITOR);
  await editor.send(BOT, '/settings');
  const menu = await editor.waitFor(BOT, says('My settings'));
  await network.cut();
  expect(await editor.tap(menu, 'Українська')).toMatchObject({ text: expect.stringContaining('Your tap counts') });
  await network.restore();
  await editor.waitFor(BOT, (message) => message.id === menu.id && says('Мої налаштування')(message), 10_000);
  await bot.stop();
});

test('a bot that is told to stop while it waits takes the message again at its next start', async () => {
  const first = rig.bot();
  await first.start();
  const logged = rig.logged.length;
  await network.cut();
  await rig.people.as(AUTHOR).send(BOT, 'Kept over a restart');
  await rig.people.as(AUTHOR).send(BOT, 'And what is behind it');
  await until('it waits', () => rig.logged.slice(logged).some((line) => line.includes('waits for Postgres')));
  await first.stop();
  expect(rig.world.updates.size).toBe(2);
  await network.restore();
  const second = rig.bot();
  await second.start();
  await expect
    .poll(async () => (await draftTexts()).slice(-2), { timeout: 10_000 })
    .toEqual(['Kept over a restart', 'And what is behind it']);
  await second.stop();
});

test('after five minutes it is given up, with whose fault it is and what to do, and what is behind it waits no longer', async () => {
  let aheadMs = 0;
  const clock = {
    now: () => new Date(Date.now() + aheadMs),
    sleep: async (ms: number) => {
      aheadMs += ms;
      await systemClock.sleep(1);
    },
  };
  const { log, lines } = collectingLog();
  const bot = createBot({ desk: { ...rig.desk, clock }, token: TOKEN, apiRoot: rig.server.url, log });
  await bot.start();
  await network.cut();
  const author = rig.people.as(AUTHOR);
  const lost = await author.send(BOT, 'Nobody can take this');
  await author.waitFor(BOT, ({ text, replyTo }) => replyTo === lost.id && /five minutes/.test(text ?? ''), 10_000);
  expect(aheadMs).toBeGreaterThanOrEqual(5 * 60_000);
  const next = await author.send(BOT, 'Nor this');
  await author.waitFor(BOT, ({ text, replyTo }) => replyTo === next.id && /five minutes/.test(text ?? ''), 10_000);
  expect(aheadMs).toBeLessThan(6 * 60_000);
  expect(lines.filter((line) => line.includes('could not be handled'))).toHaveLength(2);
  await bot.stop();
});

/** Oldest first. */
async function draftTexts(): Promise<string[]> {
  const rows = await rig.desk.orm.em
    .fork()
    .getConnection()
    .execute<{ text: string }[]>(`select content ->> 'text' as text from post order by number`)
    .catch(() => []);
  return rows.map(({ text }) => text);
}
