import { once } from 'node:events';
import { connect } from 'node:net';
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Post } from '../../src/db/entities/post.js';
import { createServer, listen } from '../../src/http/server.js';
import { registerUpload } from '../../src/http/upload/routes.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { createPost } from '../../src/usecases/create-post.js';
import type { Desk } from '../../src/usecases/desk.js';
import { offerUpload, UPLOAD_LINK_MS } from '../../src/usecases/offer-upload.js';
import { openRoomRig, type RoomRig } from '../media/room-rig.js';
import { plain, tellTale } from '../media/sample-pictures.js';
import { sampleVideo } from '../media/sample-video.js';
import { collectingLog } from '../support/collecting-log.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';

const { log, lines } = collectingLog();
let parts: DeskParts;
let rig: RoomRig;
let server: FastifyInstance;
let desk: Desk;
let later = 0;

beforeAll(async () => {
  parts = await openDeskParts();
  rig = await openRoomRig();
  server = createServer({ log, readiness: async () => ({ ready: true, parts: {} }), sandbox: false });
  let url: string | null = null;
  const clock = { ...parts.desk.clock, now: () => new Date(parts.desk.clock.now().getTime() + later) };
  desk = { ...parts.desk, media: rig.room, clock, webAddress: () => url };
  await registerUpload(server, { desk, log, root: PACKAGE_ROOT });
  url = await listen(server, { host: '127.0.0.1', port: 0 });
});
beforeEach(() => {
  later = 0;
});
afterAll(async () => {
  await server.close();
  await rig[Symbol.asyncDispose]();
  await parts[Symbol.asyncDispose]();
});

async function offer({ postId = null, language = 'en' }: { postId?: string | null; language?: string } = {}) {
  const { authorId: memberId, clientId } = parts.scene;
  const { url } = await offerUpload(desk, { memberId, clientId, postId, chatId: '42', language });
  return url ?? '';
}

function send(url: string, body: Buffer, headers: Record<string, string> = {}) {
  return fetch(url, { method: 'POST', body: new Uint8Array(body), headers });
}

async function posts() {
  return desk.orm.em.fork().find(Post, {}, { orderBy: { number: 'asc' } });
}

