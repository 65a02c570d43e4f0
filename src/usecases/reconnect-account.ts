import { SocialAccount } from '../db/entities/social-account.js';
import { Refusal } from '../domain/refusal.js';
import { renew } from './connect-account.js';
import { type Desk, transact, type Tx } from './desk.js';
import { adminIn } from './change-post.js';
import { proveCredentials } from './prove-credentials.js';
import { recordEvent } from './record-event.js';
import { releaseQueue } from './release-queue.js';

export interface ReconnectRequest {
  readonly accountId: string;
  readonly memberId: string;
  /** As it was pasted: a secret. */
  readonly pasted: string;
}

/**
 * New credentials for an account. Whose they are is proven before anything is replaced: those of another account are refused with
 * `credentials`, reason `other_account`. Then the queue goes on. Returns how many posts are held for a person to decide.
 */
export async function reconnectAccount(desk: Desk, { accountId, memberId, pasted }: ReconnectRequest): Promise<number> {
  const { platform } = await transact(desk, (tx) => accountFor(tx, accountId, memberId));
  const { credentials, identity } = await proveCredentials(desk, platform, pasted);
  await transact(desk, async (tx) => {
    const account = await accountFor(tx, accountId, memberId);
    if (account.externalId !== identity.externalId)
      throw new Refusal('credentials', { reason: 'other_account', username: identity.username });
    await renew(desk, tx, account, credentials);
    const { clientId } = account;
    const after = { accountId, username: identity.username };
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'account.reconnected', after });
  });
  return releaseQueue(desk, accountId, memberId);
}

async function accountFor(tx: Tx, accountId: string, memberId: string): Promise<SocialAccount> {
  const account = await tx.em.findOne(SocialAccount, accountId);
  if (!account) throw new Refusal('not_found');
  await adminIn(tx, account.clientId, memberId);
  return account;
}
