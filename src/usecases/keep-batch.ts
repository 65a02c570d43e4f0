import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { placeOf } from '../domain/source-messages.js';
import { type Desk, sqlOutside, transact } from './desk.js';
import type { Draft } from './draft.js';
import { editPostIn } from './edit-post.js';
import { prepareRenditions } from './make-renditions.js';
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
  const known = await sourcesOf(sqlOutside(desk), postId);
  await prepareRenditions(desk, postId, (draft) => kept(draft, known, first, which));
  await transact(desk, (tx) =>
    editPostIn(desk, tx, { postId, memberId }, async (draft) =>
      kept(draft, await sourcesOf(tx.sql, postId), first, which),
    ),
  );
}

function kept(
  draft: Draft,
  sources: Awaited<ReturnType<typeof sourcesOf>>,
  first: MessageName,
  which: 'only' | 'others',
): Draft {
  const { content } = draft;
  const batch = sources.filter(({ chatId, batch: of }) => chatId === first.chatId && of === first.messageId);
  const places = new Set(batch.map((source) => placeOf(content.media, sources, source)));
  const keeps = (_: MediaRef, place: number) => places.has(place) === (which === 'only');
  const media = content.media.filter(keeps);
  const isDecided = media.length === content.media.length || (which === 'only' && media.length === 0);
  if (isDecided) throw new Refusal('stale');
  return { ...draft, content: { ...content, media } };
}
