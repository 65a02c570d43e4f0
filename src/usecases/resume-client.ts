import { sql } from 'kysely';
import { Client } from '../db/entities/client.js';
import { notLate } from '../db/may-leave-sql.js';
import { toDate } from '../db/sql.js';
import type { DeliveryEvent } from '../domain/delivery.js';
import { Refusal } from '../domain/refusal.js';
import { spacedOut } from '../domain/schedule.js';
import { lockPost } from './change-post.js';
import { type Desk, moveDelivery, touchCards, transact, type Tx } from './desk.js';
import { type ClientRequest, editorIn, nameOf } from './freeze-client.js';
import { plan } from './move-publications.js';
import { recordEvent } from './record-event.js';
import { tellEditors } from './tell-editors.js';
import { touchWaitingCards } from './touch-waiting-cards.js';

/**
 * What becomes of what has missed its time: `all` goes now, spaced out, but for what is late by now, which is held; `choose` holds it all,
 * for a person to decide post by post; `shift` moves it by as long as the freeze lasted.
 */
export const RESUME_WAYS = ['all', 'choose', 'shift'] as const;
export type ResumeWay = (typeof RESUME_WAYS)[number];

export interface ResumeRequest extends ClientRequest {
  /** The freeze that was shown, in whole seconds: a later one is not ended by an old button. */
  readonly frozenAtS: number;
}

interface Missed {
  id: string;
  publication_id: string;
  version: number;
  due_at: string;
}

/**
 * Ends a freeze. What has missed its time is settled first, post by post, while nothing can leave; an interrupted resume is simply tapped
 * again. Returns how many posts had missed their time.
 */
export async function resumeClient(desk: Desk, request: ResumeRequest, way: ResumeWay): Promise<number> {
  const { frozenAt, posts } = await transact(desk, (tx) => frozenPosts(tx, request, way));
  const now = desk.clock.now();
  const times = spacedOut(posts.length, now);
  for (const [place, postId] of posts.entries()) {
    const slot = times[place] ?? now;
    await transact(desk, (tx) =>
      settle(tx, postId, request.memberId, (due) => eventFor(way, { due, slot, frozenAt, now })),
    );
  }
  await transact(desk, (tx) => thaw(tx, request, way, posts.length));
  await touchWaitingCards(desk, request.clientId);
  return posts.length;
}

/** The posts that have missed their time, in the order in which they were planned; with `all` without those that are late. */
async function frozenPosts(tx: Tx, request: ResumeRequest, way: ResumeWay) {
  await editorIn(tx, request);
  const { frozenAt } = await tx.em.findOneOrFail(Client, request.clientId);
  if (!frozenAt || secondsOf(frozenAt) !== request.frozenAtS) throw new Refusal('stale');
  const { rows } = await sql<{ post_id: string }>`
    select u.post_id from client c join delivery d on d.client_id = c.id join publication u on u.id = d.publication_id
    where c.id = ${request.clientId} and d.kind = 'part' and d.state in ('scheduled', 'waiting') and d.due_at <= ${tx.now}
      and (${way !== 'all'} or ${notLate(tx.now)})
    group by u.post_id order by min(d.due_at), u.post_id`.execute(tx.sql);
  return { frozenAt, posts: rows.map((row) => row.post_id) };
}

export function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

interface Times {
  readonly due: Date;
  readonly slot: Date;
  readonly frozenAt: Date;
  readonly now: Date;
}

function eventFor(way: ResumeWay, { due, slot, frozenAt, now }: Times): DeliveryEvent {
  if (way === 'choose') return { type: 'hold' };
  if (way === 'all') return { type: 'move', at: slot };
  return { type: 'move', at: new Date(due.getTime() + (now.getTime() - frozenAt.getTime())) };
}

async function settle(tx: Tx, postId: string, memberId: string, eventOf: (due: Date) => DeliveryEvent): Promise<void> {
  await lockPost(tx, postId);
  const { rows } = await sql<Missed>`
    select d.id, d.publication_id, d.version, d.due_at from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId} and d.kind = 'part' and d.state in ('scheduled', 'waiting') and d.due_at <= ${tx.now}
    order by d.seq for update of d`.execute(tx.sql);
  for (const row of rows) {
    const event = eventOf(toDate(row.due_at));
    await moveDelivery(tx, row, event, memberId);
    if (event.type !== 'move') continue;
    await plan(tx, [row.publication_id], event.at);
    await sql`update post set due_at = ${event.at} where id = ${postId}`.execute(tx.sql);
    tx.ringLater(row.id, event.at);
  }
  await touchCards(tx, postId);
}

async function thaw(tx: Tx, request: ResumeRequest, way: ResumeWay, missed: number): Promise<void> {
  const { clientId, memberId, frozenAtS } = request;
  const { rows } = await sql<{ frozen_at: string }>`
    update client c set frozen_at = null from (select id, frozen_at from client where id = ${clientId} for no key update) was
    where c.id = was.id and floor(extract(epoch from was.frozen_at)) = ${frozenAtS} returning was.frozen_at`.execute(
    tx.sql,
  );
  if (rows.length === 0) throw new Refusal('stale');
  const before = { frozenAt: rows[0]?.frozen_at };
  await recordEvent(tx, { clientId, postId: null, memberId, what: 'client.resumed', before, after: { way, missed } });
  const facts = { by: await nameOf(tx, memberId) };
  await tellEditors(tx, { clientId, key: 'told-resumed', facts, exceptChatId: request.chatId });
}
