import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { holdLate, takeBackLapsed } from '../../src/db/take-back.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { createHttp } from '../../src/platforms/http.js';
import { createPlatforms } from '../../src/platforms/index.js';
import { systemClock, systemIds } from '../../src/system.js';
import type { Desk } from '../../src/usecases/desk.js';
import { transact, touchCards } from '../../src/usecases/desk.js';
import { lockPost } from '../../src/usecases/change-post.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { stepPost } from '../../src/usecases/step-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { resolveUnknown, retryDelivery } from '../../src/usecases/resolve-unknown.js';
import { takeBackPublications } from '../../src/usecases/take-back-publications.js';
import { runDelivery } from '../../src/usecases/run-delivery.js';
import { type OpenDatabase, openTestDatabase } from '../support/database.js';
import { quietLog } from '../support/log.js';
import { makeApproved, makeScene } from '../support/rows.js';
import { randomUUID } from 'node:crypto';

let db: OpenDatabase; let store: DeliveryStore; let desk: Desk;
let now = new Date('2026-03-01T12:00:00Z');
const at = (ms: number) => new Date(new Date('2026-03-01T12:00:00Z').getTime() + ms);
const RECEIPT = { kind: 'published', remoteId: '7' } as const;
beforeAll(async () => {
  db = await openTestDatabase();
  store = new DeliveryStore(db.sql, 60_000);
  desk = { orm: db.orm, platforms: createPlatforms({ telegram: { token: 't', apiRoot: 'http://127.0.0.1:1' }, http: createHttp() }),
    media: await openDiskStore(await mkdtemp(join(tmpdir(), 'rev-'))), clock: { now: () => now, sleep: async () => {} }, ids: systemIds, wake: { ring: () => {} }, log: quietLog };
});
afterAll(() => db[Symbol.asyncDispose]());
const bump = async (p: { postId: string; revisionId: string }) => sql`update post set revision_id = ${p.revisionId} where id = ${p.postId}`.execute(db.sql);
async function fresh(texts: string[], dueAt = at(0)) {
  const scene = await makeScene(db.sql, String(-Math.floor(Math.random()*1e9)));
  const p = await makeApproved(db.sql, scene, { dueAt, texts });
  await bump(p);
  return { scene, ...p };
}
const row = async (id: string) => (await sql<any>`select state, attempts, due_at, failure, tries, revision_id, committing from delivery where id=${id}`.execute(db.sql)).rows[0];
async function mark(id: string, t: Date) {
  const c = await store.claim(id, t); if (!c) throw new Error('no claim');
  const m = await store.markCommitting(c, t); if (m.kind !== 'marked') throw new Error(m.kind);
  return m.claimed;
}
async function card(p: any, kind = 'post', chat = '1') {
  const id = randomUUID();
  await sql`insert into card (id, client_id, kind, subject_id, post_id, chat_id, language, created_at) values (${id}, ${p.scene.clientId}, ${kind}, ${p.postId}, ${p.postId}, ${chat}, 'en', now())`.execute(db.sql);
  return id;
}

test('T1 deadlock: settle vs take back', async () => {
  now = at(0);
  const p = await fresh(['one']);
  const m = await mark(p.parts[0]!, at(0));
  let settled: Promise<unknown> | null = null;
  const result = await transact(desk, async (tx) => {
    const post = await lockPost(tx, p.postId);
    settled = store.settle(m, { type: 'publish', receipt: RECEIPT }, at(1000)).then((x) => ['settled', x], (e) => ['settle error', e.message]);
    await new Promise((r) => setTimeout(r, 300));
    await takeBackPublications(tx, post, p.scene.editorId, 'whole');
    return 'fine';
  }).catch((e) => 'person: ' + e.message);
  console.log('T1', result, await settled);
});

test('T1b deadlock: sweep hold vs take back', async () => {
  now = at(0);
  const p = await fresh(['one']);
  let swept: Promise<unknown> | null = null;
  const result = await transact(desk, async (tx) => {
    const post = await lockPost(tx, p.postId);
    swept = db.sql.transaction().execute((trx) => holdLate(trx, at(3_600_000))).then((x) => ['swept', x], (e) => ['sweep error', e.message]);
    await new Promise((r) => setTimeout(r, 300));
    await takeBackPublications(tx, post, p.scene.editorId, 'whole');
    return 'fine';
  }).catch((e) => 'person: ' + e.message);
  console.log('T1b', result, await swept);
});

