import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Claimed } from '../../src/db/claimed.js';
import { queue } from '../../src/reads/queue.js';
import { changeRole } from '../../src/usecases/change-role.js';
import { repeatPublication } from '../../src/usecases/repeat-publication.js';
import {
  addFixedAccount,
  addMember,
  approve,
  approved,
  corrections,
  edit,
  it,
  minutes,
  otherEditorId,
  published,
  scene,
  soon,
  states,
  takeDown,
  toy,
  useLiveDesk,
  work,
} from '../support/live-desk.js';

useLiveDesk();

const RECEIPT = { kind: 'published', remoteId: '1' } as const;
const visible = () => [...toy.live.values()].map(({ text }) => text);

test('what is published once more says what the live post says since its correction', async () => {
  const postId = await published('wrogn');
  await edit(postId, 'right');
  await approve(postId);
  await work();
  await repeat(postId);
  await work();
  expect(visible()).toEqual(['right', 'right']);
});

test('a correction changes every copy that is live', async () => {
  const postId = await published('typo');
  await repeat(postId);
  await work();
  await edit(postId, 'mended');
  await approve(postId);
  await work();
  expect(visible()).toEqual(['mended', 'mended']);
});

test('one copy that was taken down does not keep the other from being corrected', async () => {
  const postId = await published('typo');
  await repeat(postId);
  await work();
  const [first] = await copies(postId);
  await takeDown(postId, scene.editorId, first?.publication);
  await work();
  await edit(postId, 'mended');
  await approve(postId);
  await work();
  expect(visible()).toEqual(['mended']);
});

test('a repeat that an edit took back does not stand in the way of another', async () => {
  const postId = await published('once');
  await repeat(postId, new Date(Date.now() + minutes(60)));
  await edit(postId, 'twice');
  await approve(postId);
  await work();
  await repeat(postId);
  await work();
  await work(minutes(61));
  expect(visible()).toEqual(['twice', 'twice']);
});

test('a correction that waits returns to review when it loses its approval', async () => {
  const postId = await published('old');
  await edit(postId, 'new');
  await approve(postId);
  const adminId = await dismissApprover();
  expect(await corrections(postId)).toMatchObject([{ state: 'cancelled' }]);
  await approve(postId, adminId);
  await work();
  expect(visible()).toEqual(['new']);
});

test('a correction of which a part was taken back is not taken for whole', async () => {
  const postId = await published('a1\nb1');
  await edit(postId, 'a2\nb2');
  await approve(postId);
  const first = await marked((await corrections(postId))[0]?.id);
  const adminId = await dismissApprover();
  await it.store.settle(first, { type: 'publish', receipt: RECEIPT }, soon());
  await approve(postId, adminId);
  await work();
  expect(toy.log.slice(2)).toContain('edit b1 → b2');
});

test('what was to follow a post that was taken down does not come back with another approval', async () => {
  await addFixedAccount();
  await sql`update social_account set queue_held_at = now() where platform = 'fixed' and client_id = ${scene.clientId}`.execute(
    it.db.sql,
  );
  const postId = await approved('first\nfollows');
  await it.store.settle(await marked((await copies(postId))[0]?.id), { type: 'publish', receipt: RECEIPT }, soon());
  await takeDown(postId);
  await work();
  await dismissApprover();
  await approve(postId, scene.editorId);
  expect((await states(postId)).toSorted()).toEqual(['cancelled', 'removed', 'scheduled', 'scheduled']);
});

async function marked(id = ''): Promise<Claimed> {
  const claimed = await it.store.claim(id, soon());
  const mark = claimed && (await it.store.markCommitting(claimed, soon()));
  if (mark?.kind !== 'marked') throw new Error('It may not leave');
  return mark.claimed;
}

test('a copy that returns to review does not bring other parts of the first one back', async () => {
  const postId = await published('a1\nb1');
  await edit(postId, 'a2\nb2');
  await approve(postId);
  await work();
  await repeat(postId);
  const [first, copy] = await copies(postId);
  await it.store.settle(await marked(copy?.id), { type: 'publish', receipt: RECEIPT }, soon());
  const adminId = await dismissApprover();
  await approve(postId, adminId);
  const { rows } = await sql<{ kept: boolean }>`select u.revision_id <> o.revision_id as kept
    from publication u join post o on o.id = u.post_id where u.id = ${first?.publication}`.execute(it.db.sql);
  expect(rows).toEqual([{ kept: true }]);
  await work();
  expect(toy.log.at(-1)).toBe('send b2');
});

test('a correction that waits is not in the queue of posts', async () => {
  const postId = await published('posted');
  await edit(postId, 'mended');
  await approve(postId);
  expect(await queue(it.db.sql, scene.clientId)).toEqual([]);
});

interface Copy {
  readonly publication: string;
  readonly id: string;
  readonly version: number;
}

async function copies(postId: string): Promise<Copy[]> {
  const { rows } = await sql<Copy>`select u.id as publication, d.id, d.version from publication u
    join delivery d on d.publication_id = u.id and d.kind = 'part' and d.ordinal = 0
    join social_account a on a.id = u.account_id where u.post_id = ${postId} order by a.created_at, u.repeat`.execute(
    it.db.sql,
  );
  return rows;
}

async function repeat(postId: string, at: Date | null = null): Promise<void> {
  const [main] = await copies(postId);
  const request = { deliveryId: main?.id ?? '', version: main?.version ?? 0, memberId: scene.editorId };
  await repeatPublication(it.desk, request, at);
}

/** The approver becomes an author, by the word of an admin, who is given. */
async function dismissApprover(): Promise<string> {
  const memberId = await addMember('admin');
  await changeRole(it.desk, { clientId: scene.clientId, memberId, targetId: otherEditorId }, 'author');
  return memberId;
}
