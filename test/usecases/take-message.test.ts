import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Content, MediaRef } from '../../src/domain/content.js';
import { arrangeMedia } from '../../src/usecases/arrange-media.js';
import { duplicatePost } from '../../src/usecases/duplicate-post.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { followMessage } from '../../src/usecases/follow-message.js';
import { keepBatch } from '../../src/usecases/keep-batch.js';
import { stepPost } from '../../src/usecases/step-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { type NewMessage, takeMessage } from '../../src/usecases/take-message.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';

let it: DeskParts;
let chat = 0;
const SENT = new Date('2026-11-20T10:00:00Z');

beforeAll(async () => {
  it = await openDeskParts();
});
beforeEach(() => {
  chat += 1;
});
afterAll(() => it[Symbol.asyncDispose]());

test.each([
  ['in order', [1, 2, 3, 4]],
  ['backwards', [4, 3, 2, 1]],
  ['mixed up', [3, 1, 4, 2]],
])(
  'an album that comes %s is one draft in the order of its messages, with the caption of whichever part has it',
  async (_, order) => {
    const parts = order.map((id) => picture(id, { album: 'one', ...(id === 2 && { text: 'Four roasters' }) }));
    const taken = await takeAll(parts);
    expect(new Set(taken.map(({ postId }) => postId)).size).toBe(1);
    const content = await contentOf(taken[0]?.postId);
    expect(hashes(content)).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(content.text).toBe('Four roasters');
  },
);

test('parts of an album that come at the same moment, each twice, are taken once each', async () => {
  const parts = [1, 2, 3, 4, 5].map((id) => picture(id, { album: 'at once' }));
  const taken = await Promise.all([...parts, ...parts].map((part) => takeMessage(it.desk, part)));
  expect(new Set(taken.map(({ postId }) => postId)).size).toBe(1);
  expect(hashes(await contentOf(taken[0]?.postId))).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
});

test('what is over ten and follows at once is of the same post', async () => {
  const [first] = await takeAll([...albumOf(1, 10, 'first'), ...albumOf(11, 9, 'second')]);
  expect((await contentOf(first?.postId)).media).toHaveLength(19);
  chat += 1;
  const eleven = await takeAll([...albumOf(1, 10, 'ten'), picture(11)]);
  expect(eleven.at(-1)?.postId).toBe(eleven[0]?.postId);
  expect(hashes(await contentOf(eleven[0]?.postId)).at(-1)).toBe('m11');
});

test('the eleventh is known even while a part of the album is still to come', async () => {
  const parts = albumOf(1, 10, 'late');
  const taken = await takeAll([...parts.slice(0, 9), picture(11), ...parts.slice(9)]);
  expect(new Set(taken.map(({ postId }) => postId)).size).toBe(1);
  expect(hashes(await contentOf(taken[0]?.postId)).slice(8)).toEqual(['m9', 'm10', 'm11']);
});

test.each([
  ['a caption of its own', () => [...albumOf(1, 10, 'full'), picture(11, { text: 'Something else' })]],
  ['a while later', () => [...albumOf(1, 10, 'full'), picture(11, { sentAt: new Date(SENT.getTime() + 3_000) })]],
  ['behind an album that was not full', () => [...albumOf(1, 9, 'nine'), picture(10)]],
  ['behind a single picture', () => [picture(1), picture(2)]],
  ['as a text', () => [...albumOf(1, 10, 'full'), text(11, 'And this')]],
])('what comes %s is a post of its own', async (_, parts) => {
  const taken = await takeAll(parts());
  expect(taken.at(-1)?.postId).not.toBe(taken[0]?.postId);
});

test('a post takes twenty: what is sent behind begins the next, and what is added is refused', async () => {
  const taken = await takeAll([...albumOf(1, 10, 'a'), ...albumOf(11, 10, 'b'), ...albumOf(21, 3, 'c')]);
  const [first, last] = [taken[0]?.postId ?? '', taken.at(-1)?.postId];
  expect(hashes(await contentOf(last))).toEqual(['m21', 'm22', 'm23']);
  await expect(takeMessage(it.desk, picture(40, { postId: first }))).rejects.toMatchObject({ code: 'too_many_media' });
  expect((await contentOf(first)).media).toHaveLength(20);
});

test('a part of an album that comes after the post has moved on is not added, and that is known', async () => {
  const [first, second] = albumOf(1, 2, 'slow');
  const [taken] = await takeAll(first ? [first] : []);
  await stepPost(it.desk, { postId: taken?.postId ?? '', memberId: it.scene.authorId }, 'archive');
  expect(await takeAll(second ? [second] : [])).toMatchObject([{ tooLate: true, postId: taken?.postId }]);
  expect(hashes(await contentOf(taken?.postId))).toEqual(['m1']);
});

