import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DeliveryEvent } from '../../src/domain/delivery.js';
import { cancelTarget } from '../../src/usecases/cancel-target.js';
import type { Desk } from '../../src/usecases/desk.js';
import { retryDelivery } from '../../src/usecases/resolve-unknown.js';
import { sweep } from '../../src/usecases/sweep.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { type ApprovedPost, makeApproved } from '../support/rows.js';

let parts: DeskParts;
let desk: Desk;
let now: Date;
beforeAll(async () => {
  parts = await openDeskParts();
  desk = { ...parts.desk, clock: { ...parts.desk.clock, now: () => now } };
});
afterAll(() => parts[Symbol.asyncDispose]());
beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00Z');
  const { sql: db } = parts.db;
  await sql`delete from delivery where kind = 'notice'`.execute(db);
  await sql`update post set outcome_at = null`.execute(db);
  await sql`update member set told_at = null, quiet_from = null, quiet_to = null`.execute(db);
});

const PUBLISHED: DeliveryEvent = { type: 'publish', receipt: { kind: 'published', url: 'https://t.me/x/1' } };
const REFUSED: DeliveryEvent = { type: 'fail', failure: { kind: 'invalid', message: 'No' } };
const LOST: DeliveryEvent = { type: 'lose', failure: { kind: 'network', message: 'Cut' } };

test('the author is told once everything of the post has come to its end, and only once', async () => {
  const post = await approved(['Photo', 'Its text']);
  await settle(post.parts[0], PUBLISHED);
  expect(await toldAfter(10_000)).toEqual([]);
  await settle(post.parts[1], PUBLISHED);
  expect(await toldAfter(1_000)).toEqual([]);
  expect(await toldAfter(3_000)).toEqual([[{ live: 1, failed: 0, unknown: 0 }]]);
  expect(await toldAfter(120_000)).toHaveLength(1);
});

test('what was taken back keeps nothing from being told', async () => {
  const post = await approved(['Photo', 'Its text']);
  await settle(post.parts[0], PUBLISHED);
  expect(await toldAfter(10_000)).toEqual([]);
  const { rows } = await sql<{ version: number }>`select version from delivery where id = ${post.parts[0]}`.execute(
    parts.db.sql,
  );
  const request = { deliveryId: post.parts[0] ?? '', version: rows[0]?.version ?? 0, memberId: parts.scene.editorId };
  await cancelTarget(desk, request);
  expect(await toldAfter(3_000)).toEqual([[{ live: 1, failed: 0, unknown: 0 }]]);
});

test('a retry that gets through is told once more', async () => {
  const post = await approved(['One']);
  const [id = ''] = post.parts;
  await settle(id, REFUSED);
  expect(await toldAfter(3_000)).toEqual([[{ live: 0, failed: 1, unknown: 0 }]]);
  const { rows } = await sql<{ version: number }>`select version from delivery where id = ${id}`.execute(parts.db.sql);
  await retryDelivery(desk, { deliveryId: id, version: rows[0]?.version ?? 0, memberId: parts.scene.editorId });
  await settle(id, PUBLISHED);
  expect(await toldAfter(61_000)).toEqual([[{ live: 0, failed: 1, unknown: 0 }], [{ live: 1, failed: 0, unknown: 0 }]]);
});

test('what is unknown is told only when it has not cleared up', async () => {
  const post = await approved(['One']);
  await settle(post.parts[0], LOST);
  expect(await toldAfter(60_000)).toEqual([]);
  expect(await toldAfter(61_000)).toEqual([[{ live: 0, failed: 0, unknown: 1 }]]);
});

test('posts that come to their end together are told together, and what follows within a minute in the next message', async () => {
  const posts = [await approved(['One']), await approved(['Two']), await approved(['Three'])];
  await settle(posts[0]?.parts[0], PUBLISHED);
  await settle(posts[1]?.parts[0], REFUSED);
  expect((await toldAfter(3_000)).map((message) => message.length)).toEqual([2]);
  await settle(posts[2]?.parts[0], PUBLISHED);
  expect(await toldAfter(30_000)).toHaveLength(1);
  expect((await toldAfter(31_000)).map((message) => message.length)).toEqual([2, 1]);
});

test('in quiet hours what went well waits for their end, and what did not comes at once', async () => {
  // 14:00 to 16:00 in Kyiv; it is 14:00 there.
  await sql`update member set quiet_from = 840, quiet_to = 960 where id = ${parts.scene.authorId}`.execute(
    parts.db.sql,
  );
  const [good, bad] = [await approved(['Good']), await approved(['Bad'])];
  await settle(good.parts[0], PUBLISHED);
  await settle(bad.parts[0], REFUSED);
  expect(await toldAfter(60_000)).toEqual([[{ live: 0, failed: 1, unknown: 0 }]]);
  expect(await toldAfter(3_600_000)).toHaveLength(1);
  expect((await toldAfter(3_600_000)).at(-1)).toEqual([{ live: 1, failed: 0, unknown: 0 }]);
});

function approved(texts: readonly string[]): Promise<ApprovedPost> {
  return makeApproved(parts.db.sql, parts.scene, { dueAt: now, texts });
}

/** What the worker does, with this answer of the network. */
async function settle(id: string | undefined, event: DeliveryEvent): Promise<void> {
  const claimed = await parts.store.claim(id ?? '', now);
  const mark = claimed && (await parts.store.markCommitting(claimed, now));
  if (mark?.kind !== 'marked') throw new Error('The part could not leave');
  await parts.store.settle(mark.claimed, event, now);
}

/** All messages so far, each with how its posts went, after so much time. */
async function toldAfter(ms: number) {
  now = new Date(now.getTime() + ms);
  await sweep(desk);
  const { rows } = await sql<{ posts: { live: object[]; failed: object[]; unknown: object[] }[] }>`
    select payload -> 'outcomes' as posts from delivery
    where kind = 'notice' and payload ? 'outcomes' order by seq`.execute(parts.db.sql);
  return rows.map(({ posts }) =>
    posts.map(({ live, failed, unknown }) => ({ live: live.length, failed: failed.length, unknown: unknown.length })),
  );
}
