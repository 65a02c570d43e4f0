import { type RawBuilder, sql } from 'kysely';
import { WAIT_BOUND_MS } from '../domain/delivery-step.js';

/**
 * Two parts of a statement, `pending` and `noted`: every card of the post shows what is true once this transaction is committed. A notice
 * that no worker has taken yet is enough for its card, for it shows what is true when it is sent; it is locked here, so that nobody
 * takes it before we commit, and made due now. The post must be locked before: all that change a post's cards queue there. While more of
 * the same is to come, `calmAt` puts off what would only flicker.
 */
export function noticesForCards(postId: RawBuilder<unknown>, now: Date, calmAt: Date | null = null) {
  const due = calmAt ? sql`greatest(o.due_at, ${calmAt})` : sql`least(o.due_at, ${now})`;
  return sql`pending as (
      update delivery o set due_at = case o.state when 'scheduled' then ${due} else o.due_at end
      from card k where k.post_id = ${postId} and o.card_id = k.id and o.state in ('scheduled', 'waiting')
      returning o.id, o.card_id
    ), noted as (
      ${insertNotices(
        sql`card k where k.post_id = ${postId} and k.gone_at is null and not exists (select from pending q where q.card_id = k.id)`,
        now,
        calmAt ?? now,
      )}
    )`;
}

/** One notice for each card `k` of what follows `from`; returns their ids. */
export function insertNotices(from: RawBuilder<unknown>, now: Date, dueAt = now) {
  return sql<{ id: string }>`
    insert into delivery (kind, client_id, card_id, state, due_at, give_up_at, repeatable, created_at, updated_at)
    select 'notice', k.client_id, k.id, 'scheduled', ${dueAt}, ${new Date(now.getTime() + WAIT_BOUND_MS)}, true, ${now}, ${now}
    from ${from} returning id`;
}

/** Ids of what is due by these two. */
export const noticesDue = sql`select id from pending union all select id from noted`;
