import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import { Membership } from '../db/entities/member.js';
import { Post } from '../db/entities/post.js';
import { type Actor, type PostStepName, postStep } from '../domain/post.js';
import { lesser } from '../domain/access.js';
import { Refusal } from '../domain/refusal.js';
import { type Desk, touchCards, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

/** Who asks for what on which post. */
export interface PostRequest {
  readonly postId: string;
  readonly memberId: string;
  /** The version that was shown; left out where the step means the same from any. */
  readonly version?: number;
  /** Cards wait until then: more of the same may follow at once. */
  readonly calmAt?: Date;
}

export interface PostChange {
  readonly tx: Tx;
  readonly post: Post;
  readonly actor: Actor;
}

/**
 * The way every change of a post goes: the row is locked, the member and the step are checked against the table, the change is made,
 * audited, and shown on every card of the post. Refused with who did what before, where the post has moved on.
 */
export async function changePost<T>(
  desk: Desk,
  request: PostRequest,
  step: PostStepName,
  change: (it: PostChange) => Promise<T>,
  what = `post.${step}`,
): Promise<T> {
  return transact(desk, (tx) => changePostIn(tx, request, step, change, what));
}

/** The same, as part of a larger transaction. */
export async function changePostIn<T>(
  tx: Tx,
  { postId, memberId, version, calmAt }: PostRequest,
  step: PostStepName,
  change: (it: PostChange) => Promise<T>,
  what = `post.${step}`,
): Promise<T> {
  const post = await lockPost(tx, postId);
  const actor = await actorIn(tx, post.clientId, memberId);
  const verdict = postStep(post, step, actor);
  if (!verdict.ok) throw verdict.why === 'role' ? new Refusal('not_allowed') : await moved(tx, post);
  if (version !== undefined && version !== post.version) throw await moved(tx, post);
  const before = { state: post.state, dueAt: post.dueAt };
  const result = await change({ tx, post, actor });
  post.version += 1;
  post.updatedAt = tx.now;
  const after = { state: post.state, revisionId: post.revisionId, dueAt: post.dueAt };
  await recordEvent(tx, { clientId: post.clientId, postId, memberId, what, before, after });
  await touchCards(tx, postId, calmAt);
  return result;
}

export async function lockPost(tx: Tx, postId: string): Promise<Post> {
  const post = await tx.em.findOne(Post, postId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!post) throw new Refusal('not_found');
  return post;
}

/** The member's standing in this client. Locked, so that a removal is either before this step or after it. */
export async function actorIn(tx: Tx, clientId: string, memberId: string): Promise<Actor> {
  const found = await tx.em.findOne(
    Membership,
    { clientId, memberId, removedAt: null },
    { lockMode: LockMode.PESSIMISTIC_READ },
  );
  if (!found) throw new Refusal('not_member');
  return { memberId, role: lesser(found.role, tx.roleAtMost) };
}

/** Refused with `admins_only` for everybody else. */
export async function adminIn(tx: Tx, clientId: string, memberId: string): Promise<void> {
  const { role } = await actorIn(tx, clientId, memberId);
  if (role !== 'admin') throw new Refusal('admins_only');
}

/** The refusal of an outdated tap: who did what, and when. */
export async function moved(tx: Tx, post: Post): Promise<Refusal> {
  const { rows } = await sql<{ what: string; name: string | null; at: string }>`
    select e.what, m.name, e.at from event e left join member m on m.id = e.member_id
    where e.post_id = ${post.id} and e.what like 'post.%' order by e.id desc limit 1`.execute(tx.sql);
  const last = rows[0];
  return new Refusal('post_moved', {
    number: post.number,
    version: post.version,
    state: post.state,
    what: last?.what.replace('post.', '') ?? '',
    by: last?.name ?? '',
    at: last ? new Date(last.at).toISOString() : '',
  });
}
