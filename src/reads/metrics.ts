import { sql } from 'kysely';
import { accountOpen } from '../db/may-leave-sql.js';
import { type Sql, toDateOrNull } from '../db/sql.js';

/** What an operator measures, over all clients and processes. Nothing in it names a client or quotes a post. */
export interface DeskMetrics {
  readonly publications: readonly { platform: string; state: string; count: number }[];
  readonly queue: readonly QueueMetrics[];
  readonly accounts: readonly { platform: string; state: string; count: number }[];
  readonly frozenClients: number;
  readonly lastProbeAt: Date | null;
  /** Since when the oldest publication is unknown that nobody has looked into. */
  readonly unknownSince: Date | null;
  readonly counters: readonly { name: string; labels: Readonly<Record<string, string>>; value: number }[];
}

export interface QueueMetrics {
  readonly kind: string;
  /** Scheduled or waiting, whenever they are due. */
  readonly waiting: number;
  /** Due and free to leave: what is frozen, held or limited is not. */
  readonly due: number;
  readonly oldestDueAt: Date | null;
}

/** Each statement is led by the partial indexes over what is still open, so that it does not read what has long ended. */
export async function deskMetrics(db: Sql, now: Date): Promise<DeskMetrics> {
  const { rows: publications } = await sql<DeskMetrics['publications'][number]>`
    select a.platform, d.state, count(*)::int as count from (
      select account_id, state from delivery where kind = 'part' and ordinal = 0
        and state in ('scheduled', 'waiting', 'publishing', 'held')
      union all
      select account_id, state from delivery where kind = 'part' and ordinal = 0 and state in ('unknown', 'failed')
      union all
      select account_id, state from delivery where kind = 'part' and ordinal = 0 and state = 'removing') d
    join social_account a on a.id = d.account_id group by a.platform, d.state`.execute(db);
  const { rows: accounts } = await sql<DeskMetrics['accounts'][number]>`
    select platform, case when state = 'connected' and queue_held_at is not null then 'held' else state end as state,
      count(*)::int as count from social_account group by 1, 2`.execute(db);
  const { rows: counters } = await sql<DeskMetrics['counters'][number]>`
    select name, labels, value from metric_counter order by name, labels`.execute(db);
  const { rows: pulses } = await sql<{ frozen: number; probed: string | null; unknown: string | null }>`
    select (select count(*)::int from client where frozen_at is not null) as frozen,
      (select max(updated_at) from delivery where kind = 'probe' and state = 'published') as probed,
      (select min(updated_at) from delivery where kind = 'part' and state = 'unknown') as unknown`.execute(db);
  const [pulse] = pulses;
  return {
    publications,
    accounts,
    counters,
    queue: await queueMetrics(db, now),
    frozenClients: pulse?.frozen ?? 0,
    lastProbeAt: toDateOrNull(pulse?.probed ?? null),
    unknownSince: toDateOrNull(pulse?.unknown ?? null),
  };
}

async function queueMetrics(db: Sql, now: Date): Promise<QueueMetrics[]> {
  const { rows } = await sql<Omit<QueueMetrics, 'oldestDueAt'> & { oldestDueAt: string | null }>`
    with parts as (
      select count(*)::int as waiting from delivery where kind = 'part' and state in ('scheduled', 'waiting')
    ), due as (
      select count(l.due_at)::int as due, min(l.due_at) as oldest
      from social_account a join client c on c.id = a.client_id cross join lateral (
        select d.due_at from delivery d where d.account_id = a.id and d.kind = 'part' and d.ordinal = 0
          and d.state in ('scheduled', 'waiting') and d.due_at <= ${now}) l
      where c.frozen_at is null and ${accountOpen(now)}
    ), others as (
      select kind, count(*)::int as waiting, count(*) filter (where due_at <= ${now})::int as due,
        min(due_at) filter (where due_at <= ${now}) as oldest
      from delivery where kind <> 'part' and state in ('scheduled', 'waiting') group by kind
    )
    select 'part' as kind, p.waiting, e.due, e.oldest as "oldestDueAt" from parts p, due e
    union all
    select k.kind, coalesce(o.waiting, 0), coalesce(o.due, 0), o.oldest
    from (values ('edit'), ('notice'), ('probe')) k (kind) left join others o on o.kind = k.kind`.execute(db);
  return rows.map(({ oldestDueAt, ...row }) => ({ ...row, oldestDueAt: toDateOrNull(oldestDueAt) }));
}
