import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Api } from 'grammy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNotices } from '../../bot/notices.js';
import { postTargets, type PreviewTarget, showPreview } from '../../bot/preview.js';
import { loadTexts } from '../../bot/texts.js';
import type { Content, MediaRef, RenderedByAccount, RenderedPart } from '../../src/domain/content.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import type { Notices } from '../../src/ports.js';
import { postCard } from '../../src/reads/post-card.js';
import type { MessageRecord } from '../../src/sandbox/telegram/records.js';
import { createPost } from '../../src/usecases/create-post.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { handles } from '../../src/usecases/dispatch.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { knownMember } from '../../src/usecases/known-member.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { AUTHOR, type BotRig, CHANNEL, EDITORS, openBotRig, TOKEN } from '../support/bot-rig.js';
import { mediumOf, pngOf } from '../support/sample-media.js';

const FILES = Array.from({ length: 12 }, (_, n) => pngOf(400 + n, 300, 5_000 + n));
const PHOTOS = FILES.map((bytes, n) =>
  mediumOf(bytes, { kind: 'photo', mime: 'image/png', width: 400 + n, height: 300 }),
);
const CLIP = Buffer.alloc(90_000, 'clip');
const clip = mediumOf(CLIP, { kind: 'video', mime: 'video/mp4', width: 640, height: 360, durationMs: 3_000 });
const loop: MediaRef = { ...clip, kind: 'animation' };
const MENU = Buffer.alloc(70_000, 'menu');
const menu = mediumOf(MENU, { kind: 'document', mime: 'application/pdf', width: 0, height: 0, name: 'menu.pdf' });
const LONG = 'Кава з ранку, а ввечері чай. '.repeat(50);

let rig: BotRig;
let desk: Desk;
let api: Api;
let notices: Notices;
let dir: string;
beforeAll(async () => {
  rig = await openBotRig();
  dir = await mkdtemp(join(tmpdir(), 'copydesk-preview-'));
  const store = await openDiskStore(dir);
  for (const bytes of [...FILES, CLIP, MENU]) await store.put(bytes, bytes.length);
  const media: Desk['media'] = {
    ...rig.desk.media,
    shipment: async ({ hash, mime, size }) => ({ hash, mime, size }),
    open: (hash) => store.open(hash),
  };
  desk = { ...rig.desk, media };
  api = new Api(TOKEN, { apiRoot: rig.server.url });
  notices = createNotices(desk, api, loadTexts());
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});

const content = (text: string, ...media: (MediaRef | undefined)[]): Content => ({
  text,
  entities: text === '' ? [] : [{ type: 'bold', offset: 0, length: 4 }],
  media: media.filter((ref) => ref !== undefined),
});
const split = { telegram: { options: { split: true, linkPreview: 'off' } } };

test.each([
  { what: 'a photo', wanted: content('Новий сорт', PHOTOS[0]), messages: 1 },
  { what: 'a photo and a text too long for its caption', wanted: content(LONG, PHOTOS[1]), messages: 2 },
  { what: 'an album of eleven', wanted: content('Одинадцять', ...PHOTOS.slice(0, 11)), messages: 11 },
  { what: 'an album with a video', wanted: content('Разом', PHOTOS[2], clip), messages: 2 },
  { what: 'a video', wanted: content('Відео', clip), messages: 1 },
  { what: 'an animation', wanted: content('', loop), messages: 1 },
  { what: 'a document', wanted: content('Меню', menu), messages: 1 },
  { what: 'a long text', wanted: { ...content(LONG.repeat(4)), variants: split }, messages: 2 },
  {
    what: 'a quiz',
    wanted: { ...content('Хто знає?'), quiz: { question: 'Яке?', answers: ['Те', 'Це'], correct: 1 } },
    messages: 2,
  },
])('$what is previewed as it ships, message for message and byte for byte', async ({ wanted, messages }) => {
  const post = await newPost(wanted);
  const previewed = await newIn(AUTHOR, () => preview(post));
  await submitPost(desk, { postId: post.id, memberId: post.memberId, version: await versionOf(post) });
  const published = await newIn(CHANNEL, async () => {
    for (const part of await approvedParts(post)) await publish(part);
  });
  expect(previewed.map(shipped)).toEqual(published.map(shipped));
  expect(published).toHaveLength(messages);
});

