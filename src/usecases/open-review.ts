import { sql } from 'kysely';
import { Card } from '../db/entities/card.js';
import { Approval, type Post, Revision } from '../db/entities/post.js';
import { reviewChatsOfClient } from '../db/review-chats-sql.js';
import { contentHash } from '../domain/content.js';
import { afterSubmit } from '../domain/post.js';
import { actorIn } from './change-post.js';
import { correctionOf, nothingChanges } from './correct-live.js';
import { clientOf, type Desk, type Tx } from './desk.js';
import { livePublications } from './live-publications.js';
import { makePublications } from './make-publications.js';
import { byAccount, refuseUnfit, renderTargets, type Target } from './render-targets.js';

/** Freezes the content as a revision, whose author is who sends it, and asks for approval, or approves at once where policy needs nobody else. */
export async function openReview(desk: Desk, tx: Tx, post: Post, memberId: string): Promise<void> {
  const client = await clientOf(tx, post.clientId);
  const targets = await changedTargets(desk, tx, post);
  refuseUnfit(targets);
  const author = await actorIn(tx, post.clientId, memberId);
  const next = afterSubmit(client, author, await countOtherEditors(tx, post.clientId, memberId));
  const rendered = byAccount(targets);
  const revision = tx.em.create(Revision, {
    id: desk.ids.uuid(),
    postId: post.id,
    number: (await tx.em.count(Revision, { postId: post.id })) + 1,
    hash: contentHash(rendered),
    content: post.content,
    rendered,
    approvalsNeeded: next.needed,
    authorId: memberId,
    createdAt: tx.now,
  });
  await tx.em.flush();
  post.revisionId = revision.id;
  post.state = next.to;
  if (next.ownApproval) recordApproval(desk, tx, revision, memberId);
  if (next.to === 'approved') await makePublications(desk, tx, post, revision);
  else await askForReview(desk, tx, post, revision);
}

/** To which nothing has left yet, or where what is live would change. Refused, with the reason, where there is none for all has left. */
async function changedTargets(desk: Desk, tx: Tx, post: Post): Promise<Target[]> {
  const live = await livePublications(tx.sql, post.id);
  const all = (await renderTargets(tx.em, desk.platforms, post)).map((target) => {
    const copies = live.filter(({ accountId }) => accountId === target.account.id);
    return {
      target,
      copies: copies.map((one) => ({ live: one, correction: correctionOf(desk.platforms, one, target.rendered) })),
    };
  });
  const changed = all.filter(
    ({ copies }) => copies.length === 0 || copies.some(({ correction }) => correction === 'editable'),
  );
  if (live.length > 0 && changed.length === 0) {
    throw nothingChanges(
      desk.platforms,
      post.number,
      all.flatMap(({ copies }) => copies),
    );
  }
  return changed.map(({ target }) => target);
}

export function recordApproval(desk: Desk, tx: Tx, revision: Revision, memberId: string): void {
  const { id: revisionId, hash } = revision;
  tx.em.create(Approval, { id: desk.ids.uuid(), revisionId, memberId, hash, voidAt: null, createdAt: tx.now });
}

/** A review card in the editors' group, or, where there is none, in the private chat of each editor; those that are there stay. */
export async function askForReview(desk: Desk, tx: Tx, post: Post, revision: Revision): Promise<void> {
  const asked = await tx.em.find(Card, { kind: 'review', subjectId: revision.id });
  for (const { chatId, language } of await reviewChats(tx, post.clientId)) {
    if (asked.some((card) => card.chatId === chatId)) continue;
    tx.em.create(Card, {
      id: desk.ids.uuid(),
      clientId: post.clientId,
      kind: 'review',
      subjectId: revision.id,
      postId: post.id,
      chatId,
      language,
      messageId: null,
      shownHash: null,
      createdAt: tx.now,
    });
  }
}

/** Where editors are asked: their group, else each of them. */
export async function reviewChats(tx: Tx, clientId: string): Promise<{ chatId: string; language: string }[]> {
  const { rows } = await sql<{ chatId: string; language: string }>`
    select r.chat_id as "chatId", r.language from client c cross join ${reviewChatsOfClient} r
    where c.id = ${clientId} order by r.chat_id`.execute(tx.sql);
  return rows;
}

async function countOtherEditors(tx: Tx, clientId: string, memberId: string): Promise<number> {
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from membership
    where client_id = ${clientId} and removed_at is null and role in ('editor', 'admin') and member_id <> ${memberId}`.execute(
    tx.sql,
  );
  return rows[0]?.others ?? 0;
}