test('an answer with an album adds all of it behind, in order; it can take the place of the rest, or go again', async () => {
  const [first] = await takeAll(albumOf(1, 2, 'old', 'Before'));
  const postId = first?.postId ?? '';
  const [, third, second] = await takeAll([11, 13, 12].map((id) => picture(id, { album: 'new', postId })));
  expect(new Set([third?.batch, second?.batch])).toEqual(new Set([11]));
  expect(hashes(await contentOf(postId))).toEqual(['m1', 'm2', 'm11', 'm12', 'm13']);
  expect((await contentOf(postId)).text).toBe('Before');
  await takeAll([picture(20, { postId, text: 'After' })]);
  expect((await contentOf(postId)).text).toBe('After');
  await keepBatch(it.desk, batch(postId, 20), 'others');
  await keepBatch(it.desk, batch(postId, 11), 'only');
  expect(hashes(await contentOf(postId))).toEqual(['m11', 'm12', 'm13']);
  await expect(keepBatch(it.desk, batch(postId, 20), 'others')).rejects.toMatchObject({ code: 'stale' });
  await expect(keepBatch(it.desk, batch(postId, 20), 'only')).rejects.toMatchObject({ code: 'stale' });
});

test('a correction changes the caption, or the medium where it is now; what was taken out stays out', async () => {
  const [first] = await takeAll(albumOf(1, 3, 'corrected', 'Colsed'));
  const postId = first?.postId ?? '';
  const author = { postId, memberId: it.scene.authorId };
  await arrangeMedia(it.desk, { ...author, version: await versionOf(postId) }, [2, 0]);
  expect(hashes(await contentOf(postId))).toEqual(['m3', 'm1']);
  expect(await correct(picture(1, { text: 'Closed' }))).toMatchObject({ is: 'followed' });
  expect((await contentOf(postId)).text).toBe('Closed');
  expect(await correct(picture(3, { file: fileOf('other') }))).toMatchObject({ is: 'followed' });
  await correct(picture(2, { file: fileOf('gone') }));
  expect(hashes(await contentOf(postId))).toEqual(['other', 'm1']);
  expect(await correct(picture(3, { file: fileOf('other') }))).toBeNull();
  await stepPost(it.desk, author, 'archive');
  expect(await correct(picture(1, { text: 'Closed today' }))).toMatchObject({ is: 'too_late' });
});

test('a replaced medium leaves the words alone that somebody has given the post since', async () => {
  const [first] = await takeAll(albumOf(1, 2, 'words', 'As sent'));
  const postId = first?.postId ?? '';
  await editPost(it.desk, { postId, memberId: it.scene.authorId }, (draft) => ({
    ...draft,
    content: { ...draft.content, text: 'As mended' },
  }));
  await correct(picture(2, { file: fileOf('other') }));
  expect(await contentOf(postId)).toMatchObject({ text: 'As mended', media: [{ hash: 'm1' }, { hash: 'other' }] });
});

test('media are put in order only from what was shown', async () => {
  const [first] = await takeAll(albumOf(1, 3, 'order'));
  const postId = first?.postId ?? '';
  const request = { postId, memberId: it.scene.authorId, version: await versionOf(postId) };
  await arrangeMedia(it.desk, request, [1, 0, 2]);
  await expect(arrangeMedia(it.desk, request, [2, 1, 0])).rejects.toMatchObject({ code: 'post_moved' });
  expect(hashes(await contentOf(postId))).toEqual(['m2', 'm1', 'm3']);
  const emptying = { ...request, version: await versionOf(postId) };
  await expect(arrangeMedia(it.desk, emptying, [])).rejects.toMatchObject({ code: 'empty_post' });
});

test('a copy is a new draft of whoever asks, with the same content and targets, and one for a double tap', async () => {
  const [first] = await takeAll(albumOf(1, 2, 'copied', 'Again'));
  const postId = first?.postId ?? '';
  const targetIds = [it.scene.accountId];
  await editPost(it.desk, { postId, memberId: it.scene.authorId }, (draft) => ({
    targetIds,
    content: { ...draft.content, variants: { telegram: { text: 'Own words' } } },
  }));
  const wanted = { postId, memberId: it.scene.editorId, chatId: '77', language: 'en' };
  const [copy, same] = await Promise.all([duplicatePost(it.desk, wanted), duplicatePost(it.desk, wanted)]);
  expect(same).toEqual(copy);
  const { rows } =
    await sql`select author_id, state, content, target_ids, due_at from post where id = ${copy.postId}`.execute(
      it.db.sql,
    );
  expect(rows).toEqual([
    {
      author_id: it.scene.editorId,
      state: 'draft',
      content: await contentOf(postId),
      target_ids: targetIds,
      due_at: null,
    },
  ]);
});

