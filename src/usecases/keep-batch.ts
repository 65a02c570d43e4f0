import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { placeOf } from '../domain/source-messages.js';
import { type Desk, transact } from './desk.js';
import { editPostIn } from './edit-post.js';
import { type MessageName, sourcesOf } from './source-rows.js';

export interface BatchRequest {
  readonly postId: string;
  readonly memberId: string;
  /** The first message of those that were sent in one go. */
  readonly first: MessageName;
}

/**
 * Of a post's media only those of one batch are kept, or all but those. Refused as outdated where that would change nothing: it was
 * decided before.
 */
export async function keepBatch(desk: Desk, { postId, memberId, first }: BatchRequest, which: 'only' | 'others') {
  await transact(desk, async (tx) => {
    await editPostIn(desk, tx, { postId, memberId }, async (draft) => {
      const { content } = draft;
      const sources = await sourcesOf(tx.sql, postId);
      const batch = sources.filter(({ chatId, batch: of }) => chatId === first.chatId && of === first.messageId);
      const places = new Set(batch.map((source) => placeOf(content.media, sources, source)));
      const keeps = (_: MediaRef, place: number) => places.has(place) === (which === 'only');
      const media = content.media.filter(keeps);
      const isDecided = media.length === content.media.length || (which === 'only' && media.length === 0);
      if (isDecided) throw new Refusal('stale');
      return { ...draft, content: { ...content, media } };
    });
  });
}
