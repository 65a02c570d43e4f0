import DataLoader from 'dataloader';
import type { Sql } from '../db/sql.js';
import { attemptsOfParts, partsOfPublications } from './api-deliveries.js';
import { accountsByIds, approvalsOfRevisions, clientsByIds, membersByIds, revisionsByIds } from './api-named.js';
import { postsByIds } from './api-posts.js';
import { publicationsOfPosts } from './api-publications.js';
import type { Viewer } from './viewer.js';

/**
 * What a request of the API looks up by id, each kind in one statement however many ask. Made anew for every request, so that nothing
 * is remembered longer. Posts of another client are not found; whatever else is asked for hangs on a post or publication of this one.
 */
export function loadersFor(db: Sql, viewer: Viewer) {
  return {
    client: one((ids) => clientsByIds(db, ids)),
    member: one((ids) => membersByIds(db, viewer.clientId, ids)),
    account: one((ids) => accountsByIds(db, ids)),
    revision: one((ids) => revisionsByIds(db, ids)),
    post: one((ids) => postsByIds(db, viewer, ids)),
    approvalsOfRevision: many(
      (ids) => approvalsOfRevisions(db, ids),
      (row) => row.revisionId,
    ),
    publicationsOfPost: many(
      (ids) => publicationsOfPosts(db, ids),
      (row) => row.postId,
    ),
    partsOfPublication: many(
      (ids) => partsOfPublications(db, ids),
      (row) => row.publicationId,
    ),
    attemptsOfPart: many(
      (ids) => attemptsOfParts(db, ids),
      (row) => row.deliveryId,
    ),
  };
}

export type ApiLoaders = ReturnType<typeof loadersFor>;

/** The row of each id, or null. */
function one<T extends { readonly id: string }>(load: (ids: readonly string[]) => Promise<T[]>) {
  return new DataLoader<string, T | null>(async (ids) => {
    const byId = new Map((await load(ids)).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** The rows of each id, in the order in which they were read. */
function many<T>(load: (ids: readonly string[]) => Promise<T[]>, keyOf: (row: T) => string) {
  return new DataLoader<string, readonly T[]>(async (ids) => {
    const byKey = new Map<string, T[]>(ids.map((id) => [id, []]));
    for (const row of await load(ids)) byKey.get(keyOf(row))?.push(row);
    return ids.map((id) => byKey.get(id) ?? []);
  });
}
