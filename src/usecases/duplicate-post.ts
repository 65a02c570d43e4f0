import { sql } from 'kysely';
import { actorIn, lockPost } from './change-post.js';
import { addDraft } from './create-post.js';
import { type Desk, transact } from './desk.js';
import { numberOf } from './source-rows.js';

export interface Duplication {
  readonly postId: string;
  readonly memberId: string;
  /** Where the new card goes, and in which language. */
  readonly chatId: string;
  readonly language: string;
  /** Names this very wish: a second time it is the same copy. */
  readonly wishId?: string;
}

/** A second tap so soon means the same copy. */
const SAME_TAP_MS = 10_000;

/** A new draft of the member's own with the same content, variants and targets, and without a time. */
export async function duplicatePost(
  desk: Desk,
  { postId, memberId, chatId, language, wishId = desk.ids.uuid() }: Duplication,
): Promise<{ postId: string; number: number }> {
  return transact(desk, async (tx) => {
    const { clientId, content, targetIds } = await lockPost(tx, postId);
    await actorIn(tx, clientId, memberId);
    const source = `copy:${postId}:${wishId}`;
    const { rows } = await sql<{ id: string; number: number }>`select id, number from post
      where client_id = ${clientId} and author_id = ${memberId} and source like ${`copy:${postId}:%`}
        and (source = ${source} or created_at > ${new Date(tx.now.getTime() - SAME_TAP_MS)}) limit 1`.execute(tx.sql);
    const [same] = rows;
    if (same) return { postId: same.id, number: same.number };
    const copy = await addDraft(desk, tx, { clientId, memberId, content, targetIds, source, chatId, language });
    return { postId: copy.id, number: await numberOf(tx.sql, copy.id) };
  });
}
