import { sql } from 'kysely';
import { heldSignature, isHeld } from '../db/held-sql.js';
import { type Sql, toDate, toDateOrNull } from '../db/sql.js';
import { LIST_MAX, postLine, type PostLine } from './post-line.js';

/** All that is held of a client for being late. */
export interface HeldCard {
  readonly clientId: string;
  readonly brand: string;
  readonly zone: string;
  /** Names exactly what is shown; null where nothing is held any more. */
  readonly signature: string | null;
  /** When the last one was held. */
  readonly newestAt: Date | null;
  readonly count: number;
  /** How many of them a restore made doubtful: they may be live already. */
  readonly doubted: number;
  /** The last planned time of those. */
  readonly doubtedUntil: Date | null;
  /** The first ones, in the order in which they were planned. */
  readonly posts: readonly HeldPost[];
}

export interface HeldPost extends PostLine {
  readonly accounts: string;
  readonly dueAt: Date;
}

type Row = Omit<HeldCard, 'newestAt' | 'doubtedUntil' | 'posts'> & {
  newestAt: string | null;
  doubtedUntil: string | null;
};

export async function heldCard(db: Sql, clientId: string): Promise<HeldCard | null> {
  const { rows } = await sql<Row>`
    select c.id as "clientId", c.name as brand, c.zone, h.* from client c cross join lateral (
      select ${heldSignature} as signature, max(d.updated_at) as "newestAt", count(distinct u.post_id)::int as count,
        count(distinct u.post_id) filter (where d.doubted_at is not null)::int as doubted,
        max(d.due_at) filter (where d.doubted_at is not null) as "doubtedUntil"
      from delivery d join publication u on u.id = d.publication_id where d.client_id = c.id and ${isHeld}) h
    where c.id = ${clientId}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const [newestAt, doubtedUntil] = [toDateOrNull(row.newestAt), toDateOrNull(row.doubtedUntil)];
  return { ...row, newestAt, doubtedUntil, posts: await posts(db, clientId) };
}

async function posts(db: Sql, clientId: string): Promise<HeldPost[]> {
  const { rows } = await sql<Omit<HeldPost, 'dueAt'> & { dueAt: string }>`
    select ${postLine}, h.accounts, h."dueAt" from (
      select u.post_id, min(d.due_at) as "dueAt", string_agg(distinct a.name, ', ') as accounts
      from delivery d join publication u on u.id = d.publication_id join social_account a on a.id = d.account_id
      where d.client_id = ${clientId} and ${isHeld} group by u.post_id order by 2, 1 limit ${LIST_MAX}) h
    join post p on p.id = h.post_id join member m on m.id = p.author_id order by h."dueAt", h.post_id`.execute(db);
  return rows.map((row) => ({ ...row, dueAt: toDate(row.dueAt) }));
}
