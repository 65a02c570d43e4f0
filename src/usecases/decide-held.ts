import { sql } from 'kysely';
import { heldSignature, isHeld } from '../db/held-sql.js';
import { approvalsOf } from '../db/may-leave-sql.js';
import { toDate } from '../db/sql.js';
import type { DeliveryState } from '../domain/delivery.js';
import { isEditor } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import { isPast, spacedOut } from '../domain/schedule.js';
import { announceHeld } from './announce-held.js';
import { actorIn, changePost, type PostRequest } from './change-post.js';
import { type Desk, moveDelivery, transact, type Tx } from './desk.js';
import { plan } from './move-publications.js';
import { schedulePost } from './schedule-post.js';

/** An editor's tap on the card of all that is held, as it was shown. */
export interface HeldRequest {
  readonly clientId: string;
  readonly memberId: string;
  /** The first letters of the signature that the card had. */
  readonly signature: string;
}

export type HeldDecision = { readonly how: 'send' | 'drop' | 'keep' } | { readonly how: 'move'; readonly at: Date };

interface HeldRow {
  id: string;
  publication_id: string;
  revision_id: string;
  version: number;
  ordinal: number;
  due_at: string;
}

/**
 * What becomes of all that is held: sent now, in the order in which it was planned and spaced out; given a new time, the first then and
 * the others behind it; dropped; or, of what is still ahead, left to its planned time. Each post in a transaction of its own, so that a long list locks nobody out; one that has moved on
 * meanwhile, or lost its approval, stays as it is. Returns how many posts were decided.
 */
export async function decideHeld(desk: Desk, request: HeldRequest, decision: HeldDecision): Promise<number> {
  if (decision.how === 'move' && isPast(decision.at, desk.clock.now())) throw new Refusal('past_time');
  const posts = await transact(desk, (tx) => heldPosts(tx, request));
  const times = spacedOut(posts.length, decision.how === 'move' ? decision.at : desk.clock.now());
  let decided = 0;
  for (const [place, postId] of posts.entries()) {
    const at = times[place] ?? desk.clock.now();
    if (await unlessMoved(() => decideOne(desk, { postId, memberId: request.memberId }, decision.how, at)))
      decided += 1;
  }
  await announceHeldNow(desk);
  return decided;
}

/** The card shows what is still held. */
export async function announceHeldNow(desk: Desk): Promise<void> {
  await transact(desk, (tx) => announceHeld(desk, tx.sql));
}

/** The same about one post; refused as stale where nothing of it is held any more. `at` is when it goes. */
export async function decideHeldPost(
  desk: Desk,
  request: PostRequest,
  how: HeldDecision['how'],
  at: Date,
): Promise<void> {
  await transact(desk, (tx) => heldOf(tx, request.postId));
  await decideOne(desk, request, how, at);
}

async function decideOne(desk: Desk, request: PostRequest, how: HeldDecision['how'], at: Date): Promise<void> {
  if (how === 'send') return sendHeld(desk, request, at);
  if (how === 'keep') return keepTimes(desk, request);
  return how === 'move' ? schedulePost(desk, request, at) : dropHeld(desk, request);
}

async function unlessMoved(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    if (thrown instanceof Refusal) return false;
    throw thrown;
  }
}

/** In the order in which they were planned. Refused where the card showed something else. */
async function heldPosts(tx: Tx, { clientId, memberId, signature }: HeldRequest): Promise<string[]> {
  const { role } = await actorIn(tx, clientId, memberId);
  if (!isEditor(role)) throw new Refusal('not_allowed');
  const { rows: named } = await sql<{ signature: string | null }>`
    select ${heldSignature} as signature from delivery d where d.client_id = ${clientId} and ${isHeld}`.execute(tx.sql);
  if (!named[0]?.signature?.startsWith(signature)) throw new Refusal('stale');
  const { rows } = await sql<{ post_id: string }>`
    select u.post_id from delivery d join publication u on u.id = d.publication_id
    where d.client_id = ${clientId} and ${isHeld} group by u.post_id order by min(d.due_at), u.post_id`.execute(tx.sql);
  return rows.map((row) => row.post_id);
}

async function sendHeld(desk: Desk, request: PostRequest, at: Date): Promise<void> {
  await changePost(
    desk,
    request,
    'schedule',
    async ({ tx, post }) => {
      const rows = await heldOf(tx, post.id);
      for (const row of rows) {
        const { approvals, needed } = await approvalsOf(tx.sql, row.revision_id);
        if (approvals < needed) throw new Refusal('not_approved');
        await moveDelivery(tx, row, { type: 'move', at }, request.memberId);
        tx.ringLater(row.id, at);
      }
      await plan(
        tx,
        rows.map((row) => row.publication_id),
        at,
      );
      post.dueAt = at;
    },
    'post.scheduled',
  );
}

/** Of what was held before its time: it goes then, as it was planned. What has missed its time stays held. */
async function keepTimes(desk: Desk, request: PostRequest): Promise<void> {
  await changePost(
    desk,
    request,
    'schedule',
    async ({ tx, post }) => {
      const ahead = (await heldOf(tx, post.id)).filter(({ due_at }) => toDate(due_at) > tx.now);
      if (ahead.length === 0) throw new Refusal('stale');
      for (const row of ahead) {
        await moveDelivery(tx, row, { type: 'release' }, request.memberId);
        tx.ringLater(row.id, toDate(row.due_at));
      }
    },
    'post.scheduled',
  );
}

/** With what would follow it. A post of which nothing else is on its way is a draft again. */
async function dropHeld(desk: Desk, request: PostRequest): Promise<void> {
  await changePost(desk, request, 'cancel', async ({ tx, post }) => {
    const held = await heldOf(tx, post.id);
    for (const row of held) await moveDelivery(tx, row, { type: 'cancel' }, request.memberId);
    for (const row of await followersOf(tx, held)) await moveDelivery(tx, row, { type: 'cancel' }, request.memberId);
    if (await somethingRemains(tx, post.id)) return;
    post.revisionId = null;
    post.state = 'draft';
  });
}

async function heldOf(tx: Tx, postId: string): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`
    select d.id, d.publication_id, d.revision_id, d.version, d.ordinal, d.due_at
    from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId} and ${isHeld} order by d.seq for update of d`.execute(tx.sql);
  if (rows.length === 0) throw new Refusal('stale');
  return rows;
}

const WAITING: readonly DeliveryState[] = ['scheduled', 'waiting', 'failed'];

async function followersOf(tx: Tx, held: readonly HeldRow[]): Promise<{ id: string; version: number }[]> {
  const firsts = held.filter(({ ordinal }) => ordinal === 0).map((row) => row.publication_id);
  const { rows } = await sql<{ id: string; version: number }>`
    select d.id, d.version from delivery d where d.publication_id = any(${firsts}::uuid[]) and d.ordinal > 0
      and d.state = any(${[...WAITING]}::text[]) for update`.execute(tx.sql);
  return rows;
}

/** Is anything of this post still on its way, live, or not known? */
export async function somethingRemains(tx: Tx, postId: string): Promise<boolean> {
  const { rows } = await sql`select d.id from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId} and d.kind = 'part' and d.state not in ('cancelled', 'removed') limit 1`.execute(
    tx.sql,
  );
  return rows.length > 0;
}
