import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { LIST_MAX, postLine, type PostLine } from './post-line.js';

/** What this member still works on, newest first. */
export async function draftsOf(db: Sql, clientId: string, memberId: string): Promise<PostLine[]> {
  const { rows } = await sql<PostLine>`select ${postLine} from post p join member m on m.id = p.author_id
    where p.client_id = ${clientId} and p.author_id = ${memberId} and p.state in ('draft', 'changes_requested')
    order by p.updated_at desc limit ${LIST_MAX}`.execute(db);
  return rows;
}
