import { sql } from 'kysely';
import { type Sql, toDateOrNull } from '../db/sql.js';
import { canonicalJson } from '../domain/content.js';
import { ASK_AGAIN_MS, nextRefreshAt, refreshAgainAt, REFUSED_AGAIN_MS } from '../domain/expiry.js';
import { type Failure, PlatformError } from '../domain/failure.js';
import type { Connection, Refreshed } from '../platforms/platform.js';
import { type Desk, sqlOutside, transact, type Tx } from './desk.js';
import { openCredentials } from './open-credentials.js';
import { recordEvent } from './record-event.js';

/** At once; the others follow a minute later. */
const BATCH = 5;
const PATIENCE_MS = 20_000;

interface Due {
  readonly id: string;
  readonly clientId: string;
  readonly platform: string;
  readonly credentials: string;
  readonly expiresAt: Date | null;
  /** Its next time as this claim has set it: a later one is somebody else's. */
  readonly againAt: Date;
}

/**
 * Renews the access to accounts ahead of its end. Each is claimed by moving its next time ahead, so that two processes do not renew one at once,
 * and one that is killed tries again. Only the network's definite word ends an account; silence never does.
 */
export async function refreshAccounts(desk: Desk, signal: AbortSignal): Promise<void> {
  const due = await claimDue(desk, sqlOutside(desk));
  for (const account of due) if (!signal.aborted) await refreshAccount(desk, account, signal);
}

async function claimDue(desk: Desk, db: Sql): Promise<Due[]> {
  const platforms = desk.platforms.connectable().filter(({ connection }) => connection?.refresh !== undefined);
  if (platforms.length === 0) return [];
  const now = desk.clock.now();
  const againAt = new Date(now.getTime() + ASK_AGAIN_MS);
  const { rows } = await sql<Omit<Due, 'expiresAt' | 'againAt'> & { expiresAt: string | null }>`
    update social_account set refresh_at = ${againAt} where id in (
      select id from social_account
      where platform = any(${platforms.map(({ id }) => id)}::text[]) and credentials is not null
        and state in ('connected', 'off') and coalesce(refresh_at, created_at + interval '1 day') <= ${now}
      order by refresh_at nulls first limit ${BATCH} for update skip locked)
    returning id, client_id as "clientId", platform, credentials, expires_at as "expiresAt"`.execute(db);
  return rows.map((row) => ({ ...row, expiresAt: toDateOrNull(row.expiresAt), againAt }));
}

async function refreshAccount(desk: Desk, account: Due, signal: AbortSignal): Promise<void> {
  const { id, platform } = account;
  try {
    const credentials = openCredentials(desk.vault, id, account.credentials);
    const { connection } = desk.platforms.get(platform);
    const refreshed = await ask(connection, credentials, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
    await transact(desk, (tx) => keep(desk, tx, { account, credentials, refreshed }));
  } catch (thrown) {
    if (!(thrown instanceof PlatformError)) throw thrown;
    const { kind, info } = thrown;
    desk.log.warn({ account: id, kind, code: info.code }, 'The access to an account could not be renewed yet');
    await putOff(sqlOutside(desk), account, desk.clock.now(), Math.max(ASK_AGAIN_MS, info.retryAfterMs ?? 0));
  }
}

function ask(
  connection: Connection | undefined,
  credentials: unknown,
  signal: AbortSignal,
): Promise<Refreshed<unknown>> {
  if (!connection?.refresh) throw new PlatformError('bug', 'This network renews nothing');
  return connection.refresh(credentials, signal);
}

interface Outcome {
  readonly account: Due;
  /** What was renewed: whoever connected the account anew meanwhile has the last word. */
  readonly credentials: unknown;
  readonly refreshed: Refreshed<unknown>;
}

async function keep(desk: Desk, tx: Tx, { account, credentials, refreshed }: Outcome): Promise<void> {
  const { id } = account;
  const { rows } = await sql<{ sealed: string | null }>`
    select credentials as sealed from social_account where id = ${id} for update`.execute(tx.sql);
  const sealed = rows[0]?.sealed ?? null;
  // Compared by what they open: the same may have been sealed anew by another key.
  if (sealed === null || canonicalJson(openCredentials(desk.vault, id, sealed)) !== canonicalJson(credentials)) return;
  if (refreshed.ok) return renewed(desk, tx, account, refreshed);
  if (refreshed.isOver) return end(tx, account);
  await putOff(tx.sql, account, tx.now, REFUSED_AGAIN_MS);
}

async function renewed(
  desk: Desk,
  tx: Tx,
  { id, clientId }: Due,
  { credentials, expiresInMs }: Extract<Refreshed<unknown>, { ok: true }>,
): Promise<void> {
  const expiresAt = new Date(tx.now.getTime() + expiresInMs);
  await sql`update social_account set credentials = ${desk.vault.seal(JSON.stringify(credentials), id)},
      expires_at = ${expiresAt}, refresh_at = ${nextRefreshAt(tx.now, expiresInMs)}
    where id = ${id}`.execute(tx.sql);
  const after = { accountId: id, expiresAt };
  await recordEvent(tx, { clientId, postId: null, memberId: null, what: 'account.refreshed', after });
}

const OVER: Failure = { kind: 'auth', message: '', code: 'access_ended' };

/** Its queue stands still with a card, as if the first post had found out. One that is switched off stays so. */
async function end(tx: Tx, { id, clientId }: Due): Promise<void> {
  const { rows } = await sql<{ state: string }>`
    update social_account set state = case state when 'connected' then 'token_expired' else state end,
      expires_at = least(expires_at, ${tx.now}), refresh_at = ${new Date(tx.now.getTime() + REFUSED_AGAIN_MS)},
      queue_failure = case when state = 'connected' then ${JSON.stringify(OVER)}::jsonb else queue_failure end,
      queue_held_at = case when state = 'connected' then coalesce(queue_held_at, ${tx.now}) else queue_held_at end
    where id = ${id} returning state`.execute(tx.sql);
  const after = { accountId: id, state: rows[0]?.state };
  await recordEvent(tx, { clientId, postId: null, memberId: null, what: 'account.access_ended', after });
}

async function putOff(db: Sql, { id, expiresAt, againAt }: Due, now: Date, waitMs: number): Promise<void> {
  const at = refreshAgainAt(now, waitMs, expiresAt);
  await sql`update social_account set refresh_at = ${at} where id = ${id} and refresh_at = ${againAt}`.execute(db);
}
