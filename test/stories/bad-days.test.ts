import { kill } from 'node:process';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBot } from '../../bot/bot.js';
import { loadTexts } from '../../bot/texts.js';
import { recordedPostmaster } from '../../src/db/embedded/processes.js';
import { orMediaFull } from '../../src/media/disk-trouble.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { AUTHOR, BOT, openBotRig, TOKEN } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { collectingLog } from '../support/collecting-log.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';
import { draft, offers, speak, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
  await speak(desk, desk.author, 'Українська');
  await speak(desk, desk.admin, 'Русский');
});
afterAll(() => desk[Symbol.asyncDispose]());

const PATIENCE_MS = 20_000;

test('a preview that Telegram puts off says whose doing that is and when to come again', async () => {
  const sent = await desk.author.sendPhoto(desk.chats.bot, pngOf(500, 400, 2_000), 'Подивитися');
  const card = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id > sent.id && offers(message, 'preview'),
  );
  await desk.people.fault({ kind: 'rate-limit', retryAfter: 50, methods: ['sendPhoto'] });
  const answer = await tap(desk.author, card, 'preview');
  expect(answer).toMatchObject({ alert: true, text: expect.stringMatching(/Нічиєї вини.*за (50|49|51) с/) });
});

test('a channel that is gone is told with Telegram’s own words and what to look at, and can be tried again', async () => {
  const description = 'Bad Request: chat not found';
  await desk.people.fault({ kind: 'refuse', chatId: desk.chats.channel, description });
  const card = await approved('Канал зник');
  const failed = await shown(card, says('Виправляти нам', 'chat not found'));
  expect(await liveWith('Канал зник')).toEqual([]);
  await tap(desk.author, failed, 'retry');
  await waitLive(desk, 'Канал зник');
});

test('a revoked token of Instagram is told to author and admin, each in their language, and the channel gets its post', async () => {
  await setTokens('revoked');
  const sent = await desk.author.sendPhoto(desk.chats.bot, pngOf(900, 900, 3_000), 'Без доступу');
  const card = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id > sent.id && offers(message, 'submit'),
  );
  await tap(desk.editor, await submit(desk, card), 'approve');
  await shown(card, says('Хтось прибрав наш застосунок', 'Попросіть адміністратора'));
  await desk.admin.waitFor(
    desk.chats.bot,
    says('Instagram · dailybean стоит', 'больше не принимает наш доступ'),
    PATIENCE_MS,
  );
  expect((await waitLive(desk, 'Без доступу')).photo).not.toBeNull();
});

test('a file for which the disk has no room is not taken, and is once there is room', async () => {
  await using rig = await openBotRig();
  const full = {
    ...rig.desk.media,
    take: () => Promise.reject(orMediaFull(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))),
  };
  const { log } = collectingLog();
  const crowded = createBot({ desk: { ...rig.desk, media: full }, token: TOKEN, apiRoot: rig.server.url, log });
  await crowded.start();
  const author = rig.people.as(AUTHOR);
  const sent = await author.sendPhoto(BOT, pngOf(300, 200, 1_000), 'No room for it');
  const told = await author.waitFor(BOT, ({ replyTo }) => replyTo === sent.id);
  expect(told.text).toBe(loadTexts()('en')('trouble-disk-full'));
  await crowded.stop();
  await rig.bot().start();
  await author.forward(BOT, [sent]);
  const drafts = async () =>
    (await sql<{ words: string }>`select content ->> 'text' as words from post`.execute(sqlOutside(rig.desk))).rows;
  await expect.poll(drafts).toEqual([{ words: 'No room for it' }]);
});

test('where no account is connected, the card says so and who can change that', async () => {
  const db = sqlOutside(desk.app.desk);
  await sql`update social_account set state = 'off'`.execute(db);
  const sent = await desk.author.send(desk.chats.bot, 'Нікуди');
  const card = await desk.author.waitFor(desk.chats.bot, ({ id, text }) => id > sent.id && /Нікуди/.test(text ?? ''));
  expect(card.text).toContain('Ще не підключено жодного акаунта');
  expect(offers(card, 'submit')).toBe(false);
  await sql`update social_account set state = 'connected' where platform = 'telegram'`.execute(db);
});

test('what is sent and approved while Postgres is dead is there once, and live once, when it is back', async () => {
  const waiting = await submit(desk, await draft(desk, 'Перед падінням'));
  await killPostgres();
  const [first, second] = [
    await desk.author.send(desk.chats.bot, 'У темряву, раз'),
    await desk.author.send(desk.chats.bot, 'У темряву, два'),
  ];
  await tap(desk.editor, waiting, 'approve');
  await waitLive(desk, 'Перед падінням');
  const texts = async () => {
    const { rows } = await sql<{ text: string }>`select content ->> 'text' as text from post
      where content ->> 'text' like 'У темряву%' order by number`.execute(sqlOutside(desk.app.desk));
    return rows.map(({ text }) => text);
  };
  await expect.poll(texts, { timeout: PATIENCE_MS }).toEqual([first.text, second.text]);
  await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id > second.id && says('У темряву, два')(message) && offers(message, 'submit'),
    PATIENCE_MS,
  );
  expect(await liveWith('Перед падінням')).toHaveLength(1);
});

async function approved(text: string): Promise<MessageView> {
  const card = await draft(desk, text);
  await tap(desk.editor, await submit(desk, card), 'approve');
  return card;
}

function shown(card: MessageView, fits: (message: MessageView) => boolean): Promise<MessageView> {
  return desk.author.waitFor(desk.chats.bot, (message) => message.id === card.id && fits(message), PATIENCE_MS);
}

async function liveWith(text: string): Promise<MessageView[]> {
  return (await desk.live()).filter((message) => message.text === text);
}

async function setTokens(tokens: 'good' | 'revoked'): Promise<void> {
  const response = await fetch(`${desk.url}/sandbox/instagram/profiles/dailybean/tokens`, {
    method: 'PUT',
    body: JSON.stringify({ tokens }),
    headers: { 'content-type': 'application/json' },
  });
  expect(response.ok).toBe(true);
}

/** The embedded server, whose supervisor starts another one. */
async function killPostgres(): Promise<void> {
  const { rows } = await sql<{ dir: string }>`select current_setting('data_directory') as dir`.execute(
    sqlOutside(desk.app.desk),
  );
  const pid = await recordedPostmaster(rows[0]?.dir ?? '');
  if (pid === null) throw new Error('the embedded server has no number');
  kill(pid, 'SIGKILL');
}
