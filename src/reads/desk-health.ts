import { sql } from 'kysely';
import { accountOpen } from '../db/may-leave-sql.js';
import { type Sql, toDateOrNull } from '../db/sql.js';
import { WAIT_BOUND_MS } from '../domain/delivery-step.js';
import { WARN_MS } from '../domain/expiry.js';

/** How the client's queue and accounts stand, for an admin. */
export interface DeskHealth {
  readonly lastProbeAt: Date | null;
  /** Publications that are to go, and those of them that are due and free to leave. */
  readonly waiting: number;
  readonly due: number;
  readonly oldestDueAt: Date | null;
  /** Past their planned time, and not free to leave: a freeze, a limit, a retry or their account keeps them. */
  readonly kept: number;
  readonly unknown: number;
  readonly held: number;
  readonly failed: number;
  readonly connected: number;
  /** Accounts that stand still, have to be connected again, or will soon. */
  readonly troubled: readonly { readonly name: string; readonly expiresAt: Date | null }[];
}

export async function deskHealth(db: Sql, clientId: string, now: Date): Promise<DeskHealth> {
  const soon = new Date(now.getTime() + WARN_MS);
  const planned = new Date(now.getTime() + WAIT_BOUND_MS);
  const { rows } = await sql<Counts>`
    with parts as (
      select d.state, d.due_at, d.give_up_at <= ${planned} as past, d.due_at <= ${now} and d.state in ('scheduled', 'waiting') and c.frozen_at is null
        and ${accountOpen(now)} as due
      from delivery d join client c on c.id = d.client_id join social_account a on a.id = d.account_id
      where d.client_id = ${clientId} and d.kind = 'part' and d.ordinal = 0
        and d.state in ('scheduled', 'waiting', 'publishing', 'held')
    )
    select count(*) filter (where state in ('scheduled', 'waiting'))::int as waiting, count(*) filter (where due)::int as due,
      count(*) filter (where past and not due and state in ('scheduled', 'waiting'))::int as kept,
      count(*) filter (where state = 'held')::int as held, min(due_at) filter (where due) as "oldestDueAt",
      (select count(*)::int from delivery where client_id = ${clientId} and kind = 'part' and state = 'unknown') as unknown,
      (select count(*)::int from delivery where client_id = ${clientId} and kind = 'part' and state = 'failed') as failed,
      (select max(updated_at) from delivery where kind = 'probe' and state = 'published') as "lastProbeAt",
      (select count(*)::int from social_account where client_id = ${clientId} and state = 'connected') as connected
    from parts`.execute(db);
  const { rows: troubled } = await sql<{ name: string; expiresAt: string | null }>`
    select a.name, case when a.state = 'connected' and a.queue_held_at is null then a.expires_at end as "expiresAt"
    from social_account a where a.client_id = ${clientId} and a.state <> 'off' and a.state <> 'disconnected'
      and (a.state = 'token_expired' or a.queue_held_at is not null or a.expires_at <= ${soon})
    order by a.created_at, a.id`.execute(db);
  const counts = rows[0] ?? NOTHING;
  return {
    ...counts,
    lastProbeAt: toDateOrNull(counts.lastProbeAt),
    oldestDueAt: toDateOrNull(counts.oldestDueAt),
    troubled: troubled.map((row) => ({ ...row, expiresAt: toDateOrNull(row.expiresAt) })),
  };
}

type Counts = Omit<DeskHealth, 'lastProbeAt' | 'oldestDueAt' | 'troubled'> & {
  readonly lastProbeAt: string | null;
  readonly oldestDueAt: string | null;
};
const NOTHING: Counts = {
  waiting: 0,
  due: 0,
  kept: 0,
  held: 0,
  unknown: 0,
  failed: 0,
  connected: 0,
  lastProbeAt: null,
  oldestDueAt: null,
};
