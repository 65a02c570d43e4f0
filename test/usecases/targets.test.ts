import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Post } from '../../src/db/entities/post.js';
import { postCard } from '../../src/reads/post-card.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { cancelTarget } from '../../src/usecases/cancel-target.js';
import { createPost } from '../../src/usecases/create-post.js';
import { reopenTarget } from '../../src/usecases/reopen-target.js';
import { repeatPublication } from '../../src/usecases/repeat-publication.js';
import { schedulePost } from '../../src/usecases/schedule-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';

const RECEIPT = { kind: 'published', remoteId: '1' } as const;
const TOMORROW = new Date(Date.now() + 86_400_000);

let it: DeskParts;
beforeAll(async () => {
  it = await openDeskParts();
  const { clientId } = it.scene;
  await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
    values (${randomUUID()}, ${clientId}, 'telegram', 'Second', '-100501', 'connected', now())`.execute(it.db.sql);
});
afterAll(() => it[Symbol.asyncDispose]());

test('one account is taken back, the other goes out', async () => {
  const postId = await approved('two accounts\nlater part');
  const [first] = await mains(postId);
  await cancelTarget(it.desk, from(first, it.scene.authorId));
  expect(await states(postId)).toEqual(['cancelled', 'cancelled', 'scheduled', 'scheduled']);
  expect((await postOf(postId)).state).toBe('approved');
  expect(await lastEvent(postId)).toBe('post.cancel_target');
});

test('the same tap a second time is stale', async () => {
  const [first] = await mains(await approved('tapped twice'));
  await cancelTarget(it.desk, from(first));
  await expect(cancelTarget(it.desk, from(first))).rejects.toMatchObject({ code: 'stale' });
  await expect(reopenTarget(it.desk, from(first))).rejects.toMatchObject({ code: 'stale' });
});

test('a post of which nothing is left to go is a draft again', async () => {
  const postId = await approved('both taken back');
  for (const main of await mains(postId)) await cancelTarget(it.desk, from(main));
  expect((await postOf(postId)).state).toBe('draft');
});

test('what is leaving cannot be taken back', async () => {
  const postId = await approved('leaving');
  const [first] = await mains(postId);
  await mark(first?.id);
  const [leaving] = await mains(postId);
  await expect(cancelTarget(it.desk, from(leaving))).rejects.toMatchObject({ code: 'going_out' });
});

test('what was taken back comes back at its planned time while that is ahead, else now', async () => {
  const planned = await approved('planned\nand more', TOMORROW);
  await cancelTarget(it.desk, from((await mains(planned))[0]));
  await reopenTarget(it.desk, from((await mains(planned))[0]));
  expect(await states(planned)).toEqual(['scheduled', 'scheduled', 'scheduled', 'scheduled']);
  expect((await postCard(it.db.sql, planned))?.parts[0]?.dueAt).toEqual(TOMORROW);
  const [now] = await mains(await approved('at once'));
  await cancelTarget(it.desk, from(now));
  await reopenTarget(it.desk, { ...from(now), version: (now?.version ?? 0) + 1 });
  expect(await it.store.claim(now?.id ?? '', later())).not.toBeNull();
});

test('nothing comes back without its approval', async () => {
  const postId = await approved('approval gone');
  await cancelTarget(it.desk, from((await mains(postId))[0]));
  await sql`update approval set void_at = now() where revision_id = (select revision_id from post where id = ${postId})`.execute(
    it.db.sql,
  );
  await expect(reopenTarget(it.desk, from((await mains(postId))[0]))).rejects.toMatchObject({ code: 'not_approved' });
});

test('a live post is published once more, as it was approved, by an editor only', async () => {
  const postId = await live('twice');
  const [first] = await mains(postId);
  await expect(repeatPublication(it.desk, from(first, it.scene.authorId), null)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await repeatPublication(it.desk, from(first), null);
  const copies = (await mains(postId)).filter(({ accountId }) => accountId === first?.accountId);
  expect(copies).toMatchObject([
    { repeat: 0, state: 'published' },
    { repeat: 1, state: 'scheduled' },
  ]);
  await settle(copies[1]?.id);
  expect(await states(postId)).toEqual(['published', 'published', 'published']);
  expect(await lastEvent(postId)).toBe('post.repeat');
});

test('two taps make one copy, and an old button none', async () => {
  const [first] = await mains(await live('tapped twice at once'));
  const taps = await Promise.allSettled([1, 2].map(() => repeatPublication(it.desk, from(first), null)));
  expect(taps.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const copies = (await mains(first?.postId ?? '')).filter(({ repeat }) => repeat === 1);
  await settle(copies[0]?.id);
  await expect(repeatPublication(it.desk, from(first), null)).rejects.toMatchObject({ code: 'stale' });
});

test('a copy waits for its time, and no other before it is settled', async () => {
  const postId = await live('once more tomorrow');
  const [first] = await mains(postId);
  await repeatPublication(it.desk, from(first), TOMORROW);
  const copy = (await mains(postId)).find(({ repeat }) => repeat === 1);
  expect(copy?.dueAt).toEqual(TOMORROW);
  await expect(repeatPublication(it.desk, from(copy), null)).rejects.toMatchObject({ code: 'copy_waits' });
  await cancelTarget(it.desk, from(copy));
  expect((await postOf(postId)).state).toBe('approved');
});

test('what may be live already is not repeated on a guess', async () => {
  const postId = await approved('lost');
  const [first] = await mains(postId);
  const claimed = await mark(first?.id);
  await it.store.settle(claimed, { type: 'lose', failure: { kind: 'timeout', message: 'No answer' } }, new Date());
  const [unknown] = await mains(postId);
  await expect(repeatPublication(it.desk, from(unknown), null)).rejects.toMatchObject({ code: 'copy_unknown' });
});

test('a time that has passed is none to repeat at', async () => {
  const [first] = await mains(await live('yesterday'));
  const yesterday = new Date(Date.now() - 86_400_000);
  await expect(repeatPublication(it.desk, from(first), yesterday)).rejects.toMatchObject({ code: 'past_time' });
});

interface Main {
  readonly id: string;
  readonly version: number;
  readonly postId: string;
  readonly accountId: string;
  readonly repeat: number;
  readonly state: string;
  readonly dueAt: Date;
}

async function mains(postId: string): Promise<Main[]> {
  const parts = (await postCard(it.db.sql, postId))?.parts ?? [];
  return parts.filter(({ ordinal }) => ordinal === 0).map((part) => ({ ...part, postId }));
}

async function states(postId: string): Promise<string[]> {
  return ((await postCard(it.db.sql, postId))?.parts ?? []).map(({ state }) => state);
}

function from(main: Main | undefined, memberId = it.scene.editorId) {
  return { deliveryId: main?.id ?? '', version: main?.version ?? 0, memberId };
}

async function approved(text: string, dueAt: Date | null = null): Promise<string> {
  const { clientId, authorId: memberId } = it.scene;
  const content = { text, entities: [], media: [] };
  const wanted = { clientId, memberId, content, source: randomUUID(), chatId: '1', language: 'en' };
  const { postId } = await createPost(it.desk, wanted);
  if (dueAt) await schedulePost(it.desk, { postId, memberId }, dueAt);
  await submitPost(it.desk, { postId, memberId });
  const { revisionId } = await postOf(postId);
  await approvePost(it.desk, { postId, memberId: it.scene.editorId, revisionId: revisionId ?? '' });
  return postId;
}

async function live(text: string): Promise<string> {
  const postId = await approved(text);
  for (const main of await mains(postId)) await settle(main.id);
  return postId;
}

async function settle(id: string | undefined): Promise<void> {
  await it.store.settle(await mark(id), { type: 'publish', receipt: RECEIPT }, new Date());
}

async function mark(id = '') {
  const claimed = await it.store.claim(id, later());
  const marked = claimed && (await it.store.markCommitting(claimed, new Date()));
  if (marked?.kind !== 'marked') throw new Error('It may not leave');
  return marked.claimed;
}

function later(): Date {
  return new Date(Date.now() + 1_000);
}

function postOf(postId: string): Promise<Post> {
  return it.db.orm.em.fork().findOneOrFail(Post, postId);
}

async function lastEvent(postId: string): Promise<string | undefined> {
  const { rows } = await sql<{ what: string }>`
    select what from event where post_id = ${postId} and what like 'post.%' order by id desc limit 1`.execute(
    it.db.sql,
  );
  return rows[0]?.what;
}
