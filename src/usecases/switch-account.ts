import { sql } from 'kysely';
import { type AccountState, SocialAccount } from '../db/entities/social-account.js';
import { Refusal } from '../domain/refusal.js';
import { type Desk, transact } from './desk.js';
import { adminIn } from './change-post.js';
import { recordEvent } from './record-event.js';

export interface AccountRequest {
  readonly accountId: string;
  readonly memberId: string;
}

export const SWITCHES = ['on', 'off', 'disconnect'] as const;
export type Switch = (typeof SWITCHES)[number];

const TO: Readonly<Record<Switch, { from: readonly AccountState[]; to: AccountState }>> = {
  on: { from: ['off'], to: 'connected' },
  off: { from: ['connected'], to: 'off' },
  disconnect: { from: ['connected', 'token_expired', 'off'], to: 'disconnected' },
};

/**
 * Lets nothing go to an account for a while, lets it go on, or gives the account up together with its credentials. What is planned for it
 * waits, and is held once it is late. Admins only.
 */
export async function switchAccount(desk: Desk, { accountId, memberId }: AccountRequest, how: Switch): Promise<void> {
  const { from, to } = TO[how];
  await transact(desk, async (tx) => {
    const account = await tx.em.findOne(SocialAccount, accountId);
    if (!account) throw new Refusal('not_found');
    const { clientId } = account;
    await adminIn(tx, clientId, memberId);
    const { rows } = await sql`update social_account set state = ${to},
        credentials = case when ${to} = 'disconnected' then null else credentials end,
        expires_at = case when ${to} = 'disconnected' then null else expires_at end
      where id = ${accountId} and state in (${sql.join(from)}) returning id`.execute(tx.sql);
    if (rows.length === 0) throw new Refusal('stale');
    const what = `account.${to}`;
    await recordEvent(tx, {
      clientId,
      postId: null,
      memberId,
      what,
      before: { state: account.state },
      after: { accountId },
    });
  });
}