describe('a link', () => {
  test('takes a file once, as a new draft with a card in the chat', async () => {
    const url = await offer();
    const bytes = await plain('jpeg');
    expect((await send(url, bytes, { 'content-type': 'image/jpeg', 'x-file-name': 'bread.jpg' })).status).toBe(200);
    const post = (await posts()).at(-1);
    expect(post?.state).toBe('draft');
    expect(post?.content.media).toMatchObject([{ kind: 'photo', size: bytes.length }]);
    const { rows } = await sql<{ chat: string }>`select chat_id as chat from card where post_id = ${post?.id}`.execute(
      parts.db.sql,
    );
    expect(rows).toEqual([{ chat: '42' }]);

    const again = await send(url, bytes);
    expect([again.status, await again.json()]).toEqual([410, { error: expect.stringContaining('used already') }]);
    expect((await posts()).at(-1)?.id).toBe(post?.id);
    expect(await (await fetch(url)).text()).toContain('used already');
  });

  test('of a post adds to what it has', async () => {
    const { clientId, authorId: memberId } = parts.scene;
    const first = await rig.take(await plain('png'));
    const content = { text: 'Bread', entities: [], media: [first] };
    const made = { clientId, memberId, content, source: 'test:adds', chatId: '42', language: 'en' };
    const { postId } = await createPost(desk, made);
    const video = await sampleVideo({ sound: true });
    expect((await send(await offer({ postId }), video, { 'content-type': 'video/mp4' })).status).toBe(200);
    const post = await desk.orm.em.fork().findOneOrFail(Post, postId);
    expect(post.content.text).toBe('Bread');
    expect(post.content.media).toMatchObject([first, { kind: 'video', width: 360 }]);
    const { rows } = await sql`select duration_ms, video_codec, audio_codec from media where kind = 'video'`.execute(
      parts.db.sql,
    );
    expect(rows).toMatchObject([{ duration_ms: 1000, video_codec: 'avc', audio_codec: 'aac' }]);
  });

  test('of a document keeps its name, in any alphabet and without a path', async () => {
    const name = encodeURIComponent('C:\\Меню\\Прайс лист.pdf');
    expect((await send(await offer(), Buffer.from('%PDF-1.7'), { 'x-file-name': name })).status).toBe(200);
    expect((await posts()).at(-1)?.content.media).toMatchObject([
      { kind: 'document', name: 'Прайс лист.pdf', mime: 'application/pdf' },
    ]);
  });

  test('of which two make use at once takes one file', async () => {
    const url = await offer();
    const before = (await posts()).length;
    const answers = await Promise.all([send(url, await plain('jpeg')), send(url, await plain('png'))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    expect((await posts()).length - before).toBe(1);
  });

  test.each([
    ['damaged', async () => (await tellTale('jpeg')).subarray(0, 500), 422, /damaged/],
    ['empty', async () => Buffer.alloc(0), 422, /damaged/],
    ['disguised', async () => Buffer.from('<!doctype html>'), 422, /other than its name says/],
  ] as const)('is still good after a file that was %s', async (_name, file, status, sentence) => {
    const url = await offer();
    const answer = await send(url, await file(), { 'content-type': 'image/jpeg', 'x-file-name': 'a.jpg' });
    expect([answer.status, await answer.json()]).toEqual([status, { error: expect.stringMatching(sentence) }]);
    expect((await send(url, await plain('jpeg'))).status).toBe(200);
  });

  test('is still good after the connection broke, and nothing is left of the half', async () => {
    const url = await offer();
    const before = await rig.files();
    const { port, pathname } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: video/mp4\r\nContent-Length: 5000000\r\n\r\n`);
    socket.write(Buffer.alloc(100_000));
    await expect.poll(async () => (await rig.files()).length).toBeGreaterThan(before.length);
    socket.destroy();
    await expect.poll(() => rig.files()).toEqual(before);
    expect(lines.filter((line) => line.includes('fault of ours'))).toEqual([]);
    expect((await send(url, await plain('jpeg'))).status).toBe(200);
  });

  test('is still good where the post could not be changed, which is said', async () => {
    const { clientId, authorId: memberId } = parts.scene;
    const content = { text: 'Gone', entities: [], media: [] };
    const made = { clientId, memberId, content, source: 'test:moved', chatId: '42', language: 'uk' };
    const { postId } = await createPost(desk, made);
    const url = await offer({ postId, language: 'uk' });
    await sql`update post set state = 'archived' where id = ${postId}`.execute(parts.db.sql);
    const answer = await send(url, await plain('jpeg'));
    expect([answer.status, await answer.json()]).toEqual([409, { error: expect.stringContaining('У чаті видно') }]);
    await sql`update post set state = 'draft' where id = ${postId}`.execute(parts.db.sql);
    expect((await send(url, await plain('jpeg'))).status).toBe(200);
  });

  test('is over after an hour, for the page and for files', async () => {
    const url = await offer({ language: 'ru' });
    later = UPLOAD_LINK_MS + 1;
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining('устарела')]);
    expect((await send(url, await plain('jpeg'))).status).toBe(410);
  });

  test('is of no use to who does not work here any more, and nothing of a file is kept', async () => {
    const url = await offer();
    const { authorId } = parts.scene;
    const { sql: db } = parts.db;
    await sql`update membership set removed_at = now() where member_id = ${authorId}`.execute(db);
    const before = await rig.files();
    expect((await fetch(url)).status).toBe(410);
    expect((await send(url, await plain('png', 34))).status).toBe(410);
    expect(await rig.files()).toEqual(before);
    await sql`update membership set removed_at = null where member_id = ${authorId}`.execute(db);
    expect((await fetch(url)).status).toBe(200);
  });

  test('that never was says no more than one that is over', async () => {
    const url = (await offer()).replace(/[^/]+$/, 'guessed');
    const page = await fetch(url, { headers: { 'accept-language': 'de-DE,uk;q=0.9' } });
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining('застаріле')]);
    expect((await send(url, await plain('jpeg'))).status).toBe(410);
  });

  test('is kept as a hash only, and stands in no log', async () => {
    const token = (await offer()).split('/').at(-1) ?? '';
    await fetch(`${desk.webAddress?.()}/upload/${token}`);
    const { rows } = await sql<{ row: string }>`select l::text as row from upload_link l`.execute(parts.db.sql);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    expect(lines.some((line) => line.includes(token))).toBe(false);
  });

  test('there is none where the desk has no pages', async () => {
    const { authorId: memberId, clientId } = parts.scene;
    const asked = { memberId, clientId, postId: null, chatId: '42', language: 'en' };
    expect(await offerUpload(parts.desk, asked)).toEqual({ url: null });
  });
});

describe('the page', () => {
  test.each([
    ['en', 'Choose a file'],
    ['uk', 'Вибрати файл'],
    ['ru', 'Выбрать файл'],
  ])('speaks the language of the chat: %s', async (language, words) => {
    const response = await fetch(await offer({ language }));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(words);
  });

  test('runs nothing but its own files', async () => {
    const response = await fetch(await offer());
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self'/,
    );
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
    for (const [, path = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await fetch(new URL(path, response.url))).status).toBe(200);
    }
  });
});
