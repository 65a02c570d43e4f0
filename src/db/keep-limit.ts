import { sql } from 'kysely';
import type { Limit } from '../domain/limit.js';
import type { Sql } from './sql.js';

/** Nothing of this scope is claimed before its end. A later end stays. */
export async function keepLimit(db: Sql, { scope, until }: Limit): Promise<void> {
  await sql`insert into rate_limit (scope, until) values (${scope}, ${until})
    on conflict (scope) do update set until = greatest(rate_limit.until, excluded.until)`.execute(db);
}
