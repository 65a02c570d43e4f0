import { sql } from 'kysely';
import { Card } from '../db/entities/card.js';
import { Post } from '../db/entities/post.js';
import { type Content, isBlank } from '../domain/content.js';
import { quizProblem } from '../domain/quiz.js';
import { Refusal } from '../domain/refusal.js';
import { isPast, isTooFar } from '../domain/schedule.js';
import { isZone } from '../domain/zones.js';
import { actorIn } from './change-post.js';
import { clientOf, type Desk, touchCards, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

export interface NewPost {
  readonly clientId: string;
  readonly memberId: string;
  readonly content: Content;
  /** Names the message it came from; a second time it is the same post. */
  readonly source: string;
  /** Where its card goes, and in which language. */
  readonly chatId: string;
  readonly language: string;
  /** Null: every account that can take it. */
  readonly targetIds?: readonly string[] | null;
  readonly about?: PostAbout;
}

/** What else its author may say of a post at once. */
export interface PostAbout {
  readonly title?: string | null;
  readonly subject?: string | null;
  /** Of its words. */
  readonly language?: string | null;
  readonly dueAt?: Date | null;
  /** In which its time was chosen; left out: the client's. */
  readonly zone?: string | null;
}

/** What somebody writes becomes a draft with one card. */
export async function createPost(desk: Desk, wanted: NewPost): Promise<{ postId: string; repeated: boolean }> {
  return transact(desk, async (tx) => {
    await lockSource(tx, wanted.source);
    const { clientId, source } = wanted;
    await actorIn(tx, clientId, wanted.memberId);
    const existing = await tx.em.findOne(Post, { clientId, source });
    if (existing) return { postId: existing.id, repeated: true };
    return { postId: (await addDraft(desk, tx, wanted)).id, repeated: false };
  });
}

export interface NewDraft extends NewPost {
  /** The card waits until then: more may follow at once. */
  readonly calmAt?: Date;
}

/** The same, as part of a larger transaction, and without a look for what came from the same source before. */
export async function addDraft(desk: Desk, tx: Tx, wanted: NewDraft): Promise<Post> {
  const { clientId, memberId, content, targetIds = null, source, chatId, language, calmAt, about = {} } = wanted;
  refuseUnusable(content);
  refuseBadTime(about, tx.now);
  await actorIn(tx, clientId, memberId);
  const { zone } = await clientOf(tx, clientId);
  const id = desk.ids.uuid();
  const post = tx.em.create(Post, {
    id,
    clientId,
    authorId: memberId,
    state: 'draft',
    title: about.title ?? null,
    subject: about.subject ?? null,
    language: about.language ?? null,
    content,
    targetIds,
    dueAt: about.dueAt ?? null,
    zone: about.zone ?? zone,
    source,
    revisionId: null,
    version: 1,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  await tx.em.flush();
  tx.em.create(Card, {
    id: desk.ids.uuid(),
    clientId,
    kind: 'post',
    subjectId: id,
    postId: id,
    chatId,
    language,
    messageId: null,
    shownHash: null,
    createdAt: tx.now,
  });
  await recordEvent(tx, { clientId, postId: id, memberId, what: 'post.created', after: { state: 'draft' } });
  await touchCards(tx, id, calmAt);
  return post;
}

function refuseBadTime({ dueAt, zone }: PostAbout, now: Date): void {
  if (zone && !isZone(zone)) throw new Refusal('bad_zone');
  if (dueAt && isPast(dueAt, now)) throw new Refusal('past_time');
  if (dueAt && isTooFar(dueAt, now)) throw new Refusal('far_time');
}

/** Refuses what could never be a post. */
export function refuseUnusable(content: Content): void {
  if (isEmpty(content)) throw new Refusal('empty_post');
  const problem = content.quiz && quizProblem(content.quiz);
  if (problem) throw new Refusal('bad_quiz', { ...problem });
}

function isEmpty({ text, media, quiz }: Content): boolean {
  return isBlank(text) && media.length === 0 && quiz === undefined;
}

/** The same message may be handled twice at the same moment. */
async function lockSource(tx: Tx, source: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${source}, 0))`.execute(tx.sql);
}
