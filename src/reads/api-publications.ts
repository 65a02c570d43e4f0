import { type RawBuilder, sql } from 'kysely';
import { type Sql, toDate } from '../db/sql.js';
import type { PublicationRow, PublicationState } from './api-rows.js';
import { inOrder, isBeyond, type Keyed, keyColumn, type PageRequest, type Sort } from './keyset.js';
import { seesPost, type Viewer } from './viewer.js';

/**
 * The state over the parts `d` of a publication, as an aggregate: what waits for a person comes first. Cancelled and removed parts count
 * only where there are no others. The same words as on the card of a post (`shown-state.ts`), which is told over all of its parts.
 */
const shownState = sql<PublicationState>`case
  when bool_or(d.state in ('unknown', 'held', 'failed')) then 'needs_care'
  when bool_and(d.state = 'removed') then 'removed'
  when bool_and(d.state in ('cancelled', 'removed')) then 'cancelled'
  when bool_and(d.state in ('published', 'cancelled', 'removed')) then 'live'
  when bool_and(d.state in ('published', 'handed_over', 'cancelled', 'removed')) then 'handed_over'
  when bool_or(d.state in ('publishing', 'waiting', 'removing')) then 'going_out'
  when bool_or(d.state in ('published', 'handed_over')) then 'partly_live'
  when bool_or(d.state = 'left') then 'left_alone'
  else 'scheduled' end`;

/** The state of each publication `u`; parts that a later revision dropped do not count. */
const stateOf = sql`cross join lateral (
  select ${shownState} as state from delivery d where d.publication_id = u.id and d.revision_id = u.revision_id) s`;

const columns = sql`u.id, u.post_id, u.account_id, u.revision_id, u.corrected_revision_id, u.repeat, s.state, u.due_at, u.zone, u.created_at`;

const made = { columns: [{ by: sql`u.id`, type: 'uuid' }] } as const satisfies Sort;
const due = {
  columns: [
    { by: sql`u.due_at`, type: 'timestamptz' },
    { by: sql`u.id`, type: 'uuid' },
  ],
} as const satisfies Sort;
/** Ids are ordered by time. */
export const PUBLICATION_SORTS = {
  newest: { ...made, descending: true },
  oldest: made,
  due_first: due,
  due_last: { ...due, descending: true },
} as const satisfies Record<string, Sort>;

/** Each narrows; what is absent or null does not. */
export interface PublicationFilter {
  readonly states?: readonly PublicationState[] | null;
  readonly accountId?: string | null;
  readonly platform?: string | null;
  readonly authorId?: string | null;
  readonly dueFrom?: Date | null;
  readonly dueUntil?: Date | null;
}

/** Account by account where a network is chosen, so that an index gives each in order. */
export async function publicationPage(
  db: Sql,
  viewer: Viewer,
  filter: PublicationFilter,
  page: PageRequest,
): Promise<Keyed<PublicationRow>[]> {
  const { clientId } = viewer;
  const one = (where: RawBuilder<boolean>) => sql`(select u.*, s.state from publication u ${stateOf}
    where ${where} and ${narrowed(viewer, filter)} and ${isBeyond(page)} order by ${inOrder(page.sort)} limit ${page.limit}) u`;
  const from = filter.platform
    ? sql`social_account a cross join lateral ${one(sql<boolean>`u.account_id = a.id`)}`
    : sql`(select) a cross join ${one(sql<boolean>`u.client_id = ${clientId}`)}`;
  const ofNetwork = filter.platform ? sql`a.client_id = ${clientId} and a.platform = ${filter.platform}` : sql`true`;
  const { rows } = await sql<Keyed<PublicationRecord>>`
    select u.*, ${keyColumn(page.sort)} from ${from} where ${ofNetwork}
    order by ${inOrder(page.sort)} limit ${page.limit}`.execute(db);
  return rows.map((record) => ({ ...toPublication(record), key: record.key }));
}

/** Of the states that few publications are in: which of their parts tell them, by the words of the indexes that find those. */
const BY_PARTS: Partial<Record<PublicationState, readonly string[]>> = {
  needs_care: ["c.state in ('unknown', 'held', 'failed')"],
  scheduled: ["c.state in ('scheduled', 'waiting')"],
  going_out: ["c.state in ('scheduled', 'waiting')", "c.state = 'publishing'", "c.state = 'removing'"],
};

/** Null where all publications have to be looked at. */
function byParts(clientId: string, states: readonly PublicationState[]) {
  const told = states.map((state) => BY_PARTS[state]);
  if (told.length === 0 || told.includes(undefined)) return null;
  const parts = [...new Set(told.flatMap((words) => words ?? []))].map(
    (words) => sql`select c.publication_id from delivery c
      where c.client_id = ${clientId} and c.kind = 'part' and ${sql.raw(words)}`,
  );
  return sql`u.id in (${sql.join(parts, sql` union all `)})`;
}

function narrowed(viewer: Viewer, { states, accountId, authorId, dueFrom, dueUntil }: PublicationFilter) {
  const conditions = [
    sql`true`,
    states && sql`s.state = any(${states})`,
    states && byParts(viewer.clientId, states),
    accountId && sql`u.account_id = ${accountId}`,
    authorId && sql`exists (select from post p where p.id = u.post_id and p.author_id = ${authorId})`,
    viewer.authorId !== null && sql`exists (select from post p where p.id = u.post_id and ${seesPost(viewer)})`,
    dueFrom && sql`u.due_at >= ${dueFrom}`,
    dueUntil && sql`u.due_at < ${dueUntil}`,
  ];
  return sql.join(
    conditions.filter((condition) => typeof condition === 'object' && condition !== null),
    sql` and `,
  );
}

export async function publicationsByIds(db: Sql, viewer: Viewer, ids: readonly string[]): Promise<PublicationRow[]> {
  const { rows } = await sql<PublicationRecord>`
    select ${columns} from publication u join post p on p.id = u.post_id ${stateOf}
    where ${seesPost(viewer)} and u.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toPublication);
}

/** At most this many publications of one post are listed with it. */
const PUBLICATIONS_OF_POST_MAX = 100;

/** By time, and by name of the account where several go out together. */
export async function publicationsOfPosts(db: Sql, postIds: readonly string[]): Promise<PublicationRow[]> {
  const { rows } = await sql<PublicationRecord>`
    select ${columns} from unnest(${postIds}::uuid[]) as wanted (id)
    cross join lateral (
      select x.* from publication x where x.post_id = wanted.id order by x.id limit ${PUBLICATIONS_OF_POST_MAX}) u
    ${stateOf}
    join social_account a on a.id = u.account_id
    order by u.due_at, a.name, u.id`.execute(db);
  return rows.map(toPublication);
}

interface PublicationRecord {
  readonly id: string;
  readonly post_id: string;
  readonly account_id: string;
  readonly revision_id: string;
  readonly corrected_revision_id: string | null;
  readonly repeat: number;
  readonly state: PublicationState;
  readonly due_at: string;
  readonly zone: string;
  readonly created_at: string;
}

function toPublication(record: PublicationRecord): PublicationRow {
  return {
    id: record.id,
    postId: record.post_id,
    accountId: record.account_id,
    revisionId: record.revision_id,
    correctedRevisionId: record.corrected_revision_id,
    repeat: record.repeat,
    state: record.state,
    dueAt: toDate(record.due_at),
    zone: record.zone,
    createdAt: toDate(record.created_at),
  };
}
