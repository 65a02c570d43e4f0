import { sql } from 'kysely';
import { Member } from '../db/entities/member.js';
import { isEditor } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import { actorIn } from './change-post.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';
import { tellEditors } from './tell-editors.js';
import { touchWaitingCards } from './touch-waiting-cards.js';

export interface ClientRequest {
  readonly clientId: string;
  readonly memberId: string;
  /** Where it was asked: nobody has to be told there. */
  readonly chatId: string;
}

/**
 * Stops everything of a client that has not left. The mark of every delivery reads the client's row under a lock (`for share`), and this
 * change waits for those locks: whatever is not marked when it is through stays here. Returns false where it was frozen before.
 */
export async function freezeClient(desk: Desk, request: ClientRequest): Promise<boolean> {
  const { clientId, memberId } = request;
  const frozen = await transact(desk, async (tx) => {
    await editorIn(tx, request);
    const { rows } = await sql`update client set frozen_at = ${tx.now}
      where id = ${clientId} and frozen_at is null returning id`.execute(tx.sql);
    if (rows.length === 0) return false;
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'client.frozen', after: { frozenAt: tx.now } });
    const facts = { by: await nameOf(tx, memberId) };
    await tellEditors(tx, { clientId, key: 'told-frozen', facts, exceptChatId: request.chatId });
    return true;
  });
  if (frozen) await touchWaitingCards(desk, clientId);
  return frozen;
}

export async function editorIn(tx: Tx, { clientId, memberId }: ClientRequest): Promise<void> {
  const { role } = await actorIn(tx, clientId, memberId);
  if (!isEditor(role)) throw new Refusal('not_allowed');
}

export async function nameOf(tx: Tx, memberId: string): Promise<string> {
  return (await tx.em.findOneOrFail(Member, memberId)).name;
}
