import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { telegramHeard } from '../../src/reads/telegram-heard.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { AUTHOR, BOT, EDITOR, TOKEN } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { type HearingRig, openHearing } from '../support/hearing-rig.js';
import { pngOf } from '../support/sample-media.js';
import { until } from '../support/until.js';

let it: HearingRig;
beforeAll(async () => {
  it = await openHearing();
});
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(() => it.rig.people.clearFaults());

/** On a machine that does other things as well. */
const PATIENT = { timeout: 20_000 };

test('of two processes one listens, and the other goes on when it stops', async () => {
  const [first, second] = [it.bot('polling'), it.bot('polling')];
  await first.start();
  const listener = await holder();
  await second.start();
  await hears('First is listening');
  expect(await holder()).toEqual(listener);
  expect([first, second].map((bot) => bot.state())).toEqual([UP, UP]);
  await first.stop();
  await hears('Second is listening');
  expect(await holder()).not.toEqual(listener);
  await second.stop();
  expect(await holder()).toEqual([]);
  expect(it.rig.logged.filter((line) => line.includes('409'))).toEqual([]);
  expect(await texts()).toEqual(['First is listening', 'Second is listening']);
});

test('when the one that listens is killed, another one does so within seconds', async () => {
  await it.rows(
    `insert into turn (name, holder, until) values ('telegram', '${it.dead.id}', now() + interval '2 seconds')`,
  );
  const bot = it.bot('polling');
  await bot.start();
  expect(await holder()).toEqual([{ holder: it.dead.id }]);
  await hears('After the killed one');
  await bot.stop();
});

test('what two processes have in hand at once, because one did not notice that it was away too long, is one draft and one card', async () => {
  const unaware = { lastsMs: 60_000, take: async () => true, give: async () => undefined };
  const [first, second] = [it.bot('polling', unaware), it.bot('polling')];
  await first.start();
  await it.rig.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 4_000, times: 2 });
  await it.rig.people.as(AUTHOR).sendPhoto(BOT, pngOf(401, 200, 3_000), 'In two hands');
  await until('the first has it', async () => (await it.rig.people.faults()).some(({ times }) => times === 1));
  await second.start();
  await until('the second has it too', async () => (await it.rig.people.faults()).length === 0);
  await first.stop();
  await hears('Behind what is in two hands');
  await until('all is confirmed', () => it.rig.world.updates.size === 0);
  await second.stop();
  expect((await texts()).filter((text) => text === 'In two hands')).toHaveLength(1);
  const cards = `select 1 from card k join post p on p.id = k.post_id where p.content ->> 'text' = 'In two hands'`;
  expect(await it.rows(cards)).toHaveLength(1);
});

test('another program with the same token is named in the log and to other processes, until it is gone', async () => {
  const heard = () => telegramHeard(sqlOutside(it.rig.desk));
  expect(await heard()).toMatchObject({ up: false, detail: 'No process with the role bot listens to Telegram.' });
  const bot = it.bot('polling');
  await bot.start();
  expect(await heard()).toEqual({ up: true });
  const other = setInterval(() => void steal(), 100);
  await expect
    .poll(heard, PATIENT)
    .toMatchObject({ up: false, detail: expect.stringContaining('Another program listens with') });
  clearInterval(other);
  await expect.poll(heard, PATIENT).toEqual({ up: true });
  expect(it.rig.logged.some((line) => line.includes('give this desk a bot of its own'))).toBe(true);
  await bot.stop();
});

const UP = { up: true, lastError: null };

/** A poll by somebody else, which ends ours. */
async function steal(): Promise<void> {
  const answer = await fetch(`${it.rig.server.url}/bot${TOKEN}/getUpdates?timeout=0`);
  await answer.arrayBuffer();
}

async function hears(text: string): Promise<void> {
  await it.rig.people.as(AUTHOR).send(BOT, text);
  await expect.poll(texts, PATIENT).toContain(text);
  await it.rig.people.as(EDITOR).send(BOT, '/status');
  await it.rig.people.as(EDITOR).waitFor(BOT, says('right now'));
}

async function holder(): Promise<unknown[]> {
  return it.rows(`select holder from turn where name = 'telegram'`);
}

async function texts(): Promise<string[]> {
  const rows = await it.rows<{ text: string }>(`select content ->> 'text' as text from post order by number`);
  return rows.map(({ text }) => text);
}
