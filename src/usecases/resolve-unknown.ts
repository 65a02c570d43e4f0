import { sql } from 'kysely';
import { rowColumns, type RowRecord, toRow } from '../db/claimed.js';
import { applyEvidence } from '../db/delivery-evidence.js';
import { approvalsOf } from '../db/may-leave-sql.js';
import type { DeliveryEvent, DeliveryRow } from '../domain/delivery.js';
import { mayFollow } from '../domain/may-leave.js';
import { isEditor } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import type { AccountView } from '../platforms/platform.js';
import { actorIn, lockPost } from './change-post.js';
import { type Desk, moveDelivery, sqlOutside, touchCards, transact, type Tx } from './desk.js';
import { takenBy } from './outgoing-part.js';

/** A person's tap on a delivery, from exactly the version that was shown. */
export interface DeliveryRequest {
  readonly deliveryId: string;
  readonly version: number;
  readonly memberId: string;
}

interface Found extends RowRecord {
  readonly revision_id: string;
  readonly publication_id: string;
  readonly ordinal: number;
}

/** The person looked. `url` is the link of what is there, where they gave one. */
export type Verdict = { is: 'there'; url: string | null } | { is: 'not_there' } | { is: 'left_alone' };

/**
 * What becomes of a delivery whose answer was lost: it is there (evidence), it is not there (sent again, by this explicit act), or it is
 * left as it is. The author and editors may decide.
 */
export async function resolveUnknown(desk: Desk, request: DeliveryRequest, verdict: Verdict): Promise<void> {
  await onDelivery(desk, request, async ({ tx, found }) => {
    if (found.state !== 'unknown' && found.state !== 'left') throw new Refusal('stale');
    if (verdict.is === 'there') return confirmThere(desk, tx, found, request.memberId, verdict.url);
    if (verdict.is === 'not_there') await refuseHopeless(tx, found);
    const event = verdict.is === 'not_there' ? ({ type: 'resend', at: tx.now } as const) : ({ type: 'leave' } as const);
    const moved = await moveDelivery(tx, found, event, request.memberId);
    if (!moved) throw new Refusal('stale');
    if (event.type === 'resend') tx.ringLater(found.id, tx.now);
  });
}

/** Tries a failed delivery anew, or sends a held one, now; also a correction whose answer was lost, for that may be repeated. */
export async function retryDelivery(desk: Desk, request: DeliveryRequest): Promise<void> {
  await onDelivery(desk, request, async ({ tx, found }) => {
    const event = againOf(found, tx.now);
    if (!event) throw new Refusal('stale');
    await refuseHopeless(tx, found);
    await refuseHeldAccount(tx, found.id);
    const moved = await moveDelivery(tx, found, event, request.memberId);
    if (!moved) throw new Refusal('stale');
    tx.ringLater(found.id, tx.now);
  });
}

/** It would only wait: the account's card says what to do first. */
async function refuseHeldAccount(tx: Tx, deliveryId: string): Promise<void> {
  const { rows } = await sql`select a.id from delivery d join social_account a on a.id = d.account_id
    where d.id = ${deliveryId} and a.queue_held_at is not null`.execute(tx.sql);
  if (rows.length > 0) throw new Refusal('account_held');
}

function againOf({ kind, state }: Found, now: Date): DeliveryEvent | null {
  if (state === 'held') return { type: 'release', now };
  if (state === 'failed') return { type: 'reopen', at: now };
  return kind === 'edit' && state === 'unknown' ? { type: 'resend', at: now } : null;
}

async function onDelivery(
  desk: Desk,
  { deliveryId, version, memberId }: DeliveryRequest,
  act: (it: { tx: Tx; found: Found }) => Promise<void>,
): Promise<void> {
  const postId = await postOf(desk, deliveryId);
  await transact(desk, async (tx) => {
    const post = await lockPost(tx, postId);
    const actor = await actorIn(tx, post.clientId, memberId);
    if (!isEditor(actor.role) && post.authorId !== memberId) throw new Refusal('not_allowed');
    const { rows } = await sql<Found>`
      select ${rowColumns}, d.revision_id, d.publication_id, d.ordinal from delivery d where d.id = ${deliveryId} for update`.execute(
      tx.sql,
    );
    const found = rows[0];
    if (!found || found.version !== version) throw new Refusal('stale');
    await act({ tx, found });
    await touchCards(tx, postId);
  });
}

/** Only what is still approved may be sent, also by a person's explicit act; and no later part without its first. */
async function refuseHopeless(tx: Tx, found: Found): Promise<void> {
  const { rows } = await sql<Pick<DeliveryRow, 'state' | 'attempts'>>`select state, attempts from delivery
    where publication_id = ${found.publication_id} and kind = 'part' and ordinal = 0 and ${found.ordinal} > 0
      and revision_id = ${found.revision_id}`.execute(tx.sql);
  if (rows[0] && !mayFollow(rows[0])) throw new Refusal('first_gone');
  const { approvals, needed } = await approvalsOf(tx.sql, found.revision_id);
  if (approvals < needed) throw new Refusal('not_approved');
}

/** The post that a delivery belongs to, for good. */
export async function postOf(desk: Desk, deliveryId: string): Promise<string> {
  const { rows } = await sql<{ post_id: string }>`select u.post_id from delivery d
    join publication u on u.id = d.publication_id where d.id = ${deliveryId}`.execute(sqlOutside(desk));
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0].post_id;
}

/** A person's word is about the latest request whose answer is missing. */
async function confirmThere(desk: Desk, tx: Tx, found: RowRecord, memberId: string, url: string | null): Promise<void> {
  const attempt = toRow(found).attempts.lastIndexOf('open') + 1;
  const remoteId = url && (await remoteIdOf(desk, tx, found.id, url));
  const receipt = { kind: 'published' as const, ...(url && { url }), ...(remoteId && { remoteId }) };
  const due = await applyEvidence(tx.sql, found.id, 'member', { type: 'confirm', attempt, receipt }, tx.now, memberId);
  for (const id of due) tx.ringLater(id, tx.now);
}

/** What the link names, so that it can be changed and taken down. Refused where that is another post of ours. */
async function remoteIdOf(desk: Desk, tx: Tx, deliveryId: string, url: string): Promise<string | null> {
  const { rows } = await sql<AccountView & { platform: string }>`
    select a.id, a.platform, a.external_id as "externalId", a.username from delivery d join social_account a on a.id = d.account_id
    where d.id = ${deliveryId}`.execute(tx.sql);
  const [account] = rows;
  const remoteId = account && desk.platforms.get(account.platform).readLink?.(url, account);
  if (!remoteId) return null;
  const taken = await takenBy(tx.sql, { accountId: account.id, key: deliveryId }, [remoteId]);
  if (taken.length > 0) throw new Refusal('bad_link');
  return remoteId;
}
