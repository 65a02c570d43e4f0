import { sql } from 'kysely';
import { failedByAccount, waitsForAccount } from '../db/account-queue-sql.js';
import { approvalsOf } from '../db/may-leave-sql.js';
import { toDate } from '../db/sql.js';
import type { DeliveryState } from '../domain/delivery.js';
import { lockPost } from './change-post.js';
import { type Desk, moveDelivery, touchCards, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';
import { touchWaitingCards } from './touch-waiting-cards.js';

interface Queue {
  readonly accountId: string;
  readonly clientId: string;
  readonly memberId: string | null;
  readonly heldAt: Date;
}

interface Missed {
  id: string;
  version: number;
  state: DeliveryState;
  revision_id: string;
  planned_at: string;
}

/**
 * Lets the queue of an account go on. What missed its time meanwhile, and what failed because of the account, is held first, post by post
 * and while nothing can leave: the held card asks about all of it. An interrupted release is simply repeated. Returns how many posts were
 * held.
 */
export async function releaseQueue(desk: Desk, accountId: string, memberId: string | null): Promise<number> {
  const queue = await transact(desk, (tx) => heldQueue(tx, accountId, memberId));
  if (!queue) return 0;
  const posts = await transact(desk, (tx) => missedPosts(tx, queue));
  for (const postId of posts) await transact(desk, (tx) => holdMissed(tx, postId, queue));
  await transact(desk, (tx) => letGo(tx, queue, posts.length));
  await touchWaitingCards(desk, queue.clientId);
  return posts.length;
}

async function heldQueue(tx: Tx, accountId: string, memberId: string | null): Promise<Queue | null> {
  const { rows } = await sql<{ client_id: string; held_at: string }>`
    select client_id, queue_held_at as held_at from social_account
    where id = ${accountId} and queue_held_at is not null`.execute(tx.sql);
  const [row] = rows;
  return row ? { accountId, clientId: row.client_id, memberId, heldAt: toDate(row.held_at) } : null;
}

/** Of account `a`: a delivery `d` that waited past its time, or failed because of the account. */
function missed({ accountId }: Queue, now: Date) {
  return sql`a.id = ${accountId} and ((${waitsForAccount} and d.due_at <= ${now})
    or (d.account_id = a.id and d.kind = 'part' and ${failedByAccount}))`;
}

async function missedPosts(tx: Tx, queue: Queue): Promise<string[]> {
  const { rows } = await sql<{ post_id: string }>`
    select u.post_id from social_account a join delivery d on d.account_id = a.id join publication u on u.id = d.publication_id
    where ${missed(queue, tx.now)} group by u.post_id order by min(u.due_at), u.post_id`.execute(tx.sql);
  return rows.map((row) => row.post_id);
}

async function holdMissed(tx: Tx, postId: string, queue: Queue): Promise<void> {
  await lockPost(tx, postId);
  const { rows } = await sql<Missed>`
    select d.id, d.version, d.state, d.revision_id, u.due_at as planned_at
    from social_account a join delivery d on d.account_id = a.id
    join publication u on u.id = d.publication_id and u.revision_id = d.revision_id
    where u.post_id = ${postId} and ${missed(queue, tx.now)} order by d.seq for update of d`.execute(tx.sql);
  for (const row of rows) {
    const version = row.state === 'failed' ? await reopen(tx, row, queue.memberId) : row.version;
    if (version !== null) await moveDelivery(tx, { id: row.id, version }, { type: 'hold' }, queue.memberId);
  }
  await touchCards(tx, postId);
}

/** With its planned time, so that it is asked about like everything that missed it. What has lost its approval stays as it is. */
async function reopen(tx: Tx, row: Missed, memberId: string | null): Promise<number | null> {
  const { approvals, needed } = await approvalsOf(tx.sql, row.revision_id);
  if (approvals < needed) return null;
  const event = { type: 'reopen', at: toDate(row.planned_at) } as const;
  return (await moveDelivery(tx, row, event, memberId)) ? row.version + 1 : null;
}

/** Only this hold: a later one has its own card and its own release. */
async function letGo(tx: Tx, { accountId, clientId, memberId, heldAt }: Queue, held: number): Promise<void> {
  const { rows } = await sql`update social_account set queue_held_at = null, queue_failure = null,
      state = case state when 'token_expired' then 'connected' else state end
    where id = ${accountId} and queue_held_at = ${heldAt} returning id`.execute(tx.sql);
  if (rows.length === 0) return;
  const after = { accountId, held };
  await recordEvent(tx, { clientId, postId: null, memberId, what: 'account.released', before: { heldAt }, after });
}
