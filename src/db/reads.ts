import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { Pool } from 'pg';
import type { Log } from '../ports.js';
import type { Sql } from './sql.js';

export interface Reads {
  /** Statements begin only while `signal` has not aborted. */
  until(signal: AbortSignal): Sql;
  close(): Promise<void>;
}

/** What the API may keep busy at once: its questions wait for each other, and the desk's work for none of them. */
const CONNECTIONS = 6;

/** Connections on which nothing can be written and no statement runs longer than `statementMs`. */
export async function openReads(orm: MikroORM, log: Log, statementMs: number): Promise<Reads> {
  const { options } = await orm.em.getConnection().getNativeClient();
  const pool = new Pool({
    connectionString: orm.config.get('clientUrl'),
    ...(options.types && { types: options.types }),
    max: CONNECTIONS,
  });
  // That the server is away is said by whoever needs it: not once more by each connection.
  const gone = (err: Error) => log.debug({ err }, 'A connection of the API was lost');
  pool.on('error', gone).on('connect', (client) => client.on('error', gone));
  const begin = `begin read only; set local statement_timeout = ${statementMs}`;
  return {
    until: (signal) =>
      new Kysely({
        dialect: {
          createAdapter: () => new PostgresAdapter(),
          createDriver: () => new ReadDriver(pool, begin, signal),
          createIntrospector: (db) => new PostgresIntrospector(db),
          createQueryCompiler: () => new PostgresQueryCompiler(),
        },
      }),
    close: () => pool.end(),
  };
}

/** Each statement has a transaction of its own, which sets its bounds: settings of a session do not go through a pooler. */
class ReadDriver implements Driver {
  constructor(
    private readonly pool: Pool,
    private readonly begin: string,
    private readonly signal: AbortSignal,
  ) {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return { executeQuery: (query) => this.run(query), streamQuery: refuse };
  }

  private async run<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    this.signal.throwIfAborted();
    const client = await this.pool.connect();
    try {
      this.signal.throwIfAborted();
      await client.query(this.begin);
      const { rows } = await client.query<R & object>(sql, [...parameters]);
      return { rows };
    } finally {
      // Nobody has to wait for the end; a connection that cannot even do that is thrown away.
      client.query('rollback').then(
        () => client.release(),
        () => client.release(true),
      );
    }
  }

  async init(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
  beginTransaction = refuse;
  commitTransaction = refuse;
  rollbackTransaction = refuse;
}

function refuse(): never {
  throw new Error('Reads are single statements');
}
