import { LockMode } from '@mikro-orm/core';
import { Card } from '../db/entities/card.js';
import { Client } from '../db/entities/client.js';
import { Refusal } from '../domain/refusal.js';
import { type ClientSettings, fitsClient } from '../domain/settings.js';
import { adminIn } from './change-post.js';
import { type Desk, transact } from './desk.js';
import { recordEvent } from './record-event.js';
import { touchReviewCards, touchWaitingCards } from './touch-waiting-cards.js';

export interface SettingsRequest {
  readonly clientId: string;
  readonly memberId: string;
  /** Of the settings that were shown. */
  readonly version: number;
}

/**
 * An admin sets something for the client. Revisions under way keep the number of approvals that they were sent with; everything else counts
 * at once.
 */
export async function changeSettings(
  desk: Desk,
  { clientId, memberId, version }: SettingsRequest,
  change: Partial<ClientSettings>,
): Promise<void> {
  if (!fitsClient(change)) throw new Refusal('bad_setting');
  await transact(desk, async (tx) => {
    await adminIn(tx, clientId, memberId);
    const client = await tx.em.findOneOrFail(Client, clientId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (client.settingsVersion !== version) throw new Refusal('stale');
    const before = onlyWhat(change, client);
    tx.em.assign(client, { ...change, settingsVersion: version + 1 });
    if (change.language && client.editorsChatId)
      await tx.em.nativeUpdate(Card, { clientId, chatId: client.editorsChatId }, { language: change.language });
    await tx.em.flush();
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'client.settings', before, after: change });
  });
  await touchWaitingCards(desk, clientId);
  await touchReviewCards(desk, clientId);
}

function onlyWhat(change: Partial<ClientSettings>, client: ClientSettings): object {
  const { approvalsNeeded, authorsMayApproveOwn, soleEditorMayGo, moveNeedsApproval, lateAfterMs, zone, language } =
    client;
  const all = {
    approvalsNeeded,
    authorsMayApproveOwn,
    soleEditorMayGo,
    moveNeedsApproval,
    lateAfterMs,
    zone,
    language,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in change));
}
