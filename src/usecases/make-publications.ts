import { sql } from 'kysely';
import { Publication } from '../db/entities/publication.js';
import type { Post, Revision } from '../db/entities/post.js';
import type { Rendered } from '../domain/content.js';
import type { AttemptStatus, DeliveryState } from '../domain/delivery.js';
import { mayFollow } from '../domain/may-leave.js';
import { makeCorrections } from './correct-live.js';
import { type Desk, giveUpAt, moveDelivery, type Tx } from './desk.js';
import { holdDoubted } from './hold-doubted.js';
import { livePublications } from './live-publications.js';

/**
 * Makes the publications of an approved post, in the transaction that approves it. What an earlier revision made and an edit took back
 * returns, bound to this one. Where something has left already, its publication keeps its revision for life, and every copy that is live is
 * corrected.
 */
export async function makePublications(desk: Desk, tx: Tx, post: Post, revision: Revision): Promise<void> {
  const dueAt = post.dueAt ?? tx.now;
  const live = await livePublications(tx.sql, post.id);
  for (const [accountId, rendered] of Object.entries(revision.rendered)) {
    const copies = live.filter((one) => one.accountId === accountId);
    const others = copies.filter(({ revisionId }) => revisionId !== revision.id);
    for (const there of others) await makeCorrections(desk, tx, there, revision, rendered);
    // The very revision that has left in part returns with what was taken back.
    const own = copies.filter((one) => !others.includes(one)).map(({ publicationId }) => publicationId);
    const bound =
      copies.length > 0
        ? await tx.em.find(Publication, { id: { $in: own } })
        : [await publicationFor(desk, tx, post, revision, accountId, dueAt)];
    for (const publication of bound) await bind(desk, tx, publication, { revision, rendered, dueAt });
  }
  await holdDoubted(tx, post);
}

interface Binding {
  readonly revision: Revision;
  readonly rendered: Rendered;
  readonly dueAt: Date;
}

async function bind(
  desk: Desk,
  tx: Tx,
  publication: Publication,
  { revision, rendered, dueAt }: Binding,
): Promise<void> {
  publication.revisionId = revision.id;
  publication.dueAt = dueAt;
  await tx.em.flush();
  await dropOtherParts(tx, publication, rendered);
  await bindParts(desk, tx, publication, rendered);
}

async function publicationFor(desk: Desk, tx: Tx, post: Post, revision: Revision, accountId: string, dueAt: Date) {
  const key = { postId: post.id, accountId, occurrence: '', repeat: 0 };
  const existing = await tx.em.findOne(Publication, key);
  if (existing) return existing;
  const { clientId, zone } = post;
  const ids = { id: desk.ids.uuid(), clientId, revisionId: revision.id };
  return tx.em.create(Publication, { ...ids, ...key, dueAt, zone, createdAt: tx.now });
}

interface Bound {
  readonly id: string;
  readonly version: number;
  readonly state: DeliveryState;
  readonly attempts: readonly AttemptStatus[];
}

/** Parts that this revision does not have any more. */
async function dropOtherParts(tx: Tx, publication: Publication, rendered: Rendered): Promise<void> {
  const names = rendered.parts.map(({ name }) => name);
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from delivery where publication_id = ${publication.id} and state <> 'cancelled'
      and part <> all(${names}::text[])`.execute(tx.sql);
  for (const row of rows) await moveDelivery(tx, row, { type: 'cancel' }, null);
}

/** Makes, or brings back, the parts of a publication as they were rendered for it, but none behind a first that was taken down. */
export async function bindParts(desk: Desk, tx: Tx, publication: Publication, rendered: Rendered): Promise<void> {
  const { id: publicationId, clientId, accountId, revisionId, dueAt } = publication;
  for (const [ordinal, part] of rendered.parts.entries()) {
    const { rows } = await sql<Bound>`
      insert into delivery (id, kind, client_id, publication_id, account_id, revision_id, part, ordinal, state, due_at, give_up_at,
        created_at, updated_at, trace)
      values (${desk.ids.uuid()}, 'part', ${clientId}, ${publicationId}, ${accountId}, ${revisionId}, ${part.name}, ${ordinal},
        'scheduled', ${dueAt}, ${giveUpAt(dueAt)}, ${tx.now}, ${tx.now}, ${desk.tracer?.current() ?? null})
      on conflict (publication_id, part) where kind = 'part' do update set revision_id = excluded.revision_id, ordinal = excluded.ordinal,
        trace = excluded.trace
      returning id, version, state, attempts`.execute(tx.sql);
    const row = rows[0];
    const comesBack = row !== undefined && row.state !== 'scheduled';
    const isReopened = comesBack && (await moveDelivery(tx, row, { type: 'reopen', at: dueAt }, null));
    if (row && ordinal === 0) tx.ringLater(row.id, dueAt);
    if (row && ordinal === 0 && !isReopened && !mayFollow(row)) return;
  }
}
