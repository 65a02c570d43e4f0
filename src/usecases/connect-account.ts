import { sql } from 'kysely';
import { SocialAccount } from '../db/entities/social-account.js';
import { FIRST_REFRESH_MS } from '../domain/expiry.js';
import { Refusal } from '../domain/refusal.js';
import type { Identity } from '../platforms/platform.js';
import { adminIn } from './change-post.js';
import { proveCredentials } from './prove-credentials.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';
import { releaseQueue } from './release-queue.js';

export interface ConnectRequest {
  readonly clientId: string;
  readonly memberId: string;
  readonly platform: string;
  /** As it was pasted: a secret. */
  readonly pasted: string;
}

export interface Connected {
  readonly accountId: string;
  readonly username: string;
  /** The network's own word. */
  readonly accountType: string;
  /** False where the client had it already: it has new credentials now, and its queue goes on. */
  readonly isNew: boolean;
}

/**
 * Connects the account that what was pasted opens, by the network's own word. Admins only. Refused with `credentials` and its reason where
 * it opens none; nothing is changed then.
 */
export async function connectAccount(desk: Desk, request: ConnectRequest): Promise<Connected> {
  const { clientId, memberId, platform, pasted } = request;
  await transact(desk, (tx) => adminIn(tx, clientId, memberId));
  const { credentials, identity } = await proveCredentials(desk, platform, pasted);
  const connected = await transact(desk, (tx) => keep(desk, tx, request, { credentials, identity }));
  if (!connected.isNew) await releaseQueue(desk, connected.accountId, memberId);
  return connected;
}

interface Proven {
  readonly credentials: unknown;
  readonly identity: Identity;
}

async function keep(desk: Desk, tx: Tx, request: ConnectRequest, proven: Proven): Promise<Connected> {
  const { clientId, memberId, platform } = request;
  const { externalId, username, accountType } = proven.identity;
  // A brand has the same name everywhere: what tells its accounts apart is the network.
  const name = `${desk.platforms.get(platform).capabilities.name} · ${username}`;
  await adminIn(tx, clientId, memberId);
  const { rows: made } = await sql`
    insert into social_account (id, client_id, platform, name, username, external_id, state, created_at)
    values (${desk.ids.uuid()}, ${clientId}, ${platform}, ${name}, ${username}, ${externalId}, 'connected', ${tx.now})
    on conflict (client_id, platform, external_id) do nothing returning id`.execute(tx.sql);
  const account = await tx.em.findOneOrFail(SocialAccount, { clientId, platform, externalId });
  await renew(desk, tx, account, proven.credentials);
  const isNew = made.length > 0;
  const what = isNew ? 'account.connected' : 'account.reconnected';
  const after = { accountId: account.id, platform, username };
  await recordEvent(tx, { clientId, postId: null, memberId, what, after });
  return { accountId: account.id, username, accountType, isNew };
}

/** The account works by these from now on, for how long the first renewal tells; what waited is not let go by it. */
export async function renew(desk: Desk, tx: Tx, { id }: { readonly id: string }, credentials: unknown): Promise<void> {
  const sealed = desk.vault.seal(JSON.stringify(credentials), id);
  const { rows } = await sql`update social_account set credentials = ${sealed}, state = 'connected',
      expires_at = null, refresh_at = ${new Date(tx.now.getTime() + FIRST_REFRESH_MS)}
    where id = ${id} returning id`.execute(tx.sql);
  if (rows.length === 0) throw new Refusal('not_found');
}
