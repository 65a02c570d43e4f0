import { sql } from 'kysely';
import type { Revision } from '../db/entities/post.js';
import type { Rendered } from '../domain/content.js';
import { type Correctable, correctable, isChanged } from '../domain/correction.js';
import type { DeliveryState } from '../domain/delivery.js';
import { Refusal } from '../domain/refusal.js';
import type { PlatformRegistry } from '../platforms/registry.js';
import { type Desk, giveUpAt, moveDelivery, type Tx } from './desk.js';
import type { LivePublication } from './live-publications.js';

/** `fixed`: the network lets nobody change it. `unsettled`: not all of it is live, or it has been taken down. */
export type Correction = Correctable | 'fixed' | 'unsettled';

/** What an approved change would do to what is live on this account. */
export function correctionOf(platforms: PlatformRegistry, live: LivePublication, wanted: Rendered): Correction {
  const { parts, rendered, platform, doubtful } = live;
  if (!rendered || parts.length === 0 || parts.some(({ state }) => state !== 'published')) return 'unsettled';
  const names = parts.map(({ name }) => name);
  const shown = rendered.parts.filter(({ name }) => names.includes(name));
  const { edit } = platforms.get(platform).capabilities;
  const verdict = correctable(shown, wanted.parts, edit ?? []);
  if (verdict === 'same' && !doubtful) return 'same';
  if (!edit) return 'fixed';
  return verdict === 'same' ? 'editable' : verdict;
}

/** Why a change of a post would change nothing at all. */
export function nothingChanges(
  platforms: PlatformRegistry,
  number: number,
  found: readonly { readonly live: LivePublication; readonly correction: Correction }[],
): Refusal {
  const fixed = found.find(({ correction }) => correction === 'fixed')?.live;
  if (fixed) return new Refusal('cannot_edit', { network: platforms.get(fixed.platform).capabilities.name });
  const reshaped = found.find(({ correction }) => correction === 'reshaped')?.live;
  return reshaped ? new Refusal('edit_reshaped', { account: reshaped.account }) : new Refusal('has_left', { number });
}

const OPEN: readonly DeliveryState[] = ['scheduled', 'waiting', 'publishing', 'failed', 'unknown'];

/**
 * Makes a delivery for each live part that the approved revision says otherwise, and takes back what is open of earlier corrections. Makes
 * none where what is live was taken down, or changed its shape, since the review was asked for.
 */
export async function makeCorrections(
  desk: Desk,
  tx: Tx,
  live: LivePublication,
  revision: Revision,
  wanted: Rendered,
): Promise<void> {
  if (correctionOf(desk.platforms, live, wanted) !== 'editable') return;
  await dropCorrections(tx, live.publicationId, null);
  for (const [ordinal, part] of wanted.parts.entries()) {
    const was = live.rendered?.parts.find(({ name }) => name === part.name);
    const liveId = live.parts.find(({ name }) => name === part.name)?.id;
    if (!liveId || (was && !live.doubtful && !isChanged(was, part))) continue;
    const id = desk.ids.uuid();
    await sql`insert into delivery (id, kind, client_id, publication_id, account_id, revision_id, part, ordinal, live_id, state, due_at,
        give_up_at, repeatable, created_at, updated_at, trace)
      select ${id}, 'edit', u.client_id, u.id, u.account_id, ${revision.id}, ${part.name}, ${ordinal}, ${liveId}, 'scheduled', ${tx.now},
        ${giveUpAt(tx.now)}, true, ${tx.now}, ${tx.now}, ${desk.tracer?.current() ?? null}
      from publication u where u.id = ${live.publicationId}`.execute(tx.sql);
    tx.ringLater(id, tx.now);
  }
}

/** None of the earlier ones goes any more; what is on the wire at this moment stays, and the next one goes after it. */
export async function dropCorrections(tx: Tx, publicationId: string, memberId: string | null): Promise<void> {
  const { rows } = await sql<{ id: string; version: number; state: DeliveryState }>`
    select d.id, d.version, d.state from delivery d where d.publication_id = ${publicationId} and d.kind = 'edit'
      and d.state = any(${[...OPEN]}::text[]) and d.committing is null order by d.seq for update`.execute(tx.sql);
  for (const row of rows) await moveDelivery(tx, row, { type: row.state === 'unknown' ? 'leave' : 'cancel' }, memberId);
}
