import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Content } from '../../src/domain/content.js';
import type { SentFile } from '../../src/sandbox/telegram/people-client.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { AUTHOR, BOT, type BotRig, openBotRig } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { pngOf } from '../support/sample-media.js';

const LARGE: SentFile = { kind: 'document', data: pngOf(400, 300, 21 * 1024 * 1024), mime: 'image/png' };

test('what Telegram does not hand to bots is answered with what to do', async () => {
  await using rig = await openBotRig();
  await rig.bot().start();
  const author = rig.people.as(AUTHOR);
  const sent = await author.sendFiles(BOT, [LARGE]);
  const answer = await author.waitFor(BOT, says('larger than the 20 MB'));
  expect(answer.replyTo).toBe(sent.id);
  expect(await contents(rig)).toEqual([]);
});

test('where there is a page to upload to, the answer has its link', async () => {
  await using rig = await openBotRig({ webAddress: 'https://desk.example' });
  await rig.bot().start();
  const author = rig.people.as(AUTHOR);
  await author.sendFiles(BOT, [LARGE]);
  await author.waitFor(BOT, says('https://desk.example/upload/'));
  const { rows } = await sql`select post_id, chat_id, language from upload_link`.execute(sqlOutside(rig.desk));
  expect(rows).toEqual([{ post_id: null, chat_id: String(AUTHOR), language: 'en' }]);
});

test('a Bot API server of one’s own hands over files of any size on the disk', async () => {
  await using rig = await openBotRig({ local: true });
  await rig.bot().start();
  await rig.people.as(AUTHOR).sendFiles(BOT, [LARGE], 'In full quality');
  await expect
    .poll(() => contents(rig), { timeout: 10_000 })
    .toMatchObject([{ text: 'In full quality', media: [{ width: 400, height: 300 }] }]);
});

test('a file that such a server names and nobody can read is no lost message, and its path is not logged', async () => {
  await using rig = await openBotRig({ local: true });
  const author = rig.people.as(AUTHOR);
  const sent = await author.sendFiles(BOT, [LARGE]);
  const path = rig.world.files.pathOf(rig.world.files.find(sent.file?.fileId ?? '')?.sha256 ?? '');
  await rm(path);
  await rig.bot().start();
  await author.waitFor(BOT, says('Something went wrong on our side'));
  expect(rig.logged.join('\n')).toContain('give both the same directory');
  expect(rig.logged.join('\n')).not.toContain(path);
});

async function contents({ desk }: BotRig): Promise<Content[]> {
  const { rows } = await sql<{ content: Content }>`select content from post`.execute(sqlOutside(desk));
  return rows.map(({ content }) => content);
}
