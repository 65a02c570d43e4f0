import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';

/** An event, as far as it matters to those who wait for one. */
export interface Change {
  readonly id: string;
  readonly clientId: string;
  readonly postId: string | null;
  /** `post.approve`, `client.frozen`, …: as in the audit trail. */
  readonly what: string;
  /** The transaction that wrote it. */
  readonly xact: bigint;
}

export interface Changed {
  readonly changes: readonly Change[];
  /** Whatever is written by transactions before this one has been read. */
  readonly horizon: bigint;
}

/**
 * The events of transactions from `since` on that are committed by now, in the order of their numbers. A number says nothing about what may still
 * come: a lower one may be committed later. The transaction does: what is older than the oldest one under way is complete. So, asked again
 * from `horizon`, nothing is missed, and what is found twice is known by its id. Of a database that was restored elsewhere older events may
 * bear transactions to come, which the upper bound leaves out.
 */
export async function changesSince(db: Sql, since: bigint | null): Promise<Changed> {
  const { rows } = await sql<ChangeRecord>`
    with seen as materialized (select pg_current_snapshot() as at)
    select pg_snapshot_xmin(seen.at)::text as horizon, e.id::text, e.client_id, e.post_id, e.what, e.xact::text
    from seen left join event e on e.xact >= coalesce(${since === null ? null : String(since)}::xid8, pg_snapshot_xmin(seen.at))
      and e.xact < pg_snapshot_xmax(seen.at)
    order by e.id`.execute(db);
  const changes = rows.flatMap(({ id, client_id: clientId, post_id: postId, what, xact }) =>
    id === null || clientId === null || what === null || xact === null
      ? []
      : [{ id, clientId, postId, what, xact: BigInt(xact) }],
  );
  return { changes, horizon: BigInt(rows[0]?.horizon ?? 0) };
}

interface ChangeRecord {
  readonly horizon: string;
  readonly id: string | null;
  readonly client_id: string | null;
  readonly post_id: string | null;
  readonly what: string | null;
  readonly xact: string | null;
}
