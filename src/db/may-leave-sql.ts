import { sql } from 'kysely';
import type { Sql } from './sql.js';

/**
 * `domain/may-leave.ts` in SQL, over a row `d` of kind part with its client `c`, account `a` and revision `r`. The due time is the
 * caller's: a claim asks for it, the mark has it behind it. Notices of one card go one after the other; probes always may.
 */
export function mayLeave(now: Date) {
  return sql<boolean>`(${ownMayLeave} or (d.kind = 'part' and ${partMayLeave(now)}) or (d.kind = 'edit' and ${editMayLeave(now)}))`;
}

/** Probes and notices, which no freeze stops. */
export const ownMayLeave = sql<boolean>`(
    d.kind = 'probe'
    or (d.kind = 'notice' and (d.card_id is null or not exists (
      select from delivery o where o.card_id = d.card_id and o.id <> d.id
        and (o.state = 'publishing' or (o.state in ('scheduled', 'waiting') and o.seq < d.seq))))))`;

function partMayLeave(now: Date) {
  return sql<boolean>`(c.frozen_at is null and ${accountOpen(now)} and ${partOpen(now)})`;
}

/** Of the account `a` alone: usable, its queue not held, and neither it nor its app limited. */
export function accountOpen(now: Date) {
  return sql<boolean>`(a.state = 'connected' and a.queue_held_at is null and not ${limited(now)})`;
}

/** The network has said that the account `a`, or our app there, may not ask for anything yet. */
export function limited(now: Date) {
  return sql<boolean>`exists (select from rate_limit l
    where l.scope in ('account:' || a.id, 'app:' || a.platform) and l.until > ${now})`;
}

/** What is left of `partMayLeave` where the client and the account have been looked at. */
export function partOpen(now: Date) {
  return sql<boolean>`(${notLate(now)} and ${earlierPublished} and ${approved})`;
}

/** An approval `p` by membership `m` counts for revision `r`. */
export const approvalCounts = sql`p.revision_id = r.id and p.hash = r.hash and p.void_at is null
  and m.removed_at is null and m.role in ('editor', 'admin')`;

/** Enough members who still may have approved the revision `r` of `d`. */
const approved = sql<boolean>`((select count(distinct p.member_id) from approval p
           join membership m on m.member_id = p.member_id and m.client_id = d.client_id
           where ${approvalCounts}) >= r.approvals_needed)`;

export function notLate(now: Date) {
  return sql`d.due_at + c.late_after_ms * interval '1 millisecond' >= ${now}`;
}

/** How many members have approved this revision and still may, and how many are needed. */
export async function approvalsOf(db: Sql, revisionId: string): Promise<{ approvals: number; needed: number }> {
  const { rows } = await sql<{ approvals: number; needed: number }>`
    select r.approvals_needed as needed, (
      select count(distinct p.member_id) from approval p
      join post o on o.id = r.post_id
      join membership m on m.member_id = p.member_id and m.client_id = o.client_id
      where ${approvalCounts})::int as approvals
    from revision r where r.id = ${revisionId}`.execute(db);
  return rows[0] ?? { approvals: 0, needed: 1 };
}

/** Parts that a later revision dropped neither count nor leave. */
export const earlierPublished = sql`exists (
  select from publication u where u.id = d.publication_id and u.revision_id = d.revision_id) and not exists (
  select from delivery e where e.publication_id = d.publication_id and e.revision_id = d.revision_id
    and e.ordinal < d.ordinal and e.state <> 'published')`;

/** The part that an edit `d` corrects is live, and not being taken down. */
export const stillLive = sql<boolean>`exists (select from delivery l where l.id = d.live_id and l.state = 'published')`;

/** A correction `d` is never late. Those of one publication leave one after the other, so that the last one wins. */
export function editMayLeave(now: Date) {
  return sql<boolean>`(c.frozen_at is null and ${accountOpen(now)} and ${approved} and ${stillLive} and not exists (
  select from delivery o where o.publication_id = d.publication_id and o.kind = 'edit' and o.seq < d.seq
    and o.state in ('scheduled', 'waiting', 'publishing')))`;
}

/** Taking down waits for nothing but its turn, the last part first: no freeze stops it, and nobody has to approve it. */
export const mayBeRemoved = sql<boolean>`(d.lease is null and not exists (
  select from delivery e where e.publication_id = d.publication_id and e.kind = 'part' and e.ordinal > d.ordinal
    and e.state = 'removing'))`;
