import { LockMode } from '@mikro-orm/core';
import { Client } from '../db/entities/client.js';
import { clientName, NAME_MAX } from '../domain/client-name.js';
import { Refusal } from '../domain/refusal.js';
import { adminIn } from './change-post.js';
import { type Desk, transact } from './desk.js';
import { recordEvent } from './record-event.js';
import { touchReviewCards, touchWaitingCards } from './touch-waiting-cards.js';

export interface Renaming {
  readonly clientId: string;
  readonly memberId: string;
  readonly name: string;
}

/** An admin gives the client another name, which is returned as it is kept. The cards that wait for somebody show it at once, others with their next change. */
export async function renameClient(desk: Desk, { clientId, memberId, name: given }: Renaming): Promise<string> {
  const name = clientName(given);
  if (name === null) throw new Refusal('bad_name', { max: NAME_MAX });
  await transact(desk, async (tx) => {
    await adminIn(tx, clientId, memberId);
    const client = await tx.em.findOneOrFail(Client, clientId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const before = { name: client.name };
    client.name = name;
    await tx.em.flush();
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'client.renamed', before, after: { name } });
  });
  await touchWaitingCards(desk, clientId);
  await touchReviewCards(desk, clientId);
  return name;
}
