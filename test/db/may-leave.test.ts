import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { keepLimit } from '../../src/db/keep-limit.js';
import { whyStay } from '../../src/domain/may-leave.js';
import { type OpenDatabase, openTestDatabase } from '../support/database.js';
import { makeApproved, makeScene } from '../support/rows.js';

const LATE_MS = 30 * 60_000;
const NOW = new Date('2026-03-01T12:00:00Z');

let db: OpenDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

const FACTS = {
  dueInMs: [60_000, 0, -LATE_MS, -LATE_MS - 1],
  frozen: [false, true],
  approval: ['counts', 'void', 'other hash', 'member removed', 'no editor any more', 'none'],
  account: ['connected', 'off', 'token_expired', 'queue held', 'limited'],
  earlier: ['none', 'published', 'failed'],
} as const;

type Facts = { [K in keyof typeof FACTS]: (typeof FACTS)[K][number] };

const CASES: Facts[] = FACTS.dueInMs.flatMap((dueInMs) =>
  FACTS.frozen.flatMap((frozen) =>
    FACTS.approval.flatMap((approval) =>
      FACTS.account.flatMap((account) =>
        FACTS.earlier.map((earlier) => ({ dueInMs, frozen, approval, account, earlier })),
      ),
    ),
  ),
);

test(`claim and mark say the same as the pure rule over all ${CASES.length} combinations of facts`, async () => {
  const store = new DeliveryStore(db.sql, 60_000);
  const wrong: object[] = [];
  for (const facts of CASES) {
    const id = await stage(facts);
    const may = whyStay(pure(facts)) === null;
    const claimed = await store.claim(id, NOW);
    // The mark looks at everything but the due time, which only a claim asks for.
    const forced = claimed ?? (await forceClaim(id));
    const mark = await store.markCommitting(forced, NOW);
    const mayAtMark =
      whyStay({ ...pure(facts), now: new Date(Math.max(NOW.getTime(), pure(facts).dueAt.getTime())) }) === null;
    if ((claimed !== null) !== may || (mark.kind === 'marked') !== mayAtMark)
      wrong.push({ facts, may, claimed: claimed !== null, mark });
  }
  expect(wrong).toEqual([]);
}, 120_000);

test('an app that is limited stops all its accounts, until the very end, which only grows', async () => {
  const store = new DeliveryStore(db.sql, 60_000);
  const scene = await makeScene(db.sql);
  await sql`update social_account set platform = 'meta' where id = ${scene.accountId}`.execute(db.sql);
  const { parts } = await makeApproved(db.sql, scene, { dueAt: NOW, texts: ['text'] });
  const until = (ms: number) => ({ scope: 'app:meta', until: new Date(NOW.getTime() + ms) });
  await keepLimit(db.sql, until(2));
  await keepLimit(db.sql, until(1));
  const taken = async (ms: number) =>
    (await store.claimDue(1_000, new Date(NOW.getTime() + ms))).some(({ id }) => id === parts[0]);
  expect(await taken(1)).toBe(false);
  expect(await taken(2)).toBe(true);
});

function pure({ dueInMs, frozen, approval, account, earlier }: Facts) {
  return {
    now: NOW,
    dueAt: new Date(NOW.getTime() + dueInMs),
    lateAfterMs: LATE_MS,
    frozen,
    approvals: approval === 'counts' ? 1 : 0,
    approvalsNeeded: 1,
    accountUsable: !['off', 'token_expired', 'queue held'].includes(account),
    limited: account === 'limited',
    earlierPublished: earlier !== 'failed',
  };
}

/** Makes a row of which exactly these facts are true, and returns its id. */
async function stage({ dueInMs, frozen, approval, account, earlier }: Facts): Promise<string> {
  const scene = await makeScene(db.sql);
  const dueAt = new Date(NOW.getTime() + dueInMs);
  const texts = earlier === 'none' ? ['only'] : ['first', 'second'];
  const { parts, revisionId } = await makeApproved(db.sql, scene, { dueAt, texts });
  if (earlier !== 'none') await sql`update delivery set state = ${earlier} where id = ${parts[0]}`.execute(db.sql);
  if (frozen) await sql`update client set frozen_at = now() where id = ${scene.clientId}`.execute(db.sql);
  const member = sql`client_id = ${scene.clientId} and member_id = ${scene.editorId}`;
  if (approval === 'void')
    await sql`update approval set void_at = now() where revision_id = ${revisionId}`.execute(db.sql);
  if (approval === 'other hash')
    await sql`update approval set hash = 'x' where revision_id = ${revisionId}`.execute(db.sql);
  if (approval === 'none') await sql`delete from approval where revision_id = ${revisionId}`.execute(db.sql);
  if (approval === 'member removed')
    await sql`update membership set removed_at = now() where ${member}`.execute(db.sql);
  if (approval === 'no editor any more')
    await sql`update membership set role = 'author' where ${member}`.execute(db.sql);
  const queue = account === 'queue held';
  const state = account === 'off' || account === 'token_expired' ? account : 'connected';
  await sql`update social_account set state = ${state}, queue_held_at = ${queue ? NOW : null}
    where id = ${scene.accountId}`.execute(db.sql);
  const until = new Date(NOW.getTime() + 1);
  if (account === 'limited') await keepLimit(db.sql, { scope: `account:${scene.accountId}`, until });
  return parts.at(-1) ?? '';
}

/** Puts the row into a worker's hands as if everything had been in order at the claim, and has changed since. */
async function forceClaim(id: string) {
  const store = new DeliveryStore(db.sql, 60_000);
  const { rows } = await sql<{ due_at: string }>`
    with d as (select due_at from delivery where id = ${id})
    update delivery set kind = 'probe', due_at = ${NOW} from d where id = ${id} returning d.due_at`.execute(db.sql);
  const claimed = await store.claim(id, NOW);
  await sql`update delivery set kind = 'part', due_at = ${new Date(rows[0]?.due_at ?? '')} where id = ${id}`.execute(
    db.sql,
  );
  if (!claimed) throw new Error('A probe is always claimed');
  return claimed;
}
