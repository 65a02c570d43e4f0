import { Client, type ClientConfig, DatabaseError } from 'pg';

export type Connection = ClientConfig & { readonly connectionString: string };

/** PgBouncer says it by the code of all that went wrong in between. */
const NO_SUCH_DATABASE = ['3D000', '08P01'];
/** Another process was quicker; PostgreSQL says it in either way. */
const ALREADY_THERE = new Set(['42P04', '23505']);

/** A client on the database of `connection`. When there is no such database it is made, if the role may. */
export async function connectOrCreate(connection: Connection, onError: (error: unknown) => void): Promise<Client> {
  try {
    return await connect(connection, onError);
  } catch (error) {
    if (!isRefusal(error, ...NO_SUCH_DATABASE)) throw error;
  }
  await createDatabase(connection, onError);
  return connect(connection, onError);
}

async function connect(config: ClientConfig, onError: (error: unknown) => void): Promise<Client> {
  const client = new Client(config);
  client.on('error', onError);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(onError);
    throw error;
  }
}

async function createDatabase(connection: Connection, onError: (error: unknown) => void): Promise<void> {
  const { connectionString, ...rest } = connection;
  // A client that is never connected, to take the address apart as the driver does: sockets and options included.
  const { host, port, user, password, ssl, database } = new Client({ connectionString });
  if (database === undefined) throw new Error('the address of the alarm store names no database');
  const maintenance = await connect({ ...rest, host, port, user, password, ssl, database: 'postgres' }, onError);
  try {
    // template0, because template1 refuses while anybody is connected to it.
    await maintenance.query(`CREATE DATABASE ${maintenance.escapeIdentifier(database)} TEMPLATE template0`);
  } catch (error) {
    if (!isRefusal(error, ...ALREADY_THERE)) throw error;
  } finally {
    await maintenance.end();
  }
}

function isRefusal(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof DatabaseError && error.code !== undefined && codes.includes(error.code);
}
