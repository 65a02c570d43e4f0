import type { MikroORM } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';
import { Pool } from 'pg';
import type { Log } from '../ports.js';
import type { Sql } from './sql.js';

/**
 * Runs one of the delivery machine's statements, outside any transaction. Under one name the text is always the same, so that the
 * server plans it once for each connection: planning takes longer than running them.
 */
export type Run = <T>(name: string, statement: RawBuilder<T>) => Promise<T[]>;

export interface Prepared {
  readonly run: Run;
  close(): Promise<void>;
}

/** Each plans every statement anew, and more of them at once only queue for the same rows. */
const CONNECTIONS = 8;

/**
 * Left to itself, the server plans a statement five more times on each connection before it keeps a plan; and a plan that was made while
 * the tables were small reads and sorts whole tables when they are not. All that these statements look for has its index, in its order.
 */
const PLANNING = [
  'plan_cache_mode = force_generic_plan',
  ...['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'sort'].map((way) => `enable_${way} = off`),
  'jit = off',
]
  .map((setting) => `set ${setting}`)
  .join('; ');

/** Connections of its own, to the same database and with the same types as the ORM's. */
export async function openPrepared(orm: MikroORM, log: Log): Promise<Prepared> {
  const compiler: Sql = orm.em.fork().getKysely();
  const { options } = await orm.em.getConnection().getNativeClient();
  const pool = new Pool({
    connectionString: orm.config.get('clientUrl'),
    ...(options.types && { types: options.types }),
    max: CONNECTIONS,
    onConnect: async (client) => void (await client.query(PLANNING)),
  });
  const gone = (err: Error) => log.warn({ err }, 'A connection of the delivery machine was lost');
  pool.on('error', gone).on('connect', (client) => client.on('error', gone));
  return {
    async run<T>(name: string, statement: RawBuilder<T>) {
      const { sql: text, parameters } = statement.compile(compiler);
      const { rows } = await pool.query<T & object>({ name, text, values: [...parameters] });
      return rows;
    },
    close: () => pool.end(),
  };
}

/** As it comes, for a statement within a transaction. */
export function unprepared(db: Sql): Run {
  return async <T>(_name: string, statement: RawBuilder<T>) => (await statement.execute(db)).rows;
}
