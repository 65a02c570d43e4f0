import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claimed } from '../../src/db/claimed.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import type { Sql } from '../../src/db/sql.js';
import { holdLate } from '../../src/db/take-back.js';
import { freezeReport } from '../../src/reads/freeze-report.js';
import { decideHeld } from '../../src/usecases/decide-held.js';
import { freezeClient } from '../../src/usecases/freeze-client.js';
import { resumeClient, secondsOf } from '../../src/usecases/resume-client.js';
import { schedulePost } from '../../src/usecases/schedule-post.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { type ApprovedPost, makeApproved, makeScene, type Scene } from '../support/rows.js';

let it: DeskParts;
beforeAll(async () => {
  it = await openDeskParts();
});
afterAll(() => it[Symbol.asyncDispose]());

test('every mark is either before a freeze, and told as leaving, or does not happen', async () => {
  const scene = await makeScene(it.db.sql);
  for (let n = 0; n < 30; n++) await due(scene);
  const claimed = (await it.store.claimDue(1_000, later())).filter(({ part }) => part !== null);
  expect(claimed).toHaveLength(30);
  let frozen = false;
  const freezing = freezeClient(it.desk, by(scene)).then(() => (frozen = true));
  const marked: Claimed[] = [];
  for (const one of claimed) {
    const begunAfter = frozen;
    const mark = await it.store.markCommitting(one, new Date());
    if (mark.kind === 'marked') marked.push(mark.claimed);
    expect(begunAfter && mark.kind === 'marked').toBe(false);
  }
  await freezing;
  const { leaving, waiting } = await freezeReport(it.db.sql, scene.clientId, new Date());
  expect(leaving).toHaveLength(Math.min(10, marked.length));
  // What a worker still holds unmarked is neither: it gives it back.
  expect(waiting).toBe(0);
  const [some] = claimed.filter(({ id }) => !marked.some((one) => one.id === id));
  expect(some && (await it.store.settle(some, { type: 'release' }, new Date()))).not.toBeNull();
  expect(await freezeReport(it.db.sql, scene.clientId, new Date())).toMatchObject({ waiting: 1, missed: 1 });
});

test('a freeze gets its turn while marks come one after the other without a gap', async () => {
  const scene = await makeScene(it.db.sql);
  for (let n = 0; n < 300; n++) await due(scene);
  const claimed = (await it.store.claimDue(1_000, later())).filter(({ part }) => part !== null);
  const queue = [...claimed];
  let marks = 0;
  const worker = async () => {
    for (let one = queue.pop(); one; one = queue.pop()) {
      if ((await it.store.markCommitting(one, new Date())).kind === 'marked') marks += 1;
    }
  };
  const workers = Promise.all(Array.from({ length: 8 }, worker));
  await freezeClient(it.desk, by(scene));
  const before = marks;
  await workers;
  // Those whose answer was on its way when the freeze was through.
  expect(marks - before).toBeLessThanOrEqual(8);
  expect(marks).toBeLessThan(300);
});

test('what a freeze has stopped is not even looked at when workers look for what is due', async () => {
  const scene = await makeScene(it.db.sql);
  const { parts } = await due(scene);
  await freezeClient(it.desk, by(scene));
  await sql`insert into publication (id, client_id, post_id, account_id, revision_id, repeat, due_at, zone, created_at)
    select gen_random_uuid(), u.client_id, u.post_id, u.account_id, u.revision_id, n, u.due_at, u.zone, u.created_at
    from publication u join delivery d on d.publication_id = u.id, generate_series(1, 20000) n where d.id = ${parts[0]}`.execute(
    it.db.sql,
  );
  await sql`insert into delivery (kind, client_id, publication_id, account_id, revision_id, part, state, due_at, give_up_at, created_at, updated_at)
    select 'part', client_id, id, account_id, revision_id, 'main', 'scheduled', due_at, due_at + interval '1 day', created_at, created_at
    from publication where client_id = ${scene.clientId} and repeat > 0`.execute(it.db.sql);
  await sql`analyze delivery, publication, client`.execute(it.db.sql);
  const other = await makeScene(it.db.sql);
  await due(other);
  await it.db.sql.transaction().execute(async (trx) => {
    const claimed = await new DeliveryStore(trx, 60_000).claimDue(40, later());
    expect(claimed.filter(({ part }) => part !== null)).toHaveLength(1);
    expect(await rowsReadIn(trx)).toBeLessThan(1_000);
  });
  // Nor is it held for being late while nobody could send it anyway.
  expect(await holdLate(it.db.sql, new Date(Date.now() + 3_600_000))).toBe(0);
});

test('an old button does not end a later freeze', async () => {
  const scene = await makeScene(it.db.sql);
  await freezeClient(it.desk, by(scene));
  const frozenAtS = secondsOf(new Date()) - 60;
  await expect(resumeClient(it.desk, { ...by(scene), frozenAtS }, 'all')).rejects.toMatchObject({ code: 'stale' });
});