test('T2 lost card update', async () => {
  now = at(0);
  const p = await fresh(['one']);
  const k = await card(p);
  const m = await mark(p.parts[0]!, at(0));
  // an earlier change has left a notice
  await transact(desk, (tx) => touchCards(tx, p.postId));
  let settled: Promise<unknown> | null = null;
  let shown = '';
  await transact(desk, async (tx) => {
    await lockPost(tx, p.postId);
    settled = store.settle(m, { type: 'publish', receipt: RECEIPT }, at(1000));
    await new Promise((r) => setTimeout(r, 200));
    const [n] = (await store.claimDue(10, at(1000))).filter((c) => c.cardId === k);
    const mk = await store.markCommitting(n!, at(1000));
    if (mk.kind !== 'marked') throw new Error();
    shown = (await row(p.parts[0]!)).state;
    await store.settle(mk.claimed, { type: 'publish', receipt: RECEIPT }, at(1000));
  });
  await settled;
  const { rows } = await sql`select state from delivery where card_id = ${k}`.execute(db.sql);
  console.log('T2 shown', shown, 'truth', (await row(p.parts[0]!)).state, 'notices', JSON.stringify(rows));
});

test('T2b lost card update by touchCards, no contention', async () => {
  const p = await fresh(['one']);
  const k = await card(p);
  await transact(desk, (tx) => touchCards(tx, p.postId));
  await transact(desk, async (tx) => {
    const post = await lockPost(tx, p.postId);
    post.dueAt = at(99); await touchCards(tx, p.postId);
    const [n] = (await store.claimDue(10, at(1000))).filter((c) => c.cardId === k);
    const mk = await store.markCommitting(n!, at(1000));
    if (mk.kind === 'marked') await store.settle(mk.claimed, { type: 'publish', receipt: RECEIPT }, at(1000));
  });
  const { rows } = await sql`select state from delivery where card_id = ${k}`.execute(db.sql);
  console.log('T2b notices', JSON.stringify(rows));
});

test('T3 pending evidence not drained by lapse', async () => {
  now = at(0);
  const p = await fresh(['one']); const id = p.parts[0]!;
  const m1 = await mark(id, at(0));
  await store.settle(m1, { type: 'lose', failure: { kind: 'timeout', message: 'x' } }, at(1));
  const v = (await sql<any>`select version from delivery where id=${id}`.execute(db.sql)).rows[0].version;
  await store.apply(id, v, { type: 'resend', at: at(2) }, at(2));
  await mark(id, at(3));
  await store.learn(id, 'late_answer', { type: 'confirm', attempt: 1, receipt: RECEIPT }, at(4));
  await takeBackLapsed(db.sql, at(120_000));
  console.log('T3', JSON.stringify(await row(id)), JSON.stringify((await sql`select pending from evidence where delivery_id=${id}`.execute(db.sql)).rows));
});

test('T3b pending evidence lost by snapshot of settle', async () => {
  const p = await fresh(['one']); const id = p.parts[0]!;
  const m1 = await mark(id, at(0));
  await store.settle(m1, { type: 'lose', failure: { kind: 'timeout', message: 'x' } }, at(1));
  const v = (await sql<any>`select version from delivery where id=${id}`.execute(db.sql)).rows[0].version;
  await store.apply(id, v, { type: 'resend', at: at(2) }, at(2));
  const m2 = await mark(id, at(3));
  const { applyEvidence } = await import('../../src/db/delivery-evidence.js');
  let s: Promise<unknown> | null = null;
  await db.sql.transaction().execute(async (trx) => {
    await applyEvidence(trx, id, 'late_answer', { type: 'confirm', attempt: 1, receipt: RECEIPT }, at(4));
    s = store.settle(m2, { type: 'fail', failure: { kind: 'invalid', message: 'no' } }, at(5));
    await new Promise((r) => setTimeout(r, 300));
  });
  await s;
  console.log('T3b', JSON.stringify(await row(id)), JSON.stringify((await sql`select pending from evidence where delivery_id=${id}`.execute(db.sql)).rows));
});

