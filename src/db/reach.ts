import { Client, DatabaseError } from 'pg';
import { StartError } from '../start-error.js';

const CONNECT_MS = 5_000;
const OLDEST_MAJOR = 15;

/** Whether the database at this address lets us in and is new enough; if not, a sentence that says what to correct. */
export async function reach(url: string, name = 'DATABASE_URL'): Promise<void> {
  const version = await serverVersion(url).catch((error: unknown) => {
    throw new StartError(complaint(error, new URL(url), name), { cause: error });
  });
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_MAJOR) return;
  throw new StartError(
    `PostgreSQL at ${new URL(url).host} is version ${major}, and Copydesk needs ${OLDEST_MAJOR} or newer: correct ${name}, or upgrade the server.`,
  );
}

async function serverVersion(url: string): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS });
  client.on('error', () => undefined); // a connection that is cut also fails what waits for it
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    return rows[0]?.version ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Of the address only the host is said: the rest holds the password. */
function complaint(error: unknown, { host, pathname, searchParams }: URL, name: string): string {
  const server = `PostgreSQL at ${host || `the address in ${name}`}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof DatabaseError) {
    switch (code) {
      case '28P01':
        return `${server} refused the user or the password: correct ${name}.`;
      case '28000':
        return `${server} does not let this user in from here (${error.message}): correct ${name}, or the server's pg_hba.conf.`;
      case '3D000':
        return `${server} has no database ${decodeURIComponent(pathname.slice(1))}: create it, or correct ${name}.`;
    }
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `${server} has a certificate for another name, which sslmode=verify-full does not take: use the name that it was made for in ${name}.`;
  }
  if (UNTRUSTED.has(code)) {
    const from = searchParams.get('sslrootcert') ?? 'the authorities that Node.js knows';
    return `${server} has a certificate that is not from ${from} (${code}): correct sslrootcert in ${name}.`;
  }
  return `${server} cannot be used (${reason(error)}): correct ${name}, or see that the server runs and lets us in.`;
}

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
]);

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Where a name has several addresses, the sentence is empty and the code says it all.
  return error.message || ('code' in error ? String(error.code) : error.name);
}