test('after a freeze what waits goes spaced out, and what is late is held', async () => {
  const scene = await makeScene(it.db.sql);
  const [late, first, second] = [await due(scene, 3_600), await due(scene, 120), await due(scene, 60)];
  await freezeClient(it.desk, by(scene));
  expect((await it.store.claimDue(100, later())).filter(({ part }) => part !== null)).toEqual([]);
  const frozenAt = (await freezeReport(it.db.sql, scene.clientId, new Date())).frozenAt ?? new Date(0);
  expect(await resumeClient(it.desk, { ...by(scene), frozenAtS: secondsOf(frozenAt) }, 'all')).toBe(2);
  await holdLate(it.db.sql, new Date());
  expect(await stateOf(late)).toMatchObject({ state: 'held' });
  const [a, b] = [await stateOf(first), await stateOf(second)];
  expect((b?.due_at.getTime() ?? 0) - (a?.due_at.getTime() ?? 0)).toBe(120_000);
  expect(await it.store.claim(first.parts[0] ?? '', later())).not.toBeNull();
  expect(await it.store.claim(second.parts[0] ?? '', later())).toBeNull();
});

test('only editors decide about what is held, and what has lost its approval stays held', async () => {
  const scene = await makeScene(it.db.sql);
  const [good, bad] = [await due(scene, 3_600), await due(scene, 7_200)];
  await holdLate(it.db.sql, new Date());
  await sql`update approval set void_at = now() where revision_id = ${bad.revisionId}`.execute(it.db.sql);
  const { rows } = await sql<{ signature: string }>`
    select md5(string_agg(id::text || ':' || version, ',' order by id)) as signature from delivery
    where client_id = ${scene.clientId} and state = 'held'`.execute(it.db.sql);
  const request = {
    clientId: scene.clientId,
    memberId: scene.editorId,
    signature: rows[0]?.signature.slice(0, 10) ?? '',
  };
  const author = { ...request, memberId: scene.authorId };
  await expect(decideHeld(it.desk, author, { how: 'send' })).rejects.toMatchObject({ code: 'not_allowed' });
  const guessed = { ...request, signature: 'ffffffffff' };
  await expect(decideHeld(it.desk, guessed, { how: 'drop' })).rejects.toMatchObject({ code: 'stale' });
  expect(await decideHeld(it.desk, request, { how: 'send' })).toBe(1);
  expect(await stateOf(good)).toMatchObject({ state: 'scheduled' });
  expect(await stateOf(bad)).toMatchObject({ state: 'held' });
});

test('what is going out cannot be moved, nor what has gone', async () => {
  const scene = await makeScene(it.db.sql);
  const { postId, parts } = await due(scene);
  const claimed = await it.store.claim(parts[0] ?? '', later());
  const at = new Date(Date.now() + 3_600_000);
  const request = { postId, memberId: scene.editorId };
  await expect(schedulePost(it.desk, request, at)).rejects.toMatchObject({ code: 'going_out' });
  const mark = claimed && (await it.store.markCommitting(claimed, new Date()));
  if (mark?.kind !== 'marked') throw new Error('It may not leave');
  await expect(schedulePost(it.desk, request, at)).rejects.toMatchObject({ code: 'going_out' });
  await it.store.settle(mark.claimed, { type: 'publish', receipt: { kind: 'published' } }, new Date());
  await expect(schedulePost(it.desk, request, at)).rejects.toMatchObject({ code: 'has_left' });
});

test('a moved post keeps its approval, and its parts wait for the new time together', async () => {
  const scene = await makeScene(it.db.sql);
  const dueAt = new Date(Date.now() - 1_000);
  const { postId, parts } = await makeApproved(it.db.sql, scene, { dueAt, texts: ['first', 'second'] });
  const at = new Date(Date.now() + 3_600_000);
  await schedulePost(it.desk, { postId, memberId: scene.authorId }, at);
  const { rows } = await sql<{
    due_at: string;
  }>`select due_at from delivery where id = any(${[...parts]}::uuid[])`.execute(it.db.sql);
  expect(rows.map((row) => new Date(row.due_at))).toEqual([at, at]);
  expect(await it.store.claim(parts[0] ?? '', later())).toBeNull();
  expect(await it.store.claim(parts[0] ?? '', new Date(at.getTime() + 1_000))).not.toBeNull();
});

async function due(scene: Scene, agoS = 1): Promise<ApprovedPost> {
  return makeApproved(it.db.sql, scene, { dueAt: new Date(Date.now() - agoS * 1000), texts: ['words'] });
}

function by({ clientId, editorId: memberId }: Scene) {
  return { clientId, memberId, chatId: '1' };
}

function later(): Date {
  return new Date(Date.now() + 1_000);
}

async function stateOf({ parts }: ApprovedPost) {
  const { rows } = await sql<{
    state: string;
    due_at: string;
  }>`select state, due_at from delivery where id = ${parts[0]}`.execute(it.db.sql);
  return rows[0] && { state: rows[0].state, due_at: new Date(rows[0].due_at) };
}

/** Rows of deliveries that this transaction has read, by whatever way. */
async function rowsReadIn(trx: Sql): Promise<number> {
  const { rows } = await sql<{ read: number }>`select (seq_tup_read + idx_tup_fetch)::int as read
    from pg_stat_xact_user_tables where relname = 'delivery'`.execute(trx);
  return rows[0]?.read ?? Number.NaN;
}
