import type { MikroORM } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';
import { type ClientBase, Pool } from 'pg';
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
].map((setting) => `set ${setting}`);

/**
 * Connections of its own, to the same database and with the same types as the ORM's. Behind a pooler that lends its connections for one
 * transaction at a time, nothing may be left on them: there each statement is planned anew, in a transaction with its settings.
 */
export async function openPrepared(orm: MikroORM, log: Log): Promise<Prepared> {
  const compiler: Sql = orm.em.fork().getKysely();
  const { options } = await orm.em.getConnection().getNativeClient();
  let pooled = false;
  const pool = new Pool({
    connectionString: orm.config.get('clientUrl'),
    ...(options.types && { types: options.types }),
    max: CONNECTIONS,
    onConnect: async (client) => {
      pooled ||= await isPooled(client);
      if (!pooled) await client.query(PLANNING.join('; '));
    },
  });
  // That the server is away is said by whoever needs it: not once more by each connection.
  const gone = (err: Error) => log.debug({ err }, 'A connection of the delivery machine was lost');
  pool.on('error', gone).on('connect', (client) => client.on('error', gone));
  return {
    async run<T>(name: string, statement: RawBuilder<T>) {
      const { sql: text, parameters } = statement.compile(compiler);
      const client = await pool.connect();
      try {
        const values = [...parameters];
        const { rows } = pooled
          ? await runAlone<T & object>(client, text, values)
          : await client.query<T & object>({ name, text, values });
        client.release();
        return rows;
      } catch (error) {
        // Whatever it is in the middle of: it is not used again.
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

/** A pooler gives each client a number of its own; a server says which of its processes it is. */
async function isPooled(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return !('processID' in client) || client.processID !== rows[0]?.pid;
}

async function runAlone<T extends object>(client: ClientBase, text: string, values: unknown[]): Promise<{ rows: T[] }> {
  await client.query(['begin', ...PLANNING.map((set) => set.replace('set', 'set local'))].join('; '));
  const result = await client.query<T>(text, values);
  await client.query('commit');
  return result;
}

/** As it comes, for a statement within a transaction. */
export function unprepared(db: Sql): Run {
  return async <T>(_name: string, statement: RawBuilder<T>) => (await statement.execute(db)).rows;
}
