import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { PlatformError } from '../../src/domain/failure.js';
import { retryDelivery } from '../../src/usecases/resolve-unknown.js';
import { stepPost } from '../../src/usecases/step-post.js';
import {
  addFixedAccount,
  approve,
  corrections,
  edit,
  editEverywhere,
  fixed,
  it,
  minutes,
  otherEditorId,
  published,
  scene,
  states,
  takeDown,
  toy,
  useLiveDesk,
  work,
} from '../support/live-desk.js';

useLiveDesk();

test('a change of a live post is reviewed, and then changes what is live', async () => {
  const postId = await published('frist\nsame');
  await edit(postId, 'first\nsame');
  await work();
  expect(toy.log.slice(2)).toEqual([]);
  await approve(postId);
  await work();
  expect(toy.log.slice(2)).toEqual(['edit frist → first']);
  const { rows } = await sql<{ kept: boolean; corrected: boolean }>`
    select u.revision_id <> o.revision_id as kept, u.corrected_revision_id = o.revision_id as corrected
    from publication u join post o on o.id = u.post_id where o.id = ${postId}`.execute(it.db.sql);
  expect(rows).toEqual([{ kept: true, corrected: true }]);
  expect(await states(postId)).toEqual(['published', 'published']);
});

test('the network is told what is live, so that it changes only what differs', async () => {
  const postId = await published('one\nsame');
  await edit(postId, 'two\nsame');
  await approve(postId);
  await work();
  await edit(postId, 'three\nother', otherEditorId);
  await approve(postId, scene.editorId);
  await work();
  expect(toy.taken).toEqual(['one', 'two', 'same']);
});

test('a correction does not leave while frozen, nor without its approval', async () => {
  const postId = await published('wrong');
  await edit(postId, 'right');
  await approve(postId);
  await sql`update client set frozen_at = now() where id = ${scene.clientId}`.execute(it.db.sql);
  await work();
  await sql`update client set frozen_at = null where id = ${scene.clientId}`.execute(it.db.sql);
  const approver = sql`client_id = ${scene.clientId} and member_id = ${otherEditorId}`;
  await sql`update membership set role = 'author' where ${approver}`.execute(it.db.sql);
  await work();
  expect(toy.log.slice(1)).toEqual([]);
  await sql`update membership set role = 'editor' where ${approver}`.execute(it.db.sql);
  await work(minutes(90));
  expect(toy.log.slice(1)).toEqual(['edit wrong → right']);
});

test('of two corrections the last one wins, and a lost answer is tried again', async () => {
  const postId = await published('one');
  await edit(postId, 'two');
  await approve(postId);
  await edit(postId, 'three', otherEditorId);
  await approve(postId, scene.editorId);
  toy.faults.push(new PlatformError('timeout', 'no answer'));
  await work();
  await work(minutes(1));
  expect(toy.log.slice(1)).toEqual(['edit one → three', 'edit three → three']);
  // Nobody knows whether the first request took effect.
  expect(toy.taken).toEqual(['one', null]);
});

test('a correction that failed can be made again, and goes with what is taken down', async () => {
  const postId = await published('bad');
  await edit(postId, 'good');
  await approve(postId);
  toy.faults.push(new PlatformError('invalid', 'no', { effect: 'none' }));
  await work();
  const [failed] = await corrections(postId);
  expect(failed).toMatchObject({ state: 'failed' });
  await retryDelivery(it.desk, {
    deliveryId: failed?.id ?? '',
    version: failed?.version ?? 0,
    memberId: scene.editorId,
  });
  await takeDown(postId);
  expect(await corrections(postId)).toMatchObject([{ state: 'cancelled' }]);
  await work();
  expect(toy.log.slice(1)).toEqual(['edit bad → good', 'remove bad']);
});

test('a correction that was refused may have changed some of it, and is made as a whole', async () => {
  const postId = await published('before');
  await edit(postId, 'after');
  await approve(postId);
  toy.faults.push(new PlatformError('invalid', 'no', { effect: 'none' }));
  await work();
  await edit(postId, 'before', otherEditorId);
  await approve(postId, scene.editorId);
  await work();
  await edit(postId, 'at last');
  await approve(postId);
  await work();
  expect(toy.taken).toEqual(['before', null, 'before']);
});

test('what cannot be changed in place is refused with the reason', async () => {
  const reshaped = await published('two\nparts');
  await expect(edit(reshaped, 'one part')).rejects.toMatchObject({ code: 'edit_reshaped' });
  await expect(edit(reshaped, 'two\nparts')).rejects.toMatchObject({ code: 'has_left' });
  await sql`update social_account set platform = 'fixed' where id = ${scene.accountId}`.execute(it.db.sql);
  const unchangeable = await published('as it is');
  await expect(edit(unchangeable, 'else')).rejects.toMatchObject({ code: 'cannot_edit', facts: { network: 'Fixed' } });
});

test('an account that is named later gets the new words, the live ones a correction', async () => {
  const postId = await published('here');
  await addFixedAccount();
  await editEverywhere(postId, 'here and there');
  await approve(postId);
  await work();
  expect([toy.log.slice(1), fixed.log]).toEqual([['edit here → here and there'], ['send here and there']]);
  await stepPost(it.desk, { postId, memberId: scene.editorId }, 'archive');
});

test('a correction that got through in part is not taken for what is live', async () => {
  const postId = await published('a1\nb1');
  await edit(postId, 'a2\nb2');
  await approve(postId);
  toy.faults.push(new PlatformError('invalid', 'no', { effect: 'none' }));
  await work();
  expect(toy.log.slice(2)).toEqual(['edit a1 → a2', 'edit b1 → b2']);
  await edit(postId, 'a1\nb1', otherEditorId);
  await approve(postId, scene.editorId);
  await work();
  expect([...toy.live.values()].map(({ text }) => text)).toEqual(['a1', 'b1']);
});
