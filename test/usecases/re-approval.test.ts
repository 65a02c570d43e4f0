import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claimed } from '../../src/db/claimed.js';
import { Post } from '../../src/db/entities/post.js';
import { takeBackLapsed } from '../../src/db/take-back.js';
import type { Failure } from '../../src/domain/failure.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { createPost } from '../../src/usecases/create-post.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { resolveUnknown, retryDelivery } from '../../src/usecases/resolve-unknown.js';
import { stepPost } from '../../src/usecases/step-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';

const REFUSED: Failure = { kind: 'invalid', message: 'Bad Request' };
const RECEIPT = { kind: 'published', remoteId: '1' } as const;

let it: DeskParts;
beforeAll(async () => {
  it = await openDeskParts();
});
afterAll(() => it[Symbol.asyncDispose]());

test('a part that the approved revision does not have any more never leaves', async () => {
  const postId = await approved('first\nold second');
  const [main, second] = await rows(postId);
  await lapse(await mark(main?.id));
  await it.store.learn(main?.id ?? '', 'late_answer', { type: 'refuse', attempt: 1, failure: REFUSED }, new Date());
  await edit(postId, 'only this');
  await approve(postId, it.otherEditorId);
  expect(await it.store.claim(second?.id ?? '', later())).toBeNull();
  expect(await rows(postId)).toMatchObject([
    { part: 'main', state: 'scheduled' },
    { part: 'part1', state: 'cancelled' },
  ]);
});

test('a part that was dropped and comes back leaves with the new words, after the first', async () => {
  const postId = await approved('a\nb');
  await edit(postId, 'a2');
  await approve(postId, it.otherEditorId);
  await edit(postId, 'a3\nb3', it.otherEditorId);
  await approve(postId, it.scene.editorId);
  const [main, second] = await rows(postId);
  expect(await it.store.claim(second?.id ?? '', later())).toBeNull();
  await it.store.settle(await mark(main?.id), { type: 'publish', receipt: RECEIPT }, new Date());
  const claimed = await it.store.claim(second?.id ?? '', later());
  const { rendered, accountId } = claimed?.part ?? {};
  expect(rendered?.[accountId ?? '']?.parts[1]?.text).toBe('b3');
});

test('a later part that was held meanwhile follows as soon as the first is known to be live', async () => {
  const postId = await approved('picture\nwords');
  const [main, second] = await rows(postId);
  await lapse(await mark(main?.id));
  await sql`update delivery set state = 'held', version = version + 1 where id = ${second?.id}`.execute(it.db.sql);
  const unknown = (await rows(postId))[0];
  const request = { deliveryId: unknown?.id ?? '', version: unknown?.version ?? 0, memberId: it.scene.editorId };
  await resolveUnknown(it.desk, request, { is: 'there', url: null });
  expect(await rows(postId)).toMatchObject([{ state: 'published' }, { state: 'scheduled' }]);
  expect(await it.store.claim(second?.id ?? '', later())).not.toBeNull();
});

