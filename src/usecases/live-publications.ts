import { sql } from 'kysely';
import { isDoubtful } from '../db/claimed.js';
import type { Sql } from '../db/sql.js';
import type { Rendered } from '../domain/content.js';
import type { DeliveryState } from '../domain/delivery.js';

/** What a post has on one account, of which something has left. */
export interface LivePublication {
  readonly publicationId: string;
  /** Its own, for life. */
  readonly revisionId: string;
  readonly accountId: string;
  readonly account: string;
  readonly platform: string;
  /** As its live parts were approved, or last corrected. */
  readonly rendered: Rendered | null;
  /** A correction got through in part only, or may have: what is live is not certain. */
  readonly doubtful: boolean;
  readonly parts: readonly LivePart[];
}

export interface LivePart {
  readonly id: string;
  readonly name: string;
  readonly state: DeliveryState;
}

/** Publications of a post of which something has left: an attempt that was not refused. */
export async function livePublications(db: Sql, postId: string): Promise<LivePublication[]> {
  const { rows } = await sql<LivePublication>`
    select u.id as "publicationId", u.revision_id as "revisionId", a.id as "accountId", a.name as account, a.platform, r.rendered -> a.id::text as rendered,
      exists (select from delivery e where e.publication_id = u.id and e.kind = 'edit' and ${isDoubtful})
        or (select e.revision_id from delivery e where e.publication_id = u.id and e.kind = 'edit'
            and 'known' = any(e.attempts) order by e.seq desc limit 1) is distinct from u.corrected_revision_id as doubtful,
      (select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.part, 'state', d.state) order by d.ordinal)
       from delivery d where d.publication_id = u.id and d.kind = 'part' and d.revision_id = u.revision_id
         and d.state <> 'cancelled') as parts
    from publication u join social_account a on a.id = u.account_id
    join revision r on r.id = coalesce(u.corrected_revision_id, u.revision_id)
    where u.post_id = ${postId} and exists (select from delivery d
      where d.publication_id = u.id and d.kind = 'part' and d.attempts && array['open', 'known'])
    order by a.created_at, a.id, u.repeat`.execute(db);
  return rows.map((row) => ({ ...row, parts: row.parts ?? [] }));
}
