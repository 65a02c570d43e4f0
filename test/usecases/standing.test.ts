import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Post } from '../../src/db/entities/post.js';
import { postCard } from '../../src/reads/post-card.js';
import { reviewCard } from '../../src/reads/review-card.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { changeRole } from '../../src/usecases/change-role.js';
import { createPost } from '../../src/usecases/create-post.js';
import { removeMember } from '../../src/usecases/remove-member.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';

const RECEIPT = { kind: 'published', remoteId: '1' } as const;

let it: DeskParts;
let adminId: string;
let leaverId: string;
beforeAll(async () => {
  it = await openDeskParts();
});
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(async () => {
  await sql`update membership set removed_at = now() where role = 'admin'`.execute(it.db.sql);
  adminId = await member('admin');
  leaverId = await member('editor');
});

test('what only a removed member approved returns to review, and goes out when somebody else approves it', async () => {
  const postId = await approved('leans on one');
  await remove();
  expect(await rows(postId)).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }]);
  const post = await postOf(postId);
  expect(post.state).toBe('in_review');
  expect(await postCard(it.db.sql, postId)).toMatchObject({ lost: 'leaver', approvers: [] });
  expect(await reviewCard(it.db.sql, post.revisionId ?? '')).toMatchObject({
    returned: 1,
    decisions: [{ by: 'leaver', lost: true }],
  });
  await approve(postId, it.scene.editorId);
  expect(await rows(postId)).toMatchObject([{ state: 'scheduled' }, { state: 'scheduled' }]);
  expect(await mark(postId)).toBe('marked');
});

test('what enough others approved goes out all the same', async () => {
  await sql`update client set approvals_needed = 2`.execute(it.db.sql);
  const postId = await submitted('leans on three');
  await sql`update client set approvals_needed = 1`.execute(it.db.sql);
  await approve(postId, leaverId);
  await approve(postId, it.scene.editorId);
  await sql`insert into approval (id, revision_id, member_id, hash, created_at)
    select gen_random_uuid(), r.id, ${it.otherEditorId}, r.hash, now() from revision r where r.post_id = ${postId}`.execute(
    it.db.sql,
  );
  await remove();
  expect((await postOf(postId)).state).toBe('approved');
  expect(await mark(postId)).toBe('marked');
});

test('an approval that waits for others does not count any more, also when its member comes back', async () => {
  await sql`update client set approvals_needed = 2`.execute(it.db.sql);
  const postId = await submitted('needs two');
  await sql`update client set approvals_needed = 1`.execute(it.db.sql);
  await approve(postId, leaverId);
  await remove();
  await sql`update membership set removed_at = null where member_id = ${leaverId}`.execute(it.db.sql);
  expect(await approve(postId, it.scene.editorId)).toEqual({ approvals: 1, needed: 2 });
  expect(await approve(postId, leaverId)).toEqual({ approvals: 2, needed: 2 });
});

test('what has left stays, and what would follow it is reviewed anew', async () => {
  const postId = await approved('live\nfollows');
  const [main] = await rows(postId);
  const claimed = await it.store.claim(main?.id ?? '', later());
  const marked = claimed && (await it.store.markCommitting(claimed, new Date()));
  if (marked?.kind !== 'marked') throw new Error('It may not leave');
  await it.store.settle(marked.claimed, { type: 'publish', receipt: RECEIPT }, new Date());
  await remove();
  expect(await rows(postId)).toMatchObject([{ state: 'published' }, { state: 'cancelled' }]);
  await approve(postId, it.scene.editorId);
  expect(await rows(postId)).toMatchObject([{ state: 'published' }, { state: 'scheduled' }]);
});

test('a post of which everything has left is nobody’s concern', async () => {
  const postId = await approved('live');
  const [main, second] = await rows(postId);
  await sql`update delivery set state = 'published', attempts = '{known}' where id in (${main?.id}, ${second?.id})`.execute(
    it.db.sql,
  );
  await remove();
  expect(await postCard(it.db.sql, postId)).toMatchObject({ state: 'approved', approvers: [{ name: 'leaver' }] });
});

test('an editor who becomes an author loses approvals, an admin who becomes an editor keeps them', async () => {
  const byEditor = await approved('demoted');
  await changeRole(it.desk, request(leaverId), 'author');
  expect((await postOf(byEditor)).state).toBe('in_review');
  const other = await member('admin');
  const byAdmin = await submitted('still may');
  await approve(byAdmin, other);
  await changeRole(it.desk, request(other), 'editor');
  expect((await postOf(byAdmin)).state).toBe('approved');
  expect(await events('member.role')).toEqual([
    { before: { memberId: leaverId, role: 'editor' }, after: { memberId: leaverId, role: 'author' } },
    { before: { memberId: other, role: 'admin' }, after: { memberId: other, role: 'editor' } },
  ]);
});

