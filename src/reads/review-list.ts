import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { LIST_MAX, postLine, type PostLine } from './post-line.js';

/** What waits for an editor, longest first; of one author, or of all. */
export async function reviewList(db: Sql, clientId: string, authorId: string | null): Promise<PostLine[]> {
  const { rows } = await sql<PostLine>`select ${postLine} from post p join member m on m.id = p.author_id
    where p.client_id = ${clientId} and p.state = 'in_review' and (${authorId}::uuid is null or p.author_id = ${authorId}::uuid)
    order by p.updated_at limit ${LIST_MAX}`.execute(db);
  return rows;
}
