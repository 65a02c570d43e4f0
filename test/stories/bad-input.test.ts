import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Content } from '../../src/domain/content.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person, SentFile } from '../../src/sandbox/telegram/people-client.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { plain } from '../media/sample-pictures.js';
import { sampleVideo } from '../media/sample-video.js';
import { says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';
import { offers, tap } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
  await speak(desk.author, 'Українська');
  await speak(desk.admin, 'Русский');
});
afterAll(() => desk[Symbol.asyncDispose]());

type Speaking = 'author' | 'editor' | 'admin';
interface Bad {
  readonly what: string;
  /** The author speaks Ukrainian, the editor English, the admin Russian. */
  readonly who: Speaking;
  send(person: Person): Promise<MessageView>;
  readonly answer: readonly string[];
}

const ZIP = Buffer.concat([Buffer.from('504b03041400000000000000', 'hex'), Buffer.alloc(400, 'z')]);
const HTML = Buffer.from('<!doctype html><html><script>fetch("//evil")</script></html>');
const SCRIPT = '<script>fetch("//evil.example")</script>';
const SVG = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${SCRIPT}</svg>`);
const THUMBNAIL = Buffer.alloc(65_000, 'thumbnail');
const HIDDEN = [SCRIPT, 'PK\x03\x04', 'thumbnail'];
const BOMB = pngOf(20_000, 20_000, 0);

const BAD: readonly Bad[] = [
  {
    what: 'sound alone',
    who: 'admin',
    send: (person) => file(person, 'audio', Buffer.alloc(900, 1), 'voice.ogg', 'audio/ogg'),
    answer: ['Из одного звука пост не сделать', 'Работают текст, фото, видео'],
  },
  {
    what: 'a picture that was cut off',
    who: 'author',
    send: async (person) => document(person, (await plain('jpeg', 900, 600)).subarray(0, 1_500), 'beans.jpg'),
    answer: ['пошкоджений або обірвався дорогою', 'надішліть його ще раз'],
  },
  {
    what: 'noise behind the beginning of a picture',
    who: 'editor',
    send: async (person) => document(person, (await plain('png')).fill(0x5a, 24), 'beans.png'),
    answer: ['damaged or was cut off', 'send it again'],
  },
  {
    what: 'an archive that is called a picture',
    who: 'admin',
    send: (person) => document(person, ZIP, 'beans.jpg'),
    answer: ['называется image/jpeg', 'application/zip'],
  },
  {
    what: 'a page with a script that is called a picture',
    who: 'author',
    send: (person) => document(person, HTML, 'beans.jpg'),
    answer: ['називається image/jpeg', 'text/html'],
  },
  {
    what: 'a small file that unfolds to 400 megapixels',
    who: 'author',
    send: (person) => document(person, BOMB, 'beans.png', 'image/png'),
    answer: ['100 мегапікселів', 'меншу версію'],
  },
  {
    what: 'a video that was cut off',
    who: 'admin',
    send: async (person) => {
      const whole = await sampleVideo();
      return file(person, 'video', whole.subarray(0, whole.length / 2), 'film.mp4', 'video/mp4');
    },
    answer: ['повреждён или оборвался'],
  },
  {
    what: 'a video in a codec that nobody here knows',
    who: 'editor',
    async send(person) {
      const video = await sampleVideo();
      video.write('xyz1', video.lastIndexOf('avc1'), 'latin1');
      return file(person, 'video', video, 'film.mp4', 'video/mp4');
    },
    answer: ['I cannot read the way this video is stored', 'H.264'],
  },
  {
    what: 'a video that is wider than anything shows',
    who: 'admin',
    send: async (person) => file(person, 'video', await sampleVideo({ width: 9_000 }), 'film.mp4', 'video/mp4'),
    answer: ['8192 пикселя на сторону'],
  },
];

test.each(BAD)('$what is answered in the language of whoever sent it, and makes no post', async (bad) => {
  const person = desk[bad.who];
  const before = await postCount();
  const sent = await bad.send(person);
  const answer = await person.waitFor(desk.chats.bot, ({ replyTo }) => replyTo === sent.id, 10_000);
  expect(bad.answer.filter((words) => !says(words)(answer))).toEqual([]);
  expect(await postCount()).toBe(before);
});

test.each([
  { what: 'an archive behind it', hide: (jpeg: Buffer) => Buffer.concat([jpeg, ZIP, Buffer.from(SCRIPT)]) },
  { what: 'a huge thumbnail and a script in its metadata', hide: withMetadata },
])('a picture with $what is only a picture in the post', async ({ hide }) => {
  const given = hide(await plain('jpeg', 640, 480));
  await cardAfter(await document(desk.author, given, 'beans.jpg'));
  const [medium] = (await newestContent()).media;
  expect(medium).toMatchObject({ kind: 'photo', width: 640, height: 480 });
  const kept = Buffer.concat(await desk.app.desk.media.open(medium?.hash ?? '').toArray());
  expect(HIDDEN.filter((words) => kept.includes(words))).toEqual([]);
});

test('a drawing with a script that is called a picture is a file in the post, and no network shows it as a picture', async () => {
  const sent = await document(desk.author, SVG, 'beans.jpg');
  const card = await cardAfter(sent);
  expect(card.text).toContain('image/svg+xml');
  expect((await newestContent()).media).toMatchObject([{ kind: 'document', mime: 'image/svg+xml' }]);
});

test('what does not fit into a post any more is said, and the post stays as it is', async () => {
  const pictures = Array.from({ length: 10 }, (_, n) => pngOf(300 + n, 200, 1_000));
  const first = await desk.author.sendPhoto(desk.chats.bot, pictures, 'Повний');
  const card = await cardAfter(first);
  const more = await desk.author.sendPhoto(desk.chats.bot, pictures, undefined, { replyTo: card.id });
  await expect.poll(async () => (await newestContent()).media.length, { timeout: 10_000 }).toBe(20);
  const extra = await desk.author.sendPhoto(desk.chats.bot, pngOf(400, 400, 1_000), undefined, { replyTo: card.id });
  const answer = await desk.author.waitFor(desk.chats.bot, ({ replyTo }) => replyTo === extra.id);
  expect(answer.text).toContain('щонайбільше 20 фото');
  expect(extra.id).toBeGreaterThan(more.id);
  expect((await newestContent()).media).toHaveLength(20);
});

test.each([
  ['12.01.2020 10:00', 'Цей час уже минув'],
  ['31.02 10:00', 'Не розумію цього часу'],
  ['коли зійде сонце', 'Не розумію цього часу'],
])('%s is no time to publish at: %s', async (words, answer) => {
  const sent = await desk.author.send(desk.chats.bot, `Коли завгодно, тільки не ${words}`);
  const card = await cardAfter(sent);
  await tap(desk.author, card, 'when');
  const menu = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && offers(message, 'typeTime'),
  );
  await tap(desk.author, menu, 'typeTime');
  const asked = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id > card.id && message.forceReply !== null,
  );
  const said = await desk.author.send(desk.chats.bot, words, { replyTo: asked.id });
  const told = await desk.author.waitFor(desk.chats.bot, ({ replyTo }) => replyTo === said.id);
  expect(told.text).toContain(answer);
  expect(await dueAt(sent.text ?? '')).toBeNull();
});

test('choices that an older version kept go the usual way, and the card says so until they are made anew', async () => {
  const sent = await desk.author.send(desk.chats.bot, 'Із минулої версії');
  const card = await cardAfter(sent);
  const kept = { telegram: { options: { sticker: 'gone', linkPreview: 7 } } };
  await sql`update post set content = content || ${JSON.stringify({ variants: kept })}::jsonb
    where content ->> 'text' = 'Із минулої версії'`.execute(sqlOutside(desk.app.desk));
  await desk.author.send(desk.chats.bot, 'Із минулої версії, ще раз', { replyTo: card.id });
  const shown = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && says('більше не читається')(message),
  );
  expect(offers(shown, 'submit')).toBe(true);
  await tap(desk.author, shown, 'networks');
  const menu = await desk.author.waitFor(desk.chats.bot, (message) => offers(message, 'network'));
  await desk.author.tap(menu, 'Telegram');
  const options = await desk.author.waitFor(desk.chats.bot, (message) => offers(message, 'keepOptions'));
  await tap(desk.author, options, 'keepOptions');
  await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id === card.id && offers(message, 'submit') && !says('більше не читається')(message),
  );
  expect((await newestContent()).variants ?? {}).toEqual({});
});

async function speak(person: Person, language: string): Promise<void> {
  const { id } = await person.send(desk.chats.bot, '/settings');
  const menu = await person.waitFor(desk.chats.bot, (message) => message.id > id && offers(message, 'setOwn'));
  await person.tap(menu, language);
  await person.waitFor(desk.chats.bot, ({ id: shown, text }) => shown === menu.id && text !== menu.text);
}

function cardAfter({ id }: MessageView): Promise<MessageView> {
  return desk.author.waitFor(desk.chats.bot, (message) => message.id > id && offers(message, 'submit'), 10_000);
}

function document(person: Person, data: Buffer, name: string, mime = 'image/jpeg'): Promise<MessageView> {
  return file(person, 'document', data, name, mime);
}

function file(person: Person, kind: SentFile['kind'], data: Buffer, name: string, mime: string): Promise<MessageView> {
  return person.sendFiles(desk.chats.bot, [{ kind, data, name, mime }]);
}

/** As much as two segments of a JPEG hold, as a thumbnail and a comment. */
function withMetadata(jpeg: Buffer): Buffer {
  const segments = [
    [0xe1, Buffer.concat([Buffer.from('Exif\0\0'), THUMBNAIL])],
    [0xfe, Buffer.from(SCRIPT)],
  ] as const;
  const bytes = segments.flatMap(([marker, body]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return [head, body];
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...bytes, jpeg.subarray(2)]);
}

async function newestContent(): Promise<Content> {
  const { rows } = await sql<{ content: Content }>`select content from post order by number desc limit 1`.execute(
    sqlOutside(desk.app.desk),
  );
  return rows[0]?.content ?? { text: '', entities: [], media: [] };
}

async function dueAt(text: string): Promise<unknown> {
  const { rows } = await sql<{
    due: unknown;
  }>`select due_at as due from post where content ->> 'text' = ${text}`.execute(sqlOutside(desk.app.desk));
  return rows[0]?.due;
}

async function postCount(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from post`.execute(
    sqlOutside(desk.app.desk),
  );
  return rows[0]?.count ?? -1;
}
