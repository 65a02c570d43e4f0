import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';

export interface Administered {
  readonly clientId: string;
  readonly brand: string;
}

/** The clients whose admin this person is, in the order in which they became it. */
export async function administered(db: Sql, telegramId: string): Promise<Administered[]> {
  const { rows } = await sql<Administered>`
    select c.id as "clientId", c.name as brand
    from member m join membership s on s.member_id = m.id join client c on c.id = s.client_id
    where m.telegram_id = ${telegramId} and s.role = 'admin' and s.removed_at is null
    order by s.created_at, c.id`.execute(db);
  return rows;
}
