import { SocialAccount } from '../db/entities/social-account.js';
import { isEditor } from '../domain/post.js';
import { PlatformError } from '../domain/failure.js';
import { Refusal } from '../domain/refusal.js';
import { PUBLISHING_RIGHTS } from '../platforms/platform.js';
import { actorIn } from './change-post.js';
import { openChat } from './connect-chat.js';
import { type Desk, transact } from './desk.js';
import { openCredentials } from './open-credentials.js';
import { identityOf } from './prove-credentials.js';
import { releaseQueue } from './release-queue.js';

export interface ReleaseRequest {
  readonly accountId: string;
  readonly memberId: string;
  /** The hold that was shown, in whole seconds: a later one is not ended by an old button. */
  readonly heldAtS: number;
}

/**
 * The account works again, an editor says: the bot is back in the channel, or the network was wrong. Where the network can be asked, it is:
 * refused with `credentials` or `chat_rights` where it still accepts nothing. Returns how many posts are held for a person to decide.
 */
export async function releaseAccount(desk: Desk, { accountId, memberId, heldAtS }: ReleaseRequest): Promise<number> {
  const account = await transact(desk, async (tx) => {
    const found = await tx.em.findOne(SocialAccount, accountId);
    if (!found) throw new Refusal('not_found');
    const { role } = await actorIn(tx, found.clientId, memberId);
    if (!isEditor(role)) throw new Refusal('not_allowed');
    return found;
  });
  const { queueHeldAt, platform, credentials, externalId } = account;
  if (!queueHeldAt || Math.floor(queueHeldAt.getTime() / 1000) !== heldAtS) throw new Refusal('stale');
  const { connection, admission } = desk.platforms.get(platform);
  if (admission) await openChat(desk, externalId, PUBLISHING_RIGHTS);
  if (connection) {
    const identity = await identityOf(connection, opened(desk, accountId, credentials ?? null));
    if (identity.externalId !== externalId)
      throw new Refusal('credentials', { reason: 'other_account', username: identity.username });
  }
  return releaseQueue(desk, accountId, memberId);
}

/** Refused where they were sealed by another key. */
export function opened(desk: Desk, accountId: string, sealed: string | null): unknown {
  try {
    return openCredentials(desk.vault, accountId, sealed);
  } catch (thrown) {
    if (thrown instanceof PlatformError) throw new Refusal('credentials', { reason: 'token_refused' });
    throw thrown;
  }
}
