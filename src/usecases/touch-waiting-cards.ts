import { type RawBuilder, sql } from 'kysely';
import { noticesDue, noticesForCards } from '../db/notices-sql.js';
import { type Desk, transact } from './desk.js';

/** More cards than this are not redrawn at once; the others are with their next change. */
const POSTS_MAX = 50;
const AHEAD_MS = 24 * 3_600_000;

/** The cards of what should go out next show that it is frozen, or is not any more. */
export async function touchWaitingCards(desk: Desk, clientId: string): Promise<void> {
  const until = new Date(desk.clock.now().getTime() + AHEAD_MS);
  await touch(
    desk,
    sql`select u.post_id, min(d.due_at) as due_at from delivery d join publication u on u.id = d.publication_id
      where d.client_id = ${clientId} and d.kind = 'part' and d.state in ('scheduled', 'waiting') and d.due_at <= ${until}
      group by u.post_id order by 2 limit ${POSTS_MAX}`,
  );
}

/** The cards of what waits for editors show whether there are enough of them. */
export async function touchReviewCards(desk: Desk, clientId: string): Promise<void> {
  await touch(
    desk,
    sql`select o.id as post_id from post o where o.client_id = ${clientId} and o.state = 'in_review'
      order by o.number desc limit ${POSTS_MAX}`,
  );
}

/** Posts that somebody changes at this moment are passed over: their cards are shown anyway, and showing reads what is true by then. */
async function touch(desk: Desk, posts: RawBuilder<unknown>): Promise<void> {
  await transact(desk, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      with soon as (${posts}), p as materialized (
        select o.id as post_id from post o where o.id in (select post_id from soon) for update skip locked
      ), ${noticesForCards(sql`any(array(select post_id from p))`, tx.now)}
      ${noticesDue}`.execute(tx.sql);
    for (const { id } of rows) tx.ringLater(id, tx.now);
  });
}
