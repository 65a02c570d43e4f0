import { sql } from 'kysely';
import { Publication } from '../db/entities/publication.js';
import type { Post, Revision } from '../db/entities/post.js';
import type { Rendered } from '../domain/content.js';
import { applyAt } from '../db/delivery-write.js';
import { type Desk, giveUpAt, type Tx } from './desk.js';

/**
 * Makes the publications of an approved post, in the transaction that approves it. What an earlier revision made and an edit took back
 * returns, bound to this one; a publication of which anything has left keeps what it has.
 */
export async function makePublications(desk: Desk, tx: Tx, post: Post, revision: Revision): Promise<void> {
  const dueAt = post.dueAt ?? tx.now;
  await tx.em.flush();
  for (const [accountId, rendered] of Object.entries(revision.rendered)) {
    const publication = await publicationFor(desk, tx, post, revision, accountId, dueAt);
    if (await hasLeft(tx, publication.id)) continue;
    publication.revisionId = revision.id;
    publication.dueAt = dueAt;
    await tx.em.flush();
    await bindParts(desk, tx, publication, rendered);
  }
}

async function publicationFor(desk: Desk, tx: Tx, post: Post, revision: Revision, accountId: string, dueAt: Date) {
  const key = { postId: post.id, accountId, occurrence: '', repeat: 0 };
  const existing = await tx.em.findOne(Publication, key);
  if (existing) return existing;
  const { clientId, zone } = post;
  const ids = { id: desk.ids.uuid(), clientId, revisionId: revision.id };
  return tx.em.create(Publication, { ...ids, ...key, dueAt, zone, createdAt: tx.now });
}

/** Once an attempt of any part was not refused, the publication keeps its revision for life. */
async function hasLeft(tx: Tx, publicationId: string): Promise<boolean> {
  const { rows } = await sql`select id from delivery
    where publication_id = ${publicationId} and attempts && array['open', 'known'] limit 1`.execute(tx.sql);
  return rows.length > 0;
}

async function bindParts(desk: Desk, tx: Tx, publication: Publication, rendered: Rendered): Promise<void> {
  for (const [ordinal, part] of rendered.parts.entries()) {
    const { rows } = await sql<{ id: string; version: number; state: string }>`
      insert into delivery (id, kind, client_id, publication_id, account_id, revision_id, part, ordinal, state, due_at, give_up_at,
        created_at, updated_at)
      values (${desk.ids.uuid()}, 'part', ${publication.clientId}, ${publication.id}, ${publication.accountId},
        ${publication.revisionId}, ${part.name}, ${ordinal}, 'scheduled', ${publication.dueAt}, ${giveUpAt(publication.dueAt)},
        ${tx.now}, ${tx.now})
      on conflict (publication_id, part) do update set revision_id = excluded.revision_id, ordinal = excluded.ordinal
      returning id, version, state`.execute(tx.sql);
    const row = rows[0];
    if (!row) continue;
    if (row.state !== 'scheduled')
      await applyAt(tx.sql, row.id, row.version, { type: 'reopen', at: publication.dueAt }, tx.now, null);
    if (ordinal === 0) tx.ringLater(row.id, publication.dueAt);
  }
}
