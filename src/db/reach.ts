import { Client, DatabaseError } from 'pg';
import { StartError } from '../start-error.js';

const CONNECT_MS = 5_000;

/** Whether the database at `DATABASE_URL` lets us in; if not, a sentence that says what to correct. */
export async function reach(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS });
  client.on('error', () => undefined); // a connection that is cut also fails what waits for it
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw new StartError(complaint(error, new URL(url)), { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Of the address only the host is said: the rest holds the password. */
function complaint(error: unknown, { host, pathname }: URL): string {
  const server = `PostgreSQL at ${host || 'the address in DATABASE_URL'}`;
  switch (error instanceof DatabaseError ? error.code : undefined) {
    case '28P01':
    case '28000':
      return `${server} refused the user or the password: correct DATABASE_URL.`;
    case '3D000':
      return `${server} has no database ${decodeURIComponent(pathname.slice(1))}: create it, or correct DATABASE_URL.`;
    default:
      return `${server} cannot be used (${reason(error)}): correct DATABASE_URL, or see that the server runs and lets us in.`;
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Where a name has several addresses, the sentence is empty and the code says it all.
  return error.message || ('code' in error ? String(error.code) : error.name);
}
