import { sql } from 'kysely';
import { Refusal } from '../domain/refusal.js';
import type { ReviewRequest } from './approve-post.js';
import { changePost, moved } from './change-post.js';
import { announce, type Desk, type Tx } from './desk.js';
import type { Post } from '../db/entities/post.js';
import { recordEvent } from './record-event.js';

/** An editor's no: `request_changes` gives the post back to its author, `reject` ends it. The author is told why. */
export async function declinePost(
  desk: Desk,
  request: ReviewRequest,
  how: 'request_changes' | 'reject',
  reason: string,
): Promise<void> {
  const why = reason.trim();
  if (why === '') throw new Refusal('reason_needed');
  await changePost(desk, request, how, async ({ tx, post, actor }) => {
    if (post.revisionId !== request.revisionId) throw await moved(tx, post);
    post.state = how === 'reject' ? 'rejected' : 'changes_requested';
    const { clientId } = post;
    const what = 'review.reason';
    await recordEvent(tx, { clientId, postId: post.id, memberId: actor.memberId, what, after: { how, reason: why } });
    await tellAuthor(tx, post, how, actor.memberId, why);
  });
}

async function tellAuthor(tx: Tx, post: Post, how: string, editorId: string, reason: string): Promise<void> {
  const { rows } = await sql<{ chat_id: string; language: string; editor: string }>`
    select k.chat_id, k.language, (select name from member where id = ${editorId}) as editor
    from card k join member m on m.id = ${post.authorId} and m.telegram_id = k.chat_id
    join membership s on s.member_id = m.id and s.client_id = k.client_id and s.removed_at is null
    where k.kind = 'post' and k.subject_id = ${post.id}`.execute(tx.sql);
  for (const { chat_id: chatId, language, editor } of rows) {
    const facts = { number: post.number, editor, reason };
    const key = how === 'reject' ? 'told-rejected' : 'told-changes-requested';
    await announce(tx, { chatId, clientId: post.clientId, language, key, facts, postId: post.id });
  }
}
