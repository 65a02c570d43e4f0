import { SocialAccount } from '../db/entities/social-account.js';
import { Refusal } from '../domain/refusal.js';
import type { Quota } from '../platforms/platform.js';
import { openChat } from './connect-chat.js';
import { type Desk, transact } from './desk.js';
import { adminIn } from './change-post.js';
import { connectionOf, identityOf } from './prove-credentials.js';
import { opened } from './release-account.js';
import type { AccountRequest } from './switch-account.js';

export interface TestedAccount {
  readonly username: string;
  /** Null where the network names none, or did not say. */
  readonly quota: Quota | null;
  /** Its queue stands still, although it works: a person lets it go on. */
  readonly stands: boolean;
}

/** Of a second request that nothing depends on. */
const QUOTA_PATIENCE_MS = 5_000;

/**
 * Asks the network whose credentials these are, or what the bot may do in the chat. Refused with `credentials` and the reason where they are no good
 * any more, or with `chat_closed` and `chat_rights`. Admins only.
 */
export async function testAccount(desk: Desk, { accountId, memberId }: AccountRequest): Promise<TestedAccount> {
  const account = await transact(desk, async (tx) => {
    const found = await tx.em.findOne(SocialAccount, accountId);
    if (!found) throw new Refusal('not_found');
    await adminIn(tx, found.clientId, memberId);
    return found;
  });
  const { platform, externalId } = account;
  const stands = account.queueHeldAt !== null;
  if (desk.platforms.get(platform).admission) {
    const { title, username } = await openChat(desk, externalId);
    return { username: username ?? title, quota: null, stands };
  }
  const connection = connectionOf(desk, platform);
  const credentials = opened(desk, accountId, account.credentials ?? null);
  const identity = await identityOf(connection, credentials);
  if (identity.externalId !== externalId) {
    throw new Refusal('credentials', { reason: 'other_account', username: identity.username });
  }
  const asked = connection.quota?.(credentials, externalId, AbortSignal.timeout(QUOTA_PATIENCE_MS));
  return { username: identity.username, quota: (await asked?.catch(() => null)) ?? null, stands };
}
