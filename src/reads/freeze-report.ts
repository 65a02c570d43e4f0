import { sql } from 'kysely';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import { LIST_MAX } from './post-line.js';

/** What a freeze could not stop, and what it stopped. */
export interface FreezeReport {
  /** Null where it is not frozen. */
  readonly frozenAt: Date | null;
  readonly by: string | null;
  readonly zone: string;
  /** Left in the hour before, or since; newest first. */
  readonly left: readonly Departure[];
  /** Its request is under way at this moment: nobody can call it back. */
  readonly leaving: readonly Departure[];
  /** Posts that wait for their time. */
  readonly waiting: number;
  /** Of those, how many have missed it. */
  readonly missed: number;
}

export interface Departure {
  readonly number: number;
  readonly account: string;
  readonly at: Date;
  readonly url: string | null;
}

const BEFORE_MS = 3_600_000;
/** What was planned longer ago has not left just now, but for what was sent late by hand. */
const PLANNED_MS = 24 * 3_600_000;

export async function freezeReport(db: Sql, clientId: string, now: Date): Promise<FreezeReport> {
  const { rows } = await sql<{
    frozen_at: string | null;
    by: string | null;
    zone: string;
    waiting: number;
    missed: number;
  }>`
    select c.frozen_at, c.zone,
      (select n.name from event e join member n on n.id = e.member_id
       where e.client_id = c.id and e.post_id is null and e.what = 'client.frozen' order by e.id desc limit 1) as by,
      (select count(distinct u.post_id)::int from delivery d join publication u on u.id = d.publication_id
       where d.client_id = c.id and d.kind = 'part' and d.state in ('scheduled', 'waiting')) as waiting,
      (select count(distinct u.post_id)::int from delivery d join publication u on u.id = d.publication_id
       where d.client_id = c.id and d.kind = 'part' and d.state in ('scheduled', 'waiting') and d.due_at <= ${now}) as missed
    from client c where c.id = ${clientId}`.execute(db);
  const row = rows[0];
  const frozenAt = toDateOrNull(row?.frozen_at ?? null);
  return {
    frozenAt,
    by: row?.by ?? null,
    zone: row?.zone ?? 'UTC',
    waiting: row?.waiting ?? 0,
    missed: row?.missed ?? 0,
    left: await leftSince(db, clientId, new Date((frozenAt ?? now).getTime() - BEFORE_MS)),
    leaving: await leavingNow(db, clientId),
  };
}

type DepartureRow = Omit<Departure, 'at'> & { at: string };

async function leftSince(db: Sql, clientId: string, since: Date): Promise<Departure[]> {
  const { rows } = await sql<DepartureRow>`
    select p.number, a.name as account, t.started_at as at, d.receipt ->> 'url' as url
    from publication u join delivery d on d.publication_id = u.id and d.kind = 'part' and d.ordinal = 0 join post p on p.id = u.post_id
    join social_account a on a.id = d.account_id
    join lateral (select started_at from attempt t where t.delivery_id = d.id order by t.number desc limit 1) t on true
    where u.client_id = ${clientId} and u.due_at >= ${new Date(since.getTime() - PLANNED_MS)}
      and d.state in ('published', 'handed_over', 'unknown', 'left') and t.started_at >= ${since}
    order by t.started_at desc limit ${LIST_MAX}`.execute(db);
  return rows.map(({ number, account, at, url }) => ({ number, account, at: toDate(at), url }));
}

/** Marked: the request is on its way, or its answer is. */
async function leavingNow(db: Sql, clientId: string): Promise<Departure[]> {
  const { rows } = await sql<DepartureRow>`
    select p.number, a.name as account, t.started_at as at, null as url
    from delivery d join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    join social_account a on a.id = d.account_id
    join attempt t on t.delivery_id = d.id and t.number = d.committing
    where d.client_id = ${clientId} and d.kind = 'part' and d.state = 'publishing' and d.committing is not null
    order by t.started_at limit ${LIST_MAX}`.execute(db);
  return rows.map((row) => ({ ...row, at: toDate(row.at) }));
}
