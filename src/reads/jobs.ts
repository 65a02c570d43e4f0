import { type RawBuilder, sql } from 'kysely';
import type { AccountState } from '../db/entities/social-account.js';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import type { DeliveryState } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';

/** What an operator looks at: what goes next, and all that will not go by itself. */
export const JOB_VIEWS = ['next', 'late', 'waiting', 'unknown', 'held', 'failed'] as const;
export type JobView = (typeof JOB_VIEWS)[number];

export interface Job {
  readonly id: string;
  readonly version: number;
  readonly kind: 'part' | 'edit';
  readonly ordinal: number;
  readonly state: DeliveryState;
  readonly dueAt: Date;
  readonly tries: number;
  readonly failure: Failure | null;
  readonly leaseUntil: Date | null;
  readonly number: number;
  readonly text: string;
  readonly account: string;
  readonly platform: string;
  readonly accountState: AccountState;
  readonly accountHeld: boolean;
  readonly limitedUntil: Date | null;
}

export interface JobPage {
  readonly jobs: readonly Job[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

export interface JobQuery {
  readonly clientId: string;
  readonly view: JobView;
  readonly accountId: string | null;
  /** From `next` of the page before. */
  readonly after: string | null;
  readonly now: Date;
}

const PAGE = 25;
/** What is due leaves within a second; after that long something is in its way. */
const LATE_MS = 60_000;

/** Nobody counts further, and counting all of a long queue takes longer than showing its page. */
export const COUNT_MAX = 1_000;

/**
 * Which deliveries `d` of a client are seen there: those of any of these, which have none in common. Each is led by an index of what is
 * open; in one condition they would lead by none.
 */
function seenIn(view: JobView, now: Date): readonly RawBuilder<boolean>[] {
  const late = new Date(now.getTime() - LATE_MS);
  const planned = sql<boolean>`d.kind = 'part' and d.ordinal = 0 and d.state in ('scheduled', 'waiting')`;
  switch (view) {
    case 'next':
      return [
        sql`${planned} and d.due_at >= ${late}`,
        sql`d.kind = 'part' and d.state = 'publishing' and d.lease_until >= ${now}`,
      ];
    case 'late':
      return [
        sql`${planned} and d.due_at < ${late}`,
        sql`d.lease_until is not null and d.lease_until < ${now}`,
        sql`d.state = 'removing' and d.due_at < ${late} and (d.lease_until is null or d.lease_until >= ${now})`,
      ];
    case 'waiting':
      return [sql`d.kind = 'part' and d.state = 'waiting'`];
    case 'unknown':
      return [sql`d.kind in ('part', 'edit') and d.state = 'unknown'`];
    case 'held':
      return [sql`d.kind = 'part' and d.ordinal = 0 and d.state = 'held'`];
    case 'failed':
      return [sql`d.kind in ('part', 'edit') and d.state = 'failed'`];
  }
}

/** How many of a client's deliveries are seen there; of more than `COUNT_MAX`, only that they are more. */
function countIn(view: JobView, clientId: string | RawBuilder<string>, now: Date): RawBuilder<number> {
  const seen = seenIn(view, now).map(
    (one) => sql`(select from delivery d where d.client_id = ${clientId} and d.publication_id is not null
      and ${one} limit ${COUNT_MAX + 1})`,
  );
  return sql`(select count(*)::int from (select from (${sql.join(seen, sql` union all `)}) d limit ${COUNT_MAX + 1}) d)`;
}

export async function jobCounts(db: Sql, clientId: string, now: Date): Promise<Readonly<Record<JobView, number>>> {
  const counts = JOB_VIEWS.map((view) => sql`${countIn(view, clientId, now)} as ${sql.ref(view)}`);
  const { rows } = await sql<Record<JobView, number>>`select ${sql.join(counts)}`.execute(db);
  return rows[0] ?? { next: 0, late: 0, waiting: 0, unknown: 0, held: 0, failed: 0 };
}

const TROUBLES = ['late', 'unknown', 'held', 'failed'] as const;

/** How many deliveries of each of these clients wait for a person, or should have left. */
export async function troubleCounts(
  db: Sql,
  clientIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const counts = TROUBLES.map((view) => countIn(view, sql<string>`c.id`, now));
  const { rows } = await sql<{ id: string; count: number }>`
    select c.id, ${sql.join(counts, sql` + `)} as count from client c where c.id = any(${[...clientIds]}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

type Row = Omit<Job, 'dueAt' | 'leaseUntil' | 'limitedUntil'> & {
  readonly dueAt: string;
  readonly leaseUntil: string | null;
  readonly limitedUntil: string | null;
  readonly seq: string;
};

/** The oldest first, but for what failed. */
export async function jobPage(db: Sql, { clientId, view, accountId, after, now }: JobQuery): Promise<JobPage> {
  const [afterDue, afterSeq] = after?.split('_') ?? [];
  const order = view === 'failed' ? sql`desc` : sql`asc`;
  const beyond = view === 'failed' ? sql`<` : sql`>`;
  const place = sql`order by d.due_at ${order}, d.seq ${order} limit ${PAGE + 1}`;
  const seen = seenIn(view, now).map(
    (one) => sql`(select d.* from delivery d
      where d.client_id = ${clientId} and d.publication_id is not null and ${one}
        and (${accountId}::uuid is null or d.account_id = ${accountId}::uuid)
        and (${afterDue ?? null}::timestamptz is null
          or (d.due_at, d.seq) ${beyond} (${afterDue ?? null}::timestamptz, ${afterSeq ?? null}::bigint)) ${place})`,
  );
  const { rows } = await sql<Row>`
    select d.id, d.version, d.kind, d.ordinal, d.state, d.due_at as "dueAt", d.tries, d.failure, d.lease_until as "leaseUntil", d.seq,
      p.number,
      coalesce(nullif(p.title, ''), nullif(p.content ->> 'text', ''), p.content #>> '{quiz,question}', '') as text,
      a.name as account, a.platform, a.state as "accountState", a.queue_held_at is not null as "accountHeld",
      (select max(l.until) from rate_limit l where l.scope in ('account:' || a.id, 'app:' || a.platform) and l.until > ${now})
        as "limitedUntil"
    from (select d.* from (${sql.join(seen, sql` union all `)}) d ${place}) d
    join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    join social_account a on a.id = d.account_id
    order by d.due_at ${order}, d.seq ${order}`.execute(db);
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    jobs: shown.map(({ seq: _seq, ...row }) => ({
      ...row,
      dueAt: toDate(row.dueAt),
      leaseUntil: toDateOrNull(row.leaseUntil),
      limitedUntil: toDateOrNull(row.limitedUntil),
    })),
    next: last ? `${last.dueAt}_${last.seq}` : null,
  };
}

export interface AccountQueue {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly state: AccountState;
  readonly heldAt: Date | null;
  readonly limitedUntil: Date | null;
  readonly waiting: number;
  readonly nextAt: Date | null;
}

/** Each account's queue, in the order in which they were connected. */
export async function accountQueues(db: Sql, clientId: string, now: Date): Promise<AccountQueue[]> {
  const { rows } = await sql<
    Omit<AccountQueue, 'heldAt' | 'limitedUntil' | 'nextAt'> &
      Record<'heldAt' | 'limitedUntil' | 'nextAt', string | null>
  >`select a.id, a.name, a.platform, a.state, a.queue_held_at as "heldAt", q.waiting, q."nextAt",
      (select max(l.until) from rate_limit l where l.scope in ('account:' || a.id, 'app:' || a.platform) and l.until > ${now})
        as "limitedUntil"
    from social_account a cross join lateral (
      select count(*)::int as waiting, min(d.due_at) as "nextAt" from delivery d
      where d.account_id = a.id and d.kind = 'part' and d.state in ('scheduled', 'waiting')) q
    where a.client_id = ${clientId} order by a.created_at, a.id`.execute(db);
  return rows.map((row) => ({
    ...row,
    heldAt: toDateOrNull(row.heldAt),
    limitedUntil: toDateOrNull(row.limitedUntil),
    nextAt: toDateOrNull(row.nextAt),
  }));
}