test('an album that answers a post in review asks editors once, about all of it; who was asked already sees that', async () => {
  const [first] = await takeAll([picture(1, { text: 'Roasters' })]);
  const postId = first?.postId ?? '';
  await submitPost(it.desk, { postId, memberId: it.scene.authorId });
  const asked = await asksAbout(postId);
  await takeAll(albumOf(2, 3, 'answer').map((part) => ({ ...part, postId })));
  expect(await asksAbout(postId)).toEqual(asked);
  await sql`update card set message_id = '9' where post_id = ${postId} and kind = 'review'`.execute(it.db.sql);
  await takeAll([picture(9, { postId })]);
  expect((await asksAbout(postId)).toSorted()).toEqual([...asked.map(() => 'earlier'), ...asked]);
});

/** What each review card of the post asks about: this revision of it, or an earlier one. */
async function asksAbout(postId: string): Promise<string[]> {
  const { rows } = await sql<{ about: string }>`
    select case when k.subject_id = o.revision_id then 'this' else 'earlier' end as about
    from card k join post o on o.id = k.post_id where o.id = ${postId} and k.kind = 'review'`.execute(it.db.sql);
  return rows.map(({ about }) => about);
}

test('a tap that is handled again much later has made its copy already', async () => {
  const [first] = await takeAll([text(1, 'Copied by a tap')]);
  const postId = first?.postId ?? '';
  const wanted = { postId, memberId: it.scene.editorId, chatId: '77', language: 'en', wishId: 'tap-1' };
  const copy = await duplicatePost(it.desk, wanted);
  await sql`update post set created_at = created_at - interval '4 minutes' where id = ${copy.postId}`.execute(
    it.db.sql,
  );
  expect(await duplicatePost(it.desk, wanted)).toEqual(copy);
  expect(await duplicatePost(it.desk, { ...wanted, wishId: 'tap-2' })).not.toEqual(copy);
});

test('words that nobody can see are no post', async () => {
  await expect(takeMessage(it.desk, text(1, ' \u200b\n\u2060'))).rejects.toMatchObject({ code: 'empty_post' });
});

interface More extends Partial<NewMessage> {
  readonly text?: string;
}

function picture(messageId: number, { text: words = '', ...more }: More = {}): NewMessage {
  return {
    clientId: it.scene.clientId,
    memberId: it.scene.authorId,
    chatId: String(chat),
    messageId,
    language: 'en',
    album: null,
    sentAt: SENT,
    words: { text: words, entities: [] },
    file: fileOf(`m${messageId}`),
    postId: null,
    ...more,
  };
}

function text(messageId: number, words: string): NewMessage {
  return picture(messageId, { text: words, file: null });
}

function albumOf(from: number, count: number, album: string, caption = ''): NewMessage[] {
  return Array.from({ length: count }, (_, index) =>
    picture(from + index, { album, ...(index === 0 && { text: caption }) }),
  );
}

function fileOf(hash: string): NonNullable<NewMessage['file']> {
  const medium: MediaRef = { hash, kind: 'photo', mime: 'image/jpeg', size: 1, width: 1, height: 1 };
  return { id: `file of ${hash}`, keep: () => Promise.resolve(medium) };
}

async function takeAll(messages: readonly NewMessage[]) {
  const taken = [];
  for (const message of messages) taken.push(await takeMessage(it.desk, message));
  return taken;
}

function correct(message: NewMessage) {
  return followMessage(it.desk, message);
}

function batch(postId: string, messageId: number) {
  return { postId, memberId: it.scene.authorId, first: { chatId: String(chat), messageId } };
}

async function contentOf(postId = ''): Promise<Content> {
  const { rows } = await sql<{ content: Content }>`select content from post where id = ${postId}`.execute(it.db.sql);
  return rows[0]?.content ?? { text: 'There is no such post', entities: [], media: [] };
}

async function versionOf(postId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from post where id = ${postId}`.execute(it.db.sql);
  return rows[0]?.version ?? 0;
}

function hashes({ media }: Content): string[] {
  return media.map(({ hash }) => hash);
}
