import { Member } from '../db/entities/member.js';
import { actorIn } from './change-post.js';
import { type Desk, transact } from './desk.js';

/** For whom a member who works for several speaks in private from now on. */
export async function chooseClient(
  desk: Desk,
  { clientId, memberId }: { readonly clientId: string; readonly memberId: string },
): Promise<void> {
  await transact(desk, async (tx) => {
    await actorIn(tx, clientId, memberId);
    await tx.em.nativeUpdate(Member, memberId, { clientId });
  });
}
