import { Card } from '../db/entities/card.js';
import { Member } from '../db/entities/member.js';
import { Refusal } from '../domain/refusal.js';
import { fitsMember, type OwnSettings } from '../domain/settings.js';
import { actorIn } from './change-post.js';
import { type Desk, transact } from './desk.js';
import { recordEvent } from './record-event.js';

/** A member sets something for themselves, for all clients they work for. Cards in their private chat follow with their next change. */
export async function changeOwnSettings(
  desk: Desk,
  { clientId, memberId }: { readonly clientId: string; readonly memberId: string },
  change: Partial<OwnSettings>,
): Promise<void> {
  if (!fitsMember(change)) throw new Refusal('bad_setting');
  await transact(desk, async (tx) => {
    await actorIn(tx, clientId, memberId);
    const member = await tx.em.findOneOrFail(Member, memberId);
    const { language, zone, quietFrom, quietTo } = member;
    const before = { language, zone, quietFrom, quietTo };
    if (change.language !== undefined) member.language = change.language;
    if (change.zone !== undefined) member.zone = change.zone;
    if (change.quiet !== undefined) {
      member.quietFrom = change.quiet?.from ?? null;
      member.quietTo = change.quiet?.to ?? null;
    }
    if (change.language) await tx.em.nativeUpdate(Card, { chatId: member.telegramId }, { language: change.language });
    await tx.em.flush();
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'member.settings', before, after: change });
  });
}
