import { sql } from 'kysely';
import { type Sql, toDate } from '../db/sql.js';
import type { PublicationRow, PublicationState } from './api-rows.js';

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

const columns = sql`u.id, u.post_id, u.account_id, u.revision_id, s.state, u.due_at, u.zone, u.created_at`;

export interface PublicationPageRequest {
  readonly clientId: string;
  /** Null: every state. */
  readonly states: readonly PublicationState[] | null;
  readonly limit: number;
  /** Only publications made before this one. */
  readonly before: string | null;
}

/** Newest first, by id: ids are ordered by time and never change, so a page stays where it was. */
export async function publicationPage(
  db: Sql,
  { clientId, states, limit, before }: PublicationPageRequest,
): Promise<PublicationRow[]> {
  const { rows } = await sql<PublicationRecord>`
    select ${columns} from publication u ${stateOf}
    where u.client_id = ${clientId}
      and ${states ? sql`s.state = any(${states})` : sql`true`}
      and ${before === null ? sql`true` : sql`u.id < ${before}::uuid`}
    order by u.id desc limit ${limit}`.execute(db);
  return rows.map(toPublication);
}

/** At most this many publications of one post are listed with it. */
export const PUBLICATIONS_OF_POST_MAX = 100;

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
    state: record.state,
    dueAt: toDate(record.due_at),
    zone: record.zone,
    createdAt: toDate(record.created_at),
  };
}
