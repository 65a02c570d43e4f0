import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Post } from '../../src/db/entities/post.js';
import { postCard } from '../../src/reads/post-card.js';
import { deskSettings, ownSettings } from '../../src/reads/settings.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { changeOwnSettings } from '../../src/usecases/change-own-settings.js';
import { changeSettings } from '../../src/usecases/change-settings.js';
import { createPost } from '../../src/usecases/create-post.js';
import { stepPost } from '../../src/usecases/step-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';

let it: DeskParts;
beforeEach(async () => {
  it = await openDeskParts();
  await setRole(it.scene.editorId, 'admin');
});
afterEach(() => it[Symbol.asyncDispose]());

test('only admins set the desk, from what they see, and each change is on record', async () => {
  const change = (memberId: string, version: number) =>
    changeSettings(it.desk, { clientId: it.scene.clientId, memberId, version }, { approvalsNeeded: 2 });
  await expect(change(it.otherEditorId, 1)).rejects.toMatchObject({ code: 'admins_only' });
  await expect(change(it.scene.authorId, 1)).rejects.toMatchObject({ code: 'admins_only' });
  await change(it.scene.editorId, 1);
  await expect(change(it.scene.editorId, 1)).rejects.toMatchObject({ code: 'stale' });
  expect(await settings()).toMatchObject({ approvalsNeeded: 2, version: 2, editors: 2 });
  expect(await events('client.settings')).toEqual([
    { member_id: it.scene.editorId, before: { approvalsNeeded: 1 }, after: { approvalsNeeded: 2 } },
  ]);
});

test('what cannot be is not set', async () => {
  for (const change of [{ approvalsNeeded: 11 }, { zone: 'Europe/Atlantis' }, { lateAfterMs: 1 }, { language: 'xx' }])
    await expect(set(change)).rejects.toMatchObject({ code: 'bad_setting' });
  expect(await settings()).toMatchObject({ approvalsNeeded: 1, zone: 'Europe/Kyiv', version: 1 });
});

test('a new number of approvals counts for what is sent from now on', async () => {
  const before = await submitted('sent before');
  await set({ approvalsNeeded: 2 });
  const after = await submitted('sent after');
  expect(await approve(before, it.scene.editorId)).toEqual({ approvals: 1, needed: 1 });
  expect(await approve(after, it.scene.editorId)).toEqual({ approvals: 1, needed: 2 });
  expect(await stateOf(before)).toBe('approved');
  expect(await stateOf(after)).toBe('in_review');
});

test('a single admin is never stuck: the card says that nobody else can approve, and a changed rule lets the post go', async () => {
  await sql`update membership set removed_at = now() where member_id = ${it.otherEditorId}`.execute(it.db.sql);
  await set({ soleEditorMayGo: false });
  const admin = it.scene.editorId;
  const postId = await submitted('my own', admin);
  expect(await postCard(it.db.sql, postId)).toMatchObject({ approvalsNeeded: 1, approvalsPossible: 0 });
  await expect(approve(postId, admin)).rejects.toMatchObject({ code: 'own_post' });
  await set({ soleEditorMayGo: true });
  await stepPost(it.desk, { postId, memberId: admin }, 'withdraw');
  await submitPost(it.desk, { postId, memberId: admin });
  expect(await stateOf(postId)).toBe('approved');
});

test('an author’s post that needs more than there are is let go by a lower number, sent again', async () => {
  await set({ approvalsNeeded: 3 });
  const postId = await submitted('too many wanted');
  expect(await postCard(it.db.sql, postId)).toMatchObject({ approvalsNeeded: 3, approvalsPossible: 2 });
  await set({ approvalsNeeded: 2 });
  await stepPost(it.desk, { postId, memberId: it.scene.authorId }, 'withdraw');
  await submitPost(it.desk, { postId, memberId: it.scene.authorId });
  await approve(postId, it.scene.editorId);
  await approve(postId, it.otherEditorId);
  expect(await stateOf(postId)).toBe('approved');
});

test('a member sets their own language, clock and quiet hours, and takes them back', async () => {
  const { clientId, authorId: memberId } = it.scene;
  const change = (what: Parameters<typeof changeOwnSettings>[2]) =>
    changeOwnSettings(it.desk, { clientId, memberId }, what);
  await change({ language: 'uk' });
  await change({ zone: 'America/New_York' });
  await change({ quiet: { from: 1320, to: 480 } });
  expect(await ownSettings(it.db.sql, memberId)).toEqual({
    language: 'uk',
    zone: 'America/New_York',
    quiet: { from: 1320, to: 480 },
  });
  await change({ zone: null, quiet: null });
  expect(await ownSettings(it.db.sql, memberId)).toEqual({ language: 'uk', zone: null, quiet: null });
  await expect(change({ zone: 'home' })).rejects.toMatchObject({ code: 'bad_setting' });
  expect(await events('member.settings')).toHaveLength(4);
});

function settings() {
  return deskSettings(it.db.sql, it.scene.clientId);
}

async function set(change: Parameters<typeof changeSettings>[2]): Promise<void> {
  const version = (await settings())?.version ?? 0;
  await changeSettings(it.desk, { clientId: it.scene.clientId, memberId: it.scene.editorId, version }, change);
}

async function events(what: string) {
  const { rows } = await sql`select member_id, before, after from event where what = ${what} order by id`.execute(
    it.db.sql,
  );
  return rows;
}

async function setRole(memberId: string, role: string): Promise<void> {
  await sql`update membership set role = ${role} where member_id = ${memberId}`.execute(it.db.sql);
}

async function submitted(text: string, memberId = it.scene.authorId): Promise<string> {
  const content = { text, entities: [], media: [] };
  const wanted = { clientId: it.scene.clientId, memberId, content, source: randomUUID(), chatId: '1', language: 'en' };
  const { postId } = await createPost(it.desk, wanted);
  await submitPost(it.desk, { postId, memberId });
  return postId;
}

async function approve(postId: string, memberId: string) {
  const { revisionId } = await it.db.orm.em.fork().findOneOrFail(Post, postId);
  return approvePost(it.desk, { postId, memberId, revisionId: revisionId ?? '' });
}

async function stateOf(postId: string): Promise<string> {
  return (await it.db.orm.em.fork().findOneOrFail(Post, postId)).state;
}
