import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrm } from '../../src/db/orm.js';
import { createSendPace } from '../../src/db/send-pace.js';
import type { Sql } from '../../src/db/sql.js';
import { type SendRequest, TELEGRAM_RATES } from '../../src/domain/pace.js';
import type { SendPace } from '../../src/ports.js';
import { type OpenDatabase, openTestDatabase } from '../support/database.js';
import { quietLog } from '../support/log.js';

let db: OpenDatabase;
let nowMs = Date.parse('2026-11-21T12:00:00Z');
const clock = { now: () => new Date(nowMs) };
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

const paceOn = (sql: Sql): SendPace => createSendPace(sql, TELEGRAM_RATES, clock);
const send = (chatId: string, messages = 1): SendRequest => ({ chatId, how: 'send', messages });
/** Milliseconds from now. */
const wait = async (at: Promise<Date>) => (await at).getTime() - nowMs;

test('of two processes that ask at the same moment, one is told to come later', async () => {
  const orm = await createOrm(db.url, quietLog);
  try {
    const paces = [paceOn(db.sql), paceOn(orm.em.fork().getKysely())];
    const waits = await Promise.all(paces.map((pace) => wait(pace.take(send('-1'), false))));
    expect(waits.toSorted((a, b) => a - b)).toEqual([0, 1_200]);
  } finally {
    await orm.close(true);
  }
});

test('those who wait for a chat come one after the other, and nobody overtakes them', async () => {
  const pace = paceOn(db.sql);
  const waits = [];
  for (let i = 0; i < 4; i += 1) waits.push(await wait(pace.promise(send('21'))));
  expect(waits).toEqual([0, 1_200, 2_400, 3_600]);
  expect(await wait(pace.take(send('21'), true))).toBe(0);
  expect(await wait(pace.take(send('21'), false))).toBe(4_800);
  nowMs += 1_200;
  expect(await wait(pace.take(send('21'), true))).toBe(0);
});

test('chats do not wait for each other until there are too many of them in a second', async () => {
  nowMs += 60_000;
  const pace = paceOn(db.sql);
  const waits = await Promise.all(Array.from({ length: 33 }, (_, i) => wait(pace.take(send(String(100 + i)), false))));
  expect(waits.filter((ms) => ms === 0)).toHaveLength(30);
  expect(waits.filter((ms) => ms === 1_200)).toHaveLength(3);
});

test('an answer to a person goes at once, and a notice stands back for it', async () => {
  nowMs += 60_000;
  const pace = paceOn(db.sql);
  await pace.take(send('31'), false);
  await pace.count(send('31'));
  expect(await wait(pace.take(send('31'), false))).toBe(1_200);
});

test('a chat that Telegram closed for a while stays closed, and only that one', async () => {
  nowMs += 60_000;
  const pace = paceOn(db.sql);
  await pace.shut('-41', new Date(nowMs + 9_000));
  expect(await wait(pace.take(send('-41'), true))).toBe(9_000);
  expect(await wait(pace.take(send('-42'), false))).toBe(0);
});

test('a promise that nobody came for is forgotten', async () => {
  nowMs += 60_000;
  const pace = paceOn(db.sql);
  for (let i = 0; i < 3; i += 1) await pace.promise(send('51'));
  nowMs += 10_000;
  expect(await wait(pace.promise(send('51')))).toBe(0);
});