test('T4 old text part leaves alone', async () => {
  now = at(0);
  const p = await fresh(['one', 'OLD TEXT']);
  const [main, text] = p.parts;
  const m1 = await mark(main!, at(0));
  await store.settle(m1, { type: 'lose', failure: { kind: 'timeout', message: 'x' } }, at(1));
  await editPost(desk, { postId: p.postId, memberId: p.scene.editorId }, (d) => ({ ...d, content: { text: 'short', entities: [], media: [] } })).catch((e) => console.log('T4 edit', e.message, e.facts));
  console.log('T4 post', JSON.stringify((await sql`select state from post where id=${p.postId}`.execute(db.sql)).rows), (await row(main!)).state, (await row(text!)).state);
});

test('T7 held later part stays held', async () => {
  const p = await fresh(['one', 'two']);
  await db.sql.transaction().execute((trx) => holdLate(trx, at(3_600_000)));
  now = at(3_600_000);
  const v = (await sql<any>`select version from delivery where id=${p.parts[0]!}`.execute(db.sql)).rows[0].version;
  await retryDelivery(desk, { deliveryId: p.parts[0]!, version: v, memberId: p.scene.editorId });
  const m = await mark(p.parts[0]!, now);
  await store.settle(m, { type: 'publish', receipt: RECEIPT }, now);
  console.log('T7', (await row(p.parts[0]!)).state, (await row(p.parts[1]!)).state);
});

test('T7b main unknown for 40 minutes: later part', async () => {
  const p = await fresh(['one', 'two']);
  const m1 = await mark(p.parts[0]!, at(0));
  await store.settle(m1, { type: 'lose', failure: { kind: 'timeout', message: 'x' } }, at(1));
  await db.sql.transaction().execute((trx) => holdLate(trx, at(2_400_000)));
  now = at(2_400_000);
  const v = (await sql<any>`select version from delivery where id=${p.parts[0]!}`.execute(db.sql)).rows[0].version;
  await resolveUnknown(desk, { deliveryId: p.parts[0]!, version: v, memberId: p.scene.editorId }, { is: 'there', url: null });
  console.log('T7b', (await row(p.parts[0]!)).state, (await row(p.parts[1]!)).state);
});

test('T5 database error at the mark', async () => {
  const p = await fresh(['one']);
  const c = await store.claim(p.parts[0]!, at(0));
  now = at(0);
  const broken = Object.create(store, { markCommitting: { value: async () => { throw new Error('Connection terminated unexpectedly'); } } });
  await runDelivery({ store: broken, dispatch: () => ({ publisher: { commit: async () => RECEIPT }, outgoing: {} as any }), clock: desk.clock, ids: systemIds, log: quietLog, leaseMs: 60_000, settled: () => {} }, c!);
  console.log('T5', JSON.stringify(await row(p.parts[0]!)));
});

test('T8 cancel partly live, redraft, approve', async () => {
  const p = await fresh(['one', 'two']);
  const m = await mark(p.parts[0]!, at(0));
  await store.settle(m, { type: 'publish', receipt: RECEIPT }, at(0));
  const me = { postId: p.postId, memberId: p.scene.editorId };
  now = at(1);
  await stepPost(desk, me, 'cancel');
  await editPost(desk, me, (d) => ({ ...d, content: { text: 'quite new', entities: [], media: [] } }));
  await submitPost(desk, me);
  const r = (await sql<any>`select revision_id, state from post where id=${p.postId}`.execute(db.sql)).rows[0];
  if (r.state === 'in_review') await approvePost(desk, { ...me, revisionId: r.revision_id });
  const { postCard } = await import('../../src/reads/post-card.js');
  const { shownState } = await import('../../src/reads/shown-state.js');
  const pc = await postCard(db.sql, p.postId);
  console.log('T8', pc!.state, shownState(pc!.state, pc!.parts, now), JSON.stringify(pc!.parts.map((x) => [x.ordinal, x.state])));
});
