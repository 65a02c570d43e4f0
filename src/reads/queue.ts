import { sql } from 'kysely';
import { type Sql, toDate } from '../db/sql.js';
import { LIST_MAX, postLine, type PostLine } from './post-line.js';

export interface QueueLine extends PostLine {
  readonly dueAt: Date;
  readonly account: string;
  /** Its time has passed; a person decides. */
  readonly held: boolean;
  /** Held because a restore forgot what became of it. */
  readonly doubted: boolean;
}

/** What goes out next, or waits for a person because its time has passed. */
export async function queue(db: Sql, clientId: string): Promise<QueueLine[]> {
  const { rows } = await sql<Omit<QueueLine, 'dueAt'> & { dueAt: string }>`
    select ${postLine}, d.due_at as "dueAt", a.name as account, d.state = 'held' as held, d.doubted_at is not null as doubted
    from delivery d join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    join member m on m.id = p.author_id join social_account a on a.id = d.account_id
    where d.client_id = ${clientId} and d.kind = 'part' and d.ordinal = 0 and d.state in ('scheduled', 'waiting', 'publishing', 'held')
    order by d.due_at, d.seq limit ${LIST_MAX}`.execute(db);
  return rows.map((row) => ({ ...row, dueAt: toDate(row.dueAt) }));
}
