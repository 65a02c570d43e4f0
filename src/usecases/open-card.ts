import { sql } from 'kysely';
import type { CardKind } from '../db/entities/card.js';
import { Post } from '../db/entities/post.js';
import { Refusal } from '../domain/refusal.js';
import { isEditor } from '../domain/post.js';
import { actorIn } from './change-post.js';
import { type Desk, touchCards, transact } from './desk.js';

export interface CardWanted {
  readonly postId: string;
  readonly memberId: string;
  readonly chatId: string;
  readonly language: string;
}

/**
 * Shows a post's card anew at the end of a chat: the review card to an editor while it is in review, else the post's own. Returns the
 * message that showed it before, where there was one. Authors open their own posts, editors all.
 */
export async function openCard(
  desk: Desk,
  wanted: CardWanted,
): Promise<{ formerMessageId: string | null; number: number }> {
  const { postId, memberId, chatId, language } = wanted;
  return transact(desk, async (tx) => {
    const post = await tx.em.findOne(Post, postId);
    if (!post) throw new Refusal('not_found');
    const actor = await actorIn(tx, post.clientId, memberId);
    if (!isEditor(actor.role) && post.authorId !== memberId) throw new Refusal('not_allowed');
    const review = post.state === 'in_review' && post.authorId !== memberId && post.revisionId;
    const kind: CardKind = review ? 'review' : 'post';
    const { rows } = await sql<{ former: string | null }>`
      with former as (select message_id from card
        where kind = ${kind} and subject_id = ${review || postId} and chat_id = ${chatId})
      insert into card (id, client_id, kind, subject_id, post_id, chat_id, language, created_at)
      values (${desk.ids.uuid()}, ${post.clientId}, ${kind}, ${review || postId}, ${postId}, ${chatId}, ${language}, ${tx.now})
      on conflict (kind, subject_id, chat_id) do update set message_id = null, shown_hash = null, language = excluded.language
      returning (select message_id from former) as former`.execute(tx.sql);
    await touchCards(tx, postId);
    return { formerMessageId: rows[0]?.former ?? null, number: post.number };
  });
}