test('the last admin stays, and two admins cannot remove each other at once', async () => {
  await expect(removeMember(it.desk, request(adminId))).rejects.toMatchObject({ code: 'last_admin' });
  await expect(changeRole(it.desk, request(adminId), 'editor')).rejects.toMatchObject({ code: 'last_admin' });
  const other = await member('admin');
  const { clientId } = it.scene;
  const outcomes = await Promise.allSettled([
    removeMember(it.desk, { clientId, memberId: adminId, targetId: other }),
    removeMember(it.desk, { clientId, memberId: other, targetId: adminId }),
  ]);
  const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(lost).toMatchObject([{ reason: { name: 'Refusal', code: 'not_member' } }]);
  const { rows: left } = await sql`select id from membership where role = 'admin' and removed_at is null`.execute(
    it.db.sql,
  );
  expect(left).toHaveLength(1);
});

test('only admins remove, and only members', async () => {
  const { clientId } = it.scene;
  const by = (memberId: string) => removeMember(it.desk, { clientId, memberId, targetId: leaverId });
  await expect(by(it.scene.editorId)).rejects.toMatchObject({ code: 'admins_only' });
  await expect(removeMember(it.desk, request(randomUUID()))).rejects.toMatchObject({ code: 'not_found' });
  await by(adminId);
  await expect(by(adminId)).rejects.toMatchObject({ code: 'not_found' });
});

test('a mark is either before the removal or never', async () => {
  const posts = [];
  for (let i = 0; i < 10; i++) posts.push(await approved(`races ${i}`));
  const marks = posts.map((postId) => mark(postId));
  await remove();
  const outcomes = await Promise.all(marks);
  for (const [place, postId] of posts.entries()) {
    const [main] = await rows(postId);
    // What has been marked is leaving; everything else was taken back.
    expect(main?.state).toBe(outcomes[place] === 'marked' ? 'publishing' : 'cancelled');
  }
});

test('an approval that races the removal of its member lets nothing go', async () => {
  const posts = [];
  for (let i = 0; i < 6; i++) posts.push(await submitted(`late yes ${i}`));
  await Promise.all([remove(), ...posts.map((postId) => approve(postId, leaverId).catch(expectRefusal))]);
  for (const postId of posts) {
    expect((await postOf(postId)).state).toBe('in_review');
    expect(await mark(postId)).toBe('stays');
  }
});

function expectRefusal(thrown: unknown): void {
  expect(thrown).toHaveProperty('name', 'Refusal');
}

async function remove(): Promise<void> {
  await removeMember(it.desk, request(leaverId));
}

function request(targetId: string) {
  return { clientId: it.scene.clientId, memberId: adminId, targetId };
}

async function member(role: 'editor' | 'admin'): Promise<string> {
  const id = randomUUID();
  const name = role === 'admin' ? 'admin' : 'leaver';
  await sql`insert into member (id, telegram_id, name, created_at) values (${id}, ${randomUUID()}, ${name}, now())`.execute(
    it.db.sql,
  );
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (${randomUUID()}, ${it.scene.clientId}, ${id}, ${role}, now())`.execute(it.db.sql);
  return id;
}

async function submitted(text: string): Promise<string> {
  const { clientId, authorId: memberId } = it.scene;
  const content = { text, entities: [], media: [] };
  const wanted = { clientId, memberId, content, source: randomUUID(), chatId: '1', language: 'en' };
  const { postId } = await createPost(it.desk, wanted);
  await submitPost(it.desk, { postId, memberId });
  return postId;
}

async function approved(text: string): Promise<string> {
  const postId = await submitted(text.includes('\n') ? text : `${text}\nand more`);
  await approve(postId, leaverId);
  return postId;
}

async function approve(postId: string, memberId: string) {
  const { revisionId } = await postOf(postId);
  return approvePost(it.desk, { postId, memberId, revisionId: revisionId ?? '' });
}

function postOf(postId: string): Promise<Post> {
  return it.db.orm.em.fork().findOneOrFail(Post, postId);
}

async function mark(postId: string): Promise<'marked' | 'stays'> {
  const [main] = await rows(postId);
  const claimed = main && (await it.store.claim(main.id, later()));
  const marked = claimed && (await it.store.markCommitting(claimed, new Date()));
  return marked?.kind === 'marked' ? 'marked' : 'stays';
}

function later(): Date {
  return new Date(Date.now() + 1_000);
}

async function rows(postId: string) {
  const found = await sql<{ id: string; state: string }>`
    select d.id, d.state from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId} order by d.ordinal`.execute(it.db.sql);
  return found.rows;
}

async function events(what: string) {
  const { rows: found } = await sql`select before, after from event where what = ${what} order by id`.execute(
    it.db.sql,
  );
  return found;
}
