import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';
import { offers } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('an album of ten and what follows it is one draft in its order, though the desk goes down in the middle', async () => {
  const { author, chats } = desk;
  const widths = Array.from({ length: 11 }, (_, index) => 211 + index);
  // The third file is slow, so that the desk goes down with some parts taken and others not.
  await desk.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 1 });
  await desk.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 1 });
  await desk.people.fault({ kind: 'slow', methods: ['getFile'], delayMs: 1_500 });
  await author.sendPhoto(chats.bot, widths.map(pictureOf), 'Ten cups, and one more');
  await expect.poll(() => desk.people.faults(), { timeout: 10_000 }).toEqual([]);

  desk = await desk.restart();
  const card = await desk.author.waitFor(chats.bot, isCard, 20_000);
  await expect.poll(() => newestWidths(), { timeout: 10_000 }).toEqual(widths);
  await desk.author.waitFor(chats.bot, ({ id, text }) => id === card.id && /11/.test(text ?? ''), 10_000);

  // Everything is known: nothing of it is taken again after one more start.
  desk = await desk.restart();
  await desk.author.send(chats.bot, 'The next post');
  await desk.author.waitFor(chats.bot, (message) => isCard(message) && /The next post/.test(message.text ?? ''));
  expect(await countPosts()).toBe(2);
});

function pictureOf(width: number): Buffer {
  return pngOf(width, 200, 2_000);
}

function isCard(message: MessageView): boolean {
  return message.from.isBot && (offers(message, 'submit') || offers(message, 'media') || offers(message, 'archive'));
}

async function newestWidths(): Promise<unknown> {
  const { rows } = await sql<{ widths: unknown }>`
    select jsonb_path_query_array(content, '$.media[*].width') as widths from post order by number desc limit 1`.execute(
    sqlOutside(desk.app.desk),
  );
  return rows[0]?.widths;
}

async function countPosts(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from post`.execute(
    sqlOutside(desk.app.desk),
  );
  return rows[0]?.count ?? 0;
}
