import type { MikroORM } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';
import type { Sql } from './sql.js';

/**
 * Runs one of the delivery machine's statements, outside any transaction. Under one name the text is always the same, so that the
 * server plans it once for each connection: planning takes twice as long as running them.
 */
export type Run = <T>(name: string, statement: RawBuilder<T>) => Promise<T[]>;

/** Prepared, on the entity manager's own connections. */
export function prepared(orm: MikroORM): Run {
  const compiler: Sql = orm.em.fork().getKysely();
  const connection = orm.em.getConnection();
  return async <T>(name: string, statement: RawBuilder<T>) => {
    const { sql: text, parameters } = statement.compile(compiler);
    const pool = await connection.getNativeClient();
    const { rows } = await pool.query<T & object>({ name, text, values: [...parameters] });
    return rows;
  };
}

/** As it comes, for a statement within a transaction. */
export function unprepared(db: Sql): Run {
  return async <T>(_name: string, statement: RawBuilder<T>) => (await statement.execute(db)).rows;
}