test('an edit of what is approved goes to no account that was connected since', async () => {
  const postId = await approved('meant for one');
  const accountId = randomUUID();
  await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
    values (${accountId}, ${it.scene.clientId}, 'telegram', 'Connected since', ${accountId}, 'connected', now())`.execute(
    it.db.sql,
  );
  await edit(postId, 'meant for one still');
  await approve(postId, it.otherEditorId);
  expect(await rows(postId)).toHaveLength(1);
  await sql`update social_account set state = 'off' where id = ${accountId}`.execute(it.db.sql);
});

test('what has left everywhere cannot be sent to review again under another text', async () => {
  const postId = await approved('live\nlater');
  const [main] = await rows(postId);
  await it.store.settle(await mark(main?.id), { type: 'publish', receipt: RECEIPT }, new Date());
  await stepPost(it.desk, { postId, memberId: it.scene.editorId }, 'cancel');
  expect(await rows(postId)).toMatchObject([{ state: 'published' }, { state: 'cancelled' }]);
  await editPost(it.desk, { postId, memberId: it.scene.authorId }, (draft) => ({
    ...draft,
    content: say('other words'),
  }));
  await expect(submitPost(it.desk, { postId, memberId: it.scene.authorId })).rejects.toMatchObject({
    code: 'cannot_edit',
  });
});

test('cancelling takes back what a person had sent again, and says that it may be live', async () => {
  const postId = await approved('sent again');
  const [main] = await rows(postId);
  await lapse(await mark(main?.id));
  const unknown = (await rows(postId))[0];
  const request = { deliveryId: unknown?.id ?? '', version: unknown?.version ?? 0, memberId: it.scene.editorId };
  await resolveUnknown(it.desk, request, { is: 'not_there' });
  await stepPost(it.desk, { postId, memberId: it.scene.editorId }, 'cancel');
  expect(await rows(postId)).toMatchObject([{ state: 'left' }]);
});

test('evidence about another copy of a live part does not release what was held since', async () => {
  const postId = await approved('one\ntwo');
  const [main, second] = await rows(postId);
  await lapse(await mark(main?.id));
  const unknown = (await rows(postId))[0];
  const request = { deliveryId: unknown?.id ?? '', version: unknown?.version ?? 0, memberId: it.scene.editorId };
  await resolveUnknown(it.desk, request, { is: 'not_there' });
  await it.store.settle(await mark(main?.id), { type: 'publish', receipt: RECEIPT }, new Date());
  await sql`update delivery set state = 'held', version = version + 1 where id = ${second?.id}`.execute(it.db.sql);
  await it.store.learn(main?.id ?? '', 'late_answer', { type: 'confirm', attempt: 1, receipt: RECEIPT }, new Date());
  expect(await rows(postId)).toMatchObject([{ state: 'published' }, { state: 'held' }]);
});

test('an editor who changed the words may not alone approve them', async () => {
  const postId = await approved('words');
  await edit(postId, 'my words');
  await expect(approve(postId, it.scene.editorId)).rejects.toMatchObject({ code: 'own_post' });
  await approve(postId, it.otherEditorId);
});

test('a live post can be archived, one that waits cannot', async () => {
  const waiting = await approved('waits');
  const archive = (postId: string) => stepPost(it.desk, { postId, memberId: it.scene.editorId }, 'archive');
  await expect(archive(waiting)).rejects.toMatchObject({ code: 'going_out' });
  const [main] = await rows(waiting);
  await it.store.settle(await mark(main?.id), { type: 'publish', receipt: RECEIPT }, new Date());
  await archive(waiting);
});

test('what failed is not sent again when its approval is gone', async () => {
  const postId = await approved('refused');
  const [main] = await rows(postId);
  await it.store.settle(await mark(main?.id), { type: 'fail', failure: REFUSED }, new Date());
  const member = sql`client_id = ${it.scene.clientId} and member_id = ${it.scene.editorId}`;
  await sql`update membership set removed_at = now() where ${member}`.execute(it.db.sql);
  const failed = (await rows(postId))[0];
  const request = { deliveryId: failed?.id ?? '', version: failed?.version ?? 0, memberId: it.otherEditorId };
  await expect(retryDelivery(it.desk, request)).rejects.toMatchObject({ code: 'not_approved' });
  await sql`update membership set removed_at = null where ${member}`.execute(it.db.sql);
  await retryDelivery(it.desk, request);
});

test('the same message handled twice at once becomes one draft', async () => {
  const source = `tg:1:${crypto.randomUUID()}`;
  const made = await Promise.all([1, 2, 3].map(() => create('once', source)));
  expect(new Set(made).size).toBe(1);
});

test("settling and people's changes of the same post do not lock each other out", async () => {
  const posts = await Promise.all(Array.from({ length: 8 }, (_, i) => approved(`busy ${i}\nmore`)));
  const work = posts.flatMap((postId) => [
    (async () => {
      const claimed = await it.store.claim((await rows(postId))[0]?.id ?? '', later());
      const marked = claimed && (await it.store.markCommitting(claimed, new Date()));
      if (marked?.kind === 'marked')
        await it.store.settle(marked.claimed, { type: 'publish', receipt: RECEIPT }, new Date());
    })(),
    stepPost(it.desk, { postId, memberId: it.scene.editorId }, 'cancel').catch(expectRefusal),
    edit(postId, 'changed').catch(expectRefusal),
  ]);
  await Promise.all(work);
});

function expectRefusal(thrown: unknown): void {
  expect(thrown).toHaveProperty('name', 'Refusal');
}

function say(text: string) {
  return { text, entities: [], media: [] };
}

function later(): Date {
  return new Date(Date.now() + 1_000);
}

async function create(text: string, source = `tg:1:${crypto.randomUUID()}`): Promise<string> {
  const { clientId, authorId: memberId } = it.scene;
  const wanted = { clientId, memberId, content: say(text), source, chatId: '1', language: 'en' };
  return (await createPost(it.desk, wanted)).postId;
}

async function approved(text: string): Promise<string> {
  const postId = await create(text);
  await submitPost(it.desk, { postId, memberId: it.scene.authorId });
  await approve(postId, it.scene.editorId);
  return postId;
}

async function approve(postId: string, memberId: string): Promise<void> {
  const { revisionId } = await it.db.orm.em.fork().findOneOrFail(Post, postId);
  await approvePost(it.desk, { postId, memberId, revisionId: revisionId ?? '' });
}

async function edit(postId: string, text: string, memberId = it.scene.editorId): Promise<void> {
  await editPost(it.desk, { postId, memberId }, (draft) => ({ ...draft, content: say(text) }));
}

async function mark(id = ''): Promise<Claimed> {
  const claimed = await it.store.claim(id, later());
  const marked = claimed && (await it.store.markCommitting(claimed, new Date()));
  if (marked?.kind !== 'marked') throw new Error('It may not leave');
  return marked.claimed;
}

async function lapse(claimed: Claimed): Promise<void> {
  await takeBackLapsed(it.db.sql, new Date(claimed.leaseUntil.getTime() + 1));
}

async function rows(postId: string) {
  const found = await sql<{ id: string; part: string; state: string; version: number }>`
    select d.id, d.part, d.state, d.version from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId} order by d.ordinal, d.part`.execute(it.db.sql);
  return found.rows;
}
