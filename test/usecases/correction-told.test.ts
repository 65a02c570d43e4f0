import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { PlatformError } from '../../src/domain/failure.js';
import { sweep } from '../../src/usecases/sweep.js';
import { approve, edit, it, minutes, published, scene, toy, useLiveDesk, work } from '../support/live-desk.js';

useLiveDesk();

test('a correction that got through is no news, the post was told to be live', async () => {
  const postId = await published('tehre');
  expect(await toldAfter(minutes(1))).toEqual([{ live: 1, failed: [] }]);
  await edit(postId, 'there');
  await approve(postId);
  await work();
  expect(toy.log.at(-1)).toBe('edit tehre → there');
  expect(await toldAfter(minutes(3))).toHaveLength(1);
});

test('a correction that did not get through is told to the author', async () => {
  const postId = await published('bad');
  await toldAfter(minutes(1));
  await edit(postId, 'good');
  await approve(postId);
  toy.faults.push(new PlatformError('invalid', 'no', { effect: 'none' }));
  await work();
  const failed = [{ ordinal: 0, isCorrection: true, failure: 'invalid' }];
  expect((await toldAfter(minutes(3))).at(-1)).toMatchObject({ live: 1, failed });
});

interface Told {
  readonly live: number;
  readonly failed: readonly object[];
}

/** What the author was told so far, when the sweep looks so much later. */
async function toldAfter(ms: number): Promise<Told[]> {
  const now = new Date(Date.now() + ms);
  await sweep({ ...it.desk, clock: { ...it.desk.clock, now: () => now } });
  const { rows } = await sql<{ posts: { live: object[]; failed: object[] }[] }>`
    select payload -> 'outcomes' as posts from delivery
    where kind = 'notice' and payload ? 'outcomes' and client_id = ${scene.clientId} order by seq`.execute(it.db.sql);
  return rows.flatMap(({ posts }) => posts.map(({ live, failed }) => ({ live: live.length, failed })));
}