test('a new preview takes the place of the former', async () => {
  const post = await newPost(content('Перший', PHOTOS[3], PHOTOS[4]));
  const first = await newIn(AUTHOR, () => preview(post));
  const second = await newIn(AUTHOR, () => preview(post));
  expect(second.map(shipped)).toEqual(first.map(shipped));
  expect(first.filter(isThere)).toEqual([]);
  expect(second.filter(isThere)).toHaveLength(2);
});

test('a preview stays while it is true, and goes when the content changes', async () => {
  const post = await newPost(content('Правда', PHOTOS[5]));
  const shown = await newIn(AUTHOR, () => preview(post));
  await showCard(post.cardId);
  expect(shown.filter(isThere)).toHaveLength(1);
  await editPost(desk, { postId: post.id, memberId: post.memberId }, (draft) => ({
    ...draft,
    content: content('Інша правда', PHOTOS[5]),
  }));
  await showCard(post.cardId);
  expect(shown.filter(isThere)).toEqual([]);
});

test('a preview that was deleted by hand is no trouble for the next one', async () => {
  const post = await newPost(content('Зникне', PHOTOS[6]));
  const [shown] = await newIn(AUTHOR, () => preview(post));
  await api.deleteMessage(AUTHOR, shown?.id ?? 0);
  expect(await newIn(AUTHOR, () => preview(post))).toHaveLength(1);
});

test('editors see what they approve once, although the card behind it had to be sent again', async () => {
  const post = await newPost(content('На розгляд', PHOTOS[7], PHOTOS[8]));
  await submitPost(desk, { postId: post.id, memberId: post.memberId, version: await versionOf(post) });
  const cardId = await idOf(sql`select id from card where post_id = ${post.id} and kind = 'review'`);
  await rig.people.fault({ kind: 'rate-limit', retryAfter: 30, methods: ['sendMessage'] });
  const sent = await newIn(EDITORS, async () => {
    await expect(showCard(cardId)).rejects.toMatchObject({ kind: 'rate_limit' });
    await showCard(cardId);
  });
  expect(sent.map(({ media }) => media?.kind ?? 'card')).toEqual(['photo', 'photo', 'card']);
});

test('what several networks get differently is shown under their names, alike only once', async () => {
  const { cardId } = await newPost(content('Картка'));
  const part: RenderedPart = { name: 'main', text: 'Без жирного', entities: [], media: content('', PHOTOS[9]).media };
  const targets = [
    target('Insta', 'instagram', { ...part, options: { kind: 'image' } }),
    target('Channel', 'telegram', { ...part, entities: [{ type: 'bold', offset: 0, length: 3 }] }),
    target('Insta 2', 'instagram', { ...part, options: { kind: 'image' } }),
    target('Plain channel', 'telegram', part),
  ];
  const shown = await newIn(AUTHOR, () => show(cardId, targets));
  expect(shown.map(({ text, caption, entities }) => [text ?? caption, entities.length])).toEqual([
    ['👁 Insta, Insta 2, Plain channel', 0],
    ['Без жирного', 0],
    ['👁 Channel', 0],
    ['Без жирного', 1],
  ]);
});

test('what Telegram would refuse is said with what to do', async () => {
  const post = await newPost(content('x'.repeat(5_000)));
  const [shown, ...more] = await newIn(AUTHOR, () => preview(post));
  expect(shown?.text).toMatch(/cannot be shown yet.*5,000 characters.*4,096/);
  expect(more).toEqual([]);
});

test('a review card that is shown again later brings its preview along', async () => {
  const { cardId } = await newPost(content('Картка'));
  const part: RenderedPart = { name: 'main', text: 'Ще раз', entities: [], media: [] };
  const showAfter = (minutes: number) => {
    const clock = { ...desk.clock, now: () => new Date(rig.desk.clock.now().getTime() + minutes * 60_000) };
    const sending = { desk: { ...desk, clock }, api, t: loadTexts()('en') };
    const card = { id: cardId, chatId: String(AUTHOR) };
    return newIn(AUTHOR, () => showPreview(sending, card, [target('Channel', 'telegram', part)], { anew: false }));
  };
  const first = await showAfter(0);
  expect(await showAfter(9)).toEqual([]);
  expect(await showAfter(11)).toHaveLength(1);
  expect(first.filter(isThere)).toEqual([]);
});

