import { sql } from 'kysely';
import { type Sql, toDate } from '../db/sql.js';
import type { PostState } from '../domain/post.js';

/** A post in a list: enough to know it again. */
export interface PostLine {
  readonly id: string;
  readonly number: number;
  readonly state: PostState;
  readonly text: string;
  readonly photo: boolean;
  readonly author: string;
}

export interface QueueLine extends PostLine {
  readonly dueAt: Date;
  readonly zone: string;
  readonly account: string;
  readonly held: boolean;
}

const MOST = 10;
const line = sql`p.id, p.number, p.state, p.content ->> 'text' as text, jsonb_array_length(p.content -> 'media') > 0 as photo, m.name as author`;

/** What this member still works on. */
export async function draftsOf(db: Sql, clientId: string, memberId: string): Promise<PostLine[]> {
  const { rows } = await sql<PostLine>`select ${line} from post p join member m on m.id = p.author_id
    where p.client_id = ${clientId} and p.author_id = ${memberId} and p.state in ('draft', 'changes_requested')
    order by p.updated_at desc limit ${MOST}`.execute(db);
  return rows;
}

/** What waits for an editor; an author sees only their own. */
export async function inReview(db: Sql, clientId: string, authorId: string | null): Promise<PostLine[]> {
  const { rows } = await sql<PostLine>`select ${line} from post p join member m on m.id = p.author_id
    where p.client_id = ${clientId} and p.state = 'in_review' and (${authorId}::uuid is null or p.author_id = ${authorId}::uuid)
    order by p.updated_at limit ${MOST}`.execute(db);
  return rows;
}

/** What goes out next, or waits for a person because its time has passed. */
export async function queue(db: Sql, clientId: string): Promise<QueueLine[]> {
  const { rows } = await sql<Omit<QueueLine, 'dueAt'> & { dueAt: string }>`
    select ${line}, d.due_at as "dueAt", u.zone, a.name as account, d.state = 'held' as held
    from delivery d join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    join member m on m.id = p.author_id join social_account a on a.id = d.account_id
    where d.client_id = ${clientId} and d.ordinal = 0 and d.state in ('scheduled', 'waiting', 'publishing', 'held')
    order by d.due_at, d.seq limit ${MOST}`.execute(db);
  return rows.map((row) => ({ ...row, dueAt: toDate(row.dueAt) }));
}
