import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { takeBackLapsed } from '../../src/db/take-back.js';
import { PlatformError } from '../../src/domain/failure.js';
import { resolveUnknown } from '../../src/usecases/resolve-unknown.js';
import {
  addFixedAccount,
  addMember,
  approved,
  claim,
  fixed,
  it,
  minutes,
  partId,
  publications,
  published,
  scene,
  sendAgain,
  soon,
  states,
  takeDown,
  toy,
  useLiveDesk,
  work,
  worker,
} from '../support/live-desk.js';

useLiveDesk();

test('what is live is taken down, the last part first', async () => {
  const postId = await published('first\nsecond');
  await takeDown(postId);
  expect(await states(postId)).toEqual(['removing', 'removing']);
  await work();
  expect(toy.log).toEqual(['send first', 'send second', 'remove second', 'remove first']);
  expect(await states(postId)).toEqual(['removed', 'removed']);
  await expect(takeDown(postId)).rejects.toMatchObject({ code: 'nothing_live' });
});

test('its author may take it down, another author may not', async () => {
  const postId = await published('mine');
  const strangerId = await addMember('author');
  await expect(takeDown(postId, strangerId)).rejects.toMatchObject({ code: 'not_allowed' });
  await takeDown(postId, scene.authorId);
});

test('a part that waits is taken back with what is taken down before it', async () => {
  const postId = await approved('first\nsecond');
  await worker.run(await claim(postId, 0));
  await takeDown(postId);
  expect(await states(postId)).toEqual(['removing', 'cancelled']);
  await work();
  expect([...toy.live]).toEqual([]);
});

test('nothing is taken down while a part of it is on the wire', async () => {
  const postId = await approved('first\nsecond');
  await worker.run(await claim(postId, 0));
  const mark = await it.store.markCommitting(await claim(postId, 1), new Date());
  expect(mark.kind).toBe('marked');
  await expect(takeDown(postId)).rejects.toMatchObject({ code: 'going_out' });
});

test('a fault is tried again, and what is gone already counts', async () => {
  const postId = await published('gone');
  toy.faults.push(new PlatformError('timeout', 'no answer'));
  await takeDown(postId);
  await work();
  expect(await states(postId)).toEqual(['removing']);
  await work(minutes(1));
  expect(toy.log.slice(1)).toEqual(['remove gone', 'remove what is gone']);
  expect(await states(postId)).toEqual(['removed']);
});

test('what the network will not take down is live as before, and says why', async () => {
  const postId = await published('too old\nlater');
  toy.faults.push(new PlatformError('invalid', 'message can’t be deleted', { effect: 'none' }));
  await takeDown(postId);
  await work();
  expect(await states(postId)).toEqual(['removed', 'published']);
  const { rows } = await sql<{
    failure: object | null;
  }>`select failure from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId} and d.state = 'published'`.execute(it.db.sql);
  expect(rows).toEqual([
    { failure: expect.objectContaining({ kind: 'invalid', message: 'message can’t be deleted' }) },
  ]);
});

test('a worker that died while taking down is followed by another', async () => {
  const postId = await published('lapsed');
  await takeDown(postId);
  const claimed = await claim(postId, 0);
  expect(await it.store.claim(claimed.id, soon())).toBeNull();
  await takeBackLapsed(it.db.sql, new Date(claimed.leaseUntil.getTime() + 1));
  await work();
  expect(await states(postId)).toEqual(['removed']);
  expect(await it.store.settle(claimed, { type: 'removed' }, new Date())).toBeNull();
});

test('every known copy is taken down, and with one unknown it is never called removed', async () => {
  const postId = await approved('copied');
  toy.faults.push(new PlatformError('timeout', 'no answer'));
  await work();
  await sendAgain(postId);
  await work();
  expect([...toy.live.values()].map(({ text }) => text)).toEqual(['copied', 'copied']);
  await takeDown(postId);
  await work();
  expect(await states(postId)).toEqual(['left']);
  await expect(sendAgain(postId)).rejects.toMatchObject({ code: 'stale' });
  const [copy] = toy.live.keys();
  const receipt = { kind: 'published', ...(copy && { remoteId: copy }) } as const;
  await it.store.learn(await partId(postId), 'late_answer', { type: 'confirm', attempt: 1, receipt }, new Date());
  expect(await states(postId)).toEqual(['published']);
  await takeDown(postId);
  await work();
  expect([...toy.live]).toEqual([]);
  expect(await states(postId)).toEqual(['removed']);
});

test('a network that lets no tool delete says so, and the others are taken down all the same', async () => {
  await addFixedAccount();
  const postId = await published('everywhere');
  const [onToy, onFixed] = await publications(postId);
  await expect(takeDown(postId, scene.editorId, onFixed)).rejects.toMatchObject({
    code: 'cannot_remove',
    facts: { network: 'Fixed' },
  });
  await takeDown(postId);
  await work();
  expect([toy.live.size, fixed.live.size]).toEqual([0, 1]);
  expect(onToy).not.toBe(onFixed);
});

test('what a person found by its link is taken down by what the link names, and one link is of one post', async () => {
  const [first, second] = [await lost('found'), await lost('not found')];
  const [remoteId = ''] = [...toy.live].find(([, { text }]) => text === 'found') ?? [];
  await isThere(first, `https://toy.test/post/${remoteId}`);
  await expect(isThere(second, `https://toy.test/post/${remoteId}`)).rejects.toMatchObject({ code: 'bad_link' });
  await takeDown(first);
  await work();
  expect([...toy.live.values()].map(({ text }) => text)).toEqual(['not found']);
});

/** Sent, live, and nobody was told. */
async function lost(text: string): Promise<string> {
  toy.faults.push(new PlatformError('timeout', 'no answer'));
  return published(text);
}

async function isThere(postId: string, url: string): Promise<void> {
  const { rows } = await sql<{ id: string; version: number }>`select d.id, d.version from delivery d
    where d.id = ${await partId(postId)}`.execute(it.db.sql);
  const [row] = rows;
  const request = { deliveryId: row?.id ?? '', version: row?.version ?? 0, memberId: scene.editorId };
  await resolveUnknown(it.desk, request, { is: 'there', url });
}
