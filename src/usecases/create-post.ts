import { sql } from 'kysely';
import { Card } from '../db/entities/card.js';
import { Post } from '../db/entities/post.js';
import { type Content, isBlank } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
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
  readonly targetIds?: readonly string[] | null;
  /** The card waits until then: more may follow at once. */
  readonly calmAt?: Date;
}

/** The same, as part of a larger transaction, and without a look for what came from the same source before. */
export async function addDraft(desk: Desk, tx: Tx, wanted: NewDraft): Promise<Post> {
  const { clientId, memberId, content, targetIds = null, source, chatId, language, calmAt } = wanted;
  refuseUnusable(content);
  await actorIn(tx, clientId, memberId);
  const { zone } = await clientOf(tx, clientId);
  const id = desk.ids.uuid();
  const post = tx.em.create(Post, {
    id,
    clientId,
    authorId: memberId,
    state: 'draft',
    title: null,
    content,
    targetIds,
    dueAt: null,
    zone,
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

/** Refuses what could never be a post. */
export function refuseUnusable({ text, media, quiz }: Content): void {
  if (isBlank(text) && media.length === 0 && quiz === undefined) throw new Refusal('empty_post');
}

/** The same message may be handled twice at the same moment. */
async function lockSource(tx: Tx, source: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${source}, 0))`.execute(tx.sql);
}
