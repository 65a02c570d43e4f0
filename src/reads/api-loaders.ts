import DataLoader from 'dataloader';
import type { Sql } from '../db/sql.js';
import { accountsByIds, limitsOfAccounts } from './api-accounts.js';
import { clientsByIds } from './api-clients.js';
import { attemptsOfParts, partsOfPublications } from './api-deliveries.js';
import { eventPages, POST_EVENT_SORT } from './api-events.js';
import { membersByIds } from './api-members.js';
import { deliveriesByIds, evidenceOfDeliveries } from './api-outbox.js';
import { postsByIds } from './api-posts.js';
import { publicationsByIds, publicationsOfPosts } from './api-publications.js';
import {
  approvalsOfRevisions,
  renderedByRevisions,
  REVISION_SORT,
  revisionPages,
  revisionsByIds,
} from './api-revisions.js';
import type { PageRequest, Sort } from './keyset.js';
import type { Viewer } from './viewer.js';

/**
 * What a request of the API looks up by id, each kind in one statement however many ask. Made anew for every request, so that nothing
 * is remembered longer. By id only what the viewer sees is found; whatever hangs on something is looked up for what was found so.
 */
export function loadersFor(db: Sql, viewer: Viewer, now: Date) {
  const loaders = {
    client: one((ids) => clientsByIds(db, viewer, ids)),
    member: one((ids) => membersByIds(db, viewer, ids)),
    account: one((ids) => accountsByIds(db, viewer, ids)),
    revision: one((ids) => revisionsByIds(db, viewer, ids)),
    rendered: one((ids) => renderedByRevisions(db, ids)),
    post: one((ids) => postsByIds(db, viewer, ids)),
    publication: one((ids) => publicationsByIds(db, viewer, ids)),
    delivery: one((ids) => deliveriesByIds(db, viewer, ids)),
    limitsOfAccount: many(
      (ids) => limitsOfAccounts(db, ids, now),
      (row) => row.accountId,
    ),
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
    attemptsOfDelivery: many(
      (ids) => attemptsOfParts(db, ids),
      (row) => row.deliveryId,
    ),
    evidenceOfDelivery: many(
      (ids) => evidenceOfDeliveries(db, ids),
      (row) => row.deliveryId,
    ),
    revisionsOfPost: paged(
      REVISION_SORT,
      (ids, page) => revisionPages(db, ids, page),
      (row) => row.postId,
    ),
    eventsOfPost: paged(
      POST_EVENT_SORT,
      (ids, page) => eventPages(db, ids, page),
      (row) => row.postId,
    ),
  };
  return {
    ...loaders,
    /** After a change, so that nothing is answered from before it. */
    forget(): void {
      for (const loader of Object.values(loaders)) loader.clearAll();
    },
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
function many<T>(load: (ids: readonly string[]) => Promise<T[]>, keyOf: (row: T) => string | null) {
  return new DataLoader<string, readonly T[]>(async (ids) => {
    const byKey = new Map<string | null, T[]>(ids.map((id) => [id, []]));
    for (const row of await load(ids)) byKey.get(keyOf(row))?.push(row);
    return ids.map((id) => byKey.get(id) ?? []);
  });
}

/** The same page of each one's rows: fields that ask for different pages are answered by a statement each. */
function paged<T>(
  sort: Sort,
  load: (ids: readonly string[], page: PageRequest) => Promise<T[]>,
  keyOf: (row: T) => string | null,
) {
  const loaders = new Map<string, DataLoader<string, readonly T[]>>();
  return {
    load(id: string, page: Omit<PageRequest, 'sort'>): Promise<readonly T[]> {
      const name = JSON.stringify([page.limit, page.after]);
      const loader = loaders.get(name) ?? many((ids) => load(ids, { ...page, sort }), keyOf);
      loaders.set(name, loader);
      return loader.load(id);
    },
    clearAll: () => loaders.clear(),
  };
}
