import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { announceUnknown } from '../../src/usecases/announce-unknown.js';
import { resolveUnknown } from '../../src/usecases/resolve-unknown.js';
import { unknownCard } from '../../src/reads/unknown-card.js';
import type { Fault } from '../../src/sandbox/instagram/faults.js';
import { type InstagramDesk, openInstagramDesk } from '../support/instagram-desk.js';
import type { Scene } from '../support/rows.js';

const HOUR_MS = 3_600_000;

let it: InstagramDesk;
let scene: Scene;
beforeAll(async () => {
  it = await openInstagramDesk();
  scene = await it.scene();
});
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(() => it.setting.world.faults.clear());

test('what was published although its answer was lost is found by its container, once, with its address', async () => {
  const id = await lost('Found by its container', true);
  expect(await it.lookAfter()).toBe(0);
  it.clock.pass(5_000);
  expect(await it.lookAfter()).toBe(1);
  const [medium] = liveWith('Found by its container');
  expect(await it.rowOf(id)).toMatchObject({
    state: 'published',
    attempts: ['known'],
    receipt: { remoteId: medium?.id },
  });
  expect(await it.lookAfter()).toBe(1);
  const after = await it.rowOf(id);
  expect(after).toMatchObject({
    receipt: { url: expect.stringMatching(/^https:\/\/www\.instagram\.com\/p\//) },
    look_at: null,
  });
  expect(liveWith('Found by its container')).toHaveLength(1);
});

test('the address of what was published comes afterwards, and moves nothing but the cards', async () => {
  const id = await it.photo(scene, 'With an address');
  const published = await it.run(id);
  expect(published).toMatchObject({ state: 'published', receipt: { remoteId: expect.any(String) } });
  expect(published.receipt?.url).toBeUndefined();
  const cardId = await postCardOf(published.publication_id);
  it.setting.world.faults.add({ ...refuse('read', 2), status: 500 });
  await it.lookAfter();
  expect(await it.rowOf(id)).toMatchObject({ state: 'published', version: published.version, looks: 1 });
  expect(await noticesOf(cardId)).toBe(0);
  it.clock.pass(10_000);
  await it.lookAfter();
  expect(await it.rowOf(id)).toMatchObject({ version: published.version, receipt: { url: expect.any(String) } });
  expect(await noticesOf(cardId)).toBe(1);
});

test('of several processes that look at the same time one asks', async () => {
  const id = await lost('Asked once', false);
  it.clock.pass(5_000);
  const before = asked();
  const looks = await Promise.all([it.lookAfter(), it.lookAfter(), it.lookAfter()]);
  expect(looks.toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
  expect(asked() - before).toBe(1);
  await leave(id);
});

test('what the network does not show yet moves nothing, and the card says when we looked', async () => {
  const id = await lost('Never arrived', false);
  await announceUnknown(it.desk, it.db.sql);
  it.clock.pass(5_000);
  await it.lookAfter();
  expect(await it.rowOf(id)).toMatchObject({ state: 'unknown', attempts: ['open'], look_found: 'not-yet' });
  expect(await unknownCard(it.db.sql, id)).toMatchObject({ looked: { found: 'not-yet', at: it.clock.now() } });
  const { rows } = await sql`select d.id from delivery d join card k on k.id = d.card_id
    where k.kind = 'unknown' and k.subject_id = ${id}`.execute(it.db.sql);
  expect(rows).toHaveLength(2);
  await leave(id);
});

test('what can never appear any more comes back with its own time while it is approved', async () => {
  const id = await lost('Expired', false);
  const { due_at: dueAt } = await it.rowOf(id);
  it.clock.pass(25 * HOUR_MS);
  await it.lookAfter();
  expect(await it.rowOf(id)).toMatchObject({ state: 'scheduled', attempts: ['gone'], due_at: dueAt });
  await sql`update delivery set state = 'cancelled' where id = ${id}`.execute(it.db.sql);
});

test('what can never appear any more fails where its approval is void', async () => {
  const id = await lost('Expired without approval', false);
  const { revision_id: revisionId } = await it.rowOf(id);
  await sql`update approval set void_at = now() where revision_id = ${revisionId}`.execute(it.db.sql);
  it.clock.pass(25 * HOUR_MS);
  await it.lookAfter();
  expect(await it.rowOf(id)).toMatchObject({ state: 'failed', attempts: ['gone'], failure: { kind: 'outage' } });
});

test('an attempt is looked for by its own container, whatever was prepared later', async () => {
  const id = await lost('Sent again in vain', true);
  const { version } = await it.rowOf(id);
  await resolveUnknown(it.desk, { deliveryId: id, version, memberId: scene.editorId }, { is: 'not_there' });
  it.setting.world.faults.add(refuse('publish', 36_003, 2_207_009));
  expect(await it.run(id)).toMatchObject({ state: 'unknown', attempts: ['open', 'refused'] });
  it.clock.pass(25 * HOUR_MS);
  await it.lookAfter();
  const [medium] = liveWith('Sent again in vain');
  expect(await it.rowOf(id)).toMatchObject({
    state: 'published',
    attempts: ['known', 'refused'],
    receipt: { remoteId: medium?.id },
  });
  await it.lookAfter();
});

test('a look that is refused for asking too much keeps the limit, and comes back after it', async () => {
  const id = await lost('Asked too much', true);
  it.clock.pass(5_000);
  it.setting.world.faults.add({ ...refuse('status', 80_002), waitMinutes: 7 });
  await it.lookAfter();
  expect(await it.rowOf(id)).toMatchObject({ state: 'unknown' });
  it.clock.pass(6 * 60_000);
  expect(await it.lookAfter()).toBe(0);
  it.clock.pass(61_000);
  expect(await it.lookAfter()).toBe(1);
  expect(await it.rowOf(id)).toMatchObject({ state: 'published' });
  await it.lookAfter();
});

type Refuse = Extract<Fault, { kind: 'refuse' }>;

/** Its answer is lost: after Instagram published it, or before. */
async function lost(text: string, done: boolean): Promise<string> {
  const id = await it.photo(scene, text);
  it.setting.world.faults.add({ kind: 'cut', on: ['publish'], done, times: 1 });
  expect(await it.run(id)).toMatchObject({ state: 'unknown', attempts: ['open'] });
  return id;
}

function refuse(step: 'publish' | 'status' | 'read', code: number, subcode?: number): Refuse {
  const named = subcode === undefined ? {} : { subcode };
  return {
    kind: 'refuse',
    on: [step],
    code,
    ...named,
    status: 400,
    message: 'x',
    isTransient: false,
    times: 1,
  };
}

function asked(): number {
  return it.setting.world.requests.since(0).length;
}

function liveWith(text: string) {
  return it.live().filter(({ caption }) => caption === text);
}

async function leave(id: string): Promise<void> {
  await sql`update delivery set look_at = null where id = ${id}`.execute(it.db.sql);
}

async function postCardOf(publicationId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into card (id, client_id, kind, subject_id, post_id, chat_id, language, created_at)
    select gen_random_uuid(), client_id, 'post', post_id, post_id, '1', 'en', now() from publication
    where id = ${publicationId} returning id`.execute(it.db.sql);
  return rows[0]?.id ?? '';
}

async function noticesOf(cardId: string): Promise<number> {
  const { rows } = await sql`select id from delivery where card_id = ${cardId}`.execute(it.db.sql);
  return rows.length;
}