test('editors are asked although Telegram does not show what they are asked about', async () => {
  const post = await newPost(content('Не показати', PHOTOS[11]));
  await submitPost(desk, { postId: post.id, memberId: post.memberId, version: await versionOf(post) });
  const cardId = await idOf(sql`select id from card where post_id = ${post.id} and kind = 'review'`);
  await rig.people.fault({ kind: 'refuse', description: 'Bad Request: IMAGE_PROCESS_FAILED', methods: ['sendPhoto'] });
  const sent = await newIn(EDITORS, async () => void (await showCard(cardId)));
  expect(sent.map(({ text }) => text)).toEqual([
    expect.stringContaining('IMAGE_PROCESS_FAILED'),
    expect.stringContaining('Не показати'),
  ]);
});

test('a short pause that Telegram asks for is made', async () => {
  const post = await newPost(content('Пауза', PHOTOS[10]));
  await rig.people.fault({ kind: 'rate-limit', retryAfter: 1, methods: ['sendPhoto'] });
  expect(await newIn(AUTHOR, () => preview(post))).toHaveLength(1);
});

function target(id: string, platform: string, rendered: RenderedPart): PreviewTarget {
  return { id, name: id, platform, rendered: { parts: [rendered] } };
}

interface Made {
  readonly id: string;
  readonly cardId: string;
  readonly memberId: string;
}

async function newPost(wanted: Content): Promise<Made> {
  const member = await knownMember(desk, String(AUTHOR));
  if (!member) throw new Error('the author is no member');
  const { memberId, clientId } = member;
  const source = `test:${crypto.randomUUID()}`;
  const made = { clientId, memberId, content: wanted, source, chatId: String(AUTHOR), language: 'en' };
  const { postId } = await createPost(desk, made);
  const cardId = await idOf(sql`select id from card where post_id = ${postId} and kind = 'post'`);
  return { id: postId, cardId, memberId };
}

async function idOf(query: ReturnType<typeof sql>): Promise<string> {
  const { rows } = await sql<{ id: string }>`${query}`.execute(sqlOutside(desk));
  return rows[0]?.id ?? '';
}

async function preview(post: Made): Promise<void> {
  const card = await postCard(sqlOutside(desk), post.id);
  if (!card) throw new Error('there is no such post');
  await show(post.cardId, await postTargets(desk, card));
}

async function show(cardId: string, targets: readonly PreviewTarget[]): Promise<void> {
  const t = loadTexts()('en');
  await showPreview({ desk, api, t }, { id: cardId, chatId: String(AUTHOR) }, targets, { anew: true });
}

function showCard(cardId: string) {
  return notices.send({ cardId, payload: null }, AbortSignal.timeout(10_000));
}

async function versionOf({ id }: Made): Promise<number> {
  const card = await postCard(sqlOutside(desk), id);
  return card?.version ?? 0;
}

/** What the revision says will ship, as it came back from the database. */
async function approvedParts({ id }: Made): Promise<readonly RenderedPart[]> {
  const { rows } = await sql<{ rendered: RenderedByAccount }>`select rendered from revision
    where post_id = ${id} order by number desc limit 1`.execute(sqlOutside(desk));
  return Object.values(rows[0]?.rendered ?? {}).flatMap(({ parts }) => parts);
}

async function publish(part: RenderedPart): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  const media = await handles(desk.media, part);
  const out = { key: 'key', part, earlier: [], target: String(CHANNEL), checkpoint: null, media, signal };
  await desk.platforms.get('telegram').publisher.commit(out);
}

/** Messages that came into a chat by what was done. */
async function newIn(chatId: number, work: () => Promise<void>): Promise<MessageRecord[]> {
  const before = rig.world.store.get('chats', chatId)?.lastMessageId ?? 0;
  await work();
  return [...rig.world.store.newestFirst(chatId)].filter(({ id }) => id > before).toReversed();
}

function isThere({ chatId, id }: MessageRecord): boolean {
  return rig.world.store.message(chatId, id) !== undefined;
}

/** All that a reader could tell two messages apart by, and the bytes of every file. */
function shipped({ text, caption, entities, media, poll, linkPreview, captionAbove }: MessageRecord) {
  const files = media?.fileIds.map((id) => {
    const file = rig.world.files.find(id);
    return file && { name: file.name, mime: file.mime, bytes: rig.world.files.read(file.sha256)?.toString('base64') };
  });
  return {
    text,
    caption,
    entities,
    kind: media?.kind,
    spoiler: media?.spoiler,
    files,
    poll,
    linkPreview,
    captionAbove,
  };
}
