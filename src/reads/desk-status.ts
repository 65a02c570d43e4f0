import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';

/** How the client's desk stands, in numbers of posts. */
export interface DeskStatus {
  readonly drafts: number;
  readonly inReview: number;
  readonly scheduled: number;
  readonly needCare: number;
  readonly liveToday: number;
}

/** `since`: from when on what went live is counted. */
export async function deskStatus(db: Sql, clientId: string, since: Date): Promise<DeskStatus> {
  const { rows } = await sql<DeskStatus>`
    select (select count(*)::int from post where client_id = c.id and state in ('draft', 'changes_requested')) as drafts,
      (select count(*)::int from post where client_id = c.id and state = 'in_review') as "inReview",
      count(distinct u.post_id) filter (where d.state in ('scheduled', 'waiting', 'publishing'))::int as scheduled,
      count(distinct u.post_id) filter (where d.state in ('unknown', 'held', 'failed'))::int as "needCare",
      count(distinct u.post_id) filter (where d.state = 'published' and d.updated_at >= ${since})::int as "liveToday"
    from client c left join delivery d on d.client_id = c.id and d.kind = 'part' and d.ordinal = 0
      left join publication u on u.id = d.publication_id
    where c.id = ${clientId} group by c.id`.execute(db);
  return rows[0] ?? { drafts: 0, inReview: 0, scheduled: 0, needCare: 0, liveToday: 0 };
}
