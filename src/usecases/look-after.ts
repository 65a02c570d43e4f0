import { sql } from 'kysely';
import { applyEvidence } from '../db/delivery-evidence.js';
import { keepLimit } from '../db/keep-limit.js';
import { claimLooks, completeReceipt, keepLook, type Look, type Tried } from '../db/look-store.js';
import { approvalsOf } from '../db/may-leave-sql.js';
import type { DeliveryEvent } from '../domain/delivery.js';
import { type Failure, PlatformError } from '../domain/failure.js';
import { limitIn } from '../domain/limit.js';
import { nextLookMs } from '../domain/look-after.js';
import type { Found, Located, MediaHandle } from '../platforms/platform.js';
import { readBound } from './bound-checkpoint.js';
import { type Desk, sqlOutside, touchCards, transact, type Tx } from './desk.js';
import { outgoingPart } from './outgoing-part.js';

const AT_ONCE = 10;
const PATIENCE_MS = 30_000;

/**
 * Asks the networks about what they took without telling: what became of a request whose answer was lost, and where something is whose
 * address is missing. Only what a network says for certain moves a row. Any number of processes may do so. Returns how many were asked about.
 */
export async function lookAfter(desk: Desk, stop: AbortSignal): Promise<number> {
  const looks = await claimLooks(sqlOutside(desk), AT_ONCE, desk.clock.now());
  await Promise.all(
    looks.map((look) => lookOnce(desk, look, AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]))),
  );
  return looks.length;
}

async function lookOnce(desk: Desk, look: Look, signal: AbortSignal): Promise<void> {
  try {
    await (look.state === 'published' ? locate(desk, look, signal) : findLost(desk, look, signal));
  } catch (thrown) {
    const error = PlatformError.from(thrown);
    const { id, part } = look;
    if (error.kind === 'bug') desk.log.error({ delivery: id, err: thrown }, 'A look failed by a fault of ours');
    else desk.log.info({ delivery: id, kind: error.kind, code: error.info.code }, 'A look was in vain');
    const limit = part && limitIn(error, part, desk.clock.now());
    if (limit) await keepLimit(sqlOutside(desk), limit);
    await lookAgain(desk, look);
  }
}

function lookAgain(desk: Desk, look: Look, found?: 'not-yet' | 'cannot-tell'): Promise<void> {
  const now = desk.clock.now();
  return keepLook(sqlOutside(desk), look, { next: nextLook(look, now), now, ...(found && { found }) });
}

function nextLook({ looks }: Look, now: Date): Date | null {
  const ms = nextLookMs(looks);
  return ms === null ? null : new Date(now.getTime() + ms);
}

/** The platform, and the row in its terms; nothing is uploaded for a look. */
function asked(desk: Desk, { id, part }: Look, signal: AbortSignal) {
  if (!part) throw new PlatformError('bug', 'There is nothing to look for');
  const { platforms, vault } = desk;
  const { platform, outgoing } = outgoingPart({ platforms, vault, sql: sqlOutside(desk) }, id, part);
  const out = (checkpoint: unknown) => ({
    ...outgoing,
    media: noMedia,
    signal,
    checkpoint: readBound(part, checkpoint),
  });
  return { publisher: platform.publisher, out };
}

function noMedia(): MediaHandle {
  throw new Error('A look needs no media');
}

async function locate(desk: Desk, look: Look, signal: AbortSignal): Promise<void> {
  const { publisher, out } = asked(desk, look, signal);
  const { receipt, attempts, tried } = look;
  const never = { next: null, now: desk.clock.now() };
  if (!publisher.locate || !receipt) return keepLook(sqlOutside(desk), look, never);
  const known = tried.find(({ number }) => attempts[number - 1] === 'known');
  const located = await publisher.locate(out(known?.checkpoint), receipt);
  if (!located) return lookAgain(desk, look);
  await transact(desk, (tx) => complete(tx, look, located));
}

async function complete(tx: Tx, look: Look, { remoteId, url }: Located): Promise<void> {
  const postId = await lockedPost(tx, look.id);
  const located = { remoteId, ...(url !== null && { url }) };
  const next = url === null ? nextLook(look, tx.now) : null;
  if (await completeReceipt(tx.sql, look, { located, next })) await touchCards(tx, postId);
}

/** Every attempt whose answer is missing is looked for, by what it was about to publish. */
async function findLost(desk: Desk, look: Look, signal: AbortSignal): Promise<void> {
  const { publisher, out } = asked(desk, look, signal);
  const find = publisher.find?.bind(publisher);
  if (!find) return keepLook(sqlOutside(desk), look, { next: null, now: desk.clock.now() });
  let open: 'not-yet' | 'cannot-tell' | null = null;
  for (const attempt of look.tried) {
    if (look.attempts[attempt.number - 1] !== 'open') continue;
    const found = await find(out(attempt.checkpoint));
    if (found.found === 'yes' || found.found === 'never') await apply(desk, look, attempt, found);
    else open ??= found.found;
  }
  if (open) await lookAgain(desk, look, open);
}

type Certain = Extract<Found, { found: 'yes' | 'never' }>;

async function apply(desk: Desk, { id }: Look, { number: attempt }: Tried, found: Certain): Promise<void> {
  await transact(desk, async (tx) => {
    await lockedPost(tx, id);
    const event: DeliveryEvent =
      found.found === 'yes'
        ? { type: 'confirm', attempt, receipt: found.receipt }
        : { type: 'refuse', attempt, failure: GONE, gone: true, ...((await mayReturn(tx, id)) && { retryAt: tx.now }) };
    for (const due of await applyEvidence(tx.sql, id, 'look_up', event, tx.now)) tx.ringLater(due, tx.now);
  });
}

const GONE: Failure = { kind: 'outage', message: 'The network says that it never published this' };

/** It is tried again by itself only while it is still approved, and what it follows stands. */
async function mayReturn(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ revision_id: string }>`
    select d.revision_id from delivery d join publication u on u.id = d.publication_id and u.revision_id = d.revision_id
    where d.id = ${id} and not exists (
      select from delivery f where f.publication_id = d.publication_id and f.revision_id = d.revision_id and f.ordinal = 0
        and f.state in ('cancelled', 'removing', 'removed'))`.execute(tx.sql);
  const [row] = rows;
  if (!row) return false;
  const { approvals, needed } = await approvalsOf(tx.sql, row.revision_id);
  return approvals >= needed;
}

/** The post first, as everybody does. */
async function lockedPost(tx: Tx, deliveryId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select o.id from delivery d join publication u on u.id = d.publication_id join post o on o.id = u.post_id
    where d.id = ${deliveryId} for update of o`.execute(tx.sql);
  const [row] = rows;
  if (!row) throw new Error(`Delivery ${deliveryId} is of no post`);
  return row.id;
}
