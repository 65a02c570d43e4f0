import { PlatformError } from '../domain/failure.js';
import { Refusal } from '../domain/refusal.js';
import type { Connection, Identity } from '../platforms/platform.js';
import type { Desk } from './desk.js';

/** A person waits for it. */
const PATIENCE_MS = 20_000;

/** What was pasted, as credentials that the network knows, and whose they are. Refused with `credentials` and the reason otherwise. */
export async function proveCredentials(
  desk: Desk,
  platform: string,
  pasted: string,
): Promise<{ credentials: unknown; identity: Identity }> {
  const connection = connectionOf(desk, platform);
  const read = connection.fromPaste(pasted);
  if (!read.ok) throw new Refusal('credentials', { reason: read.reason });
  return { credentials: read.credentials, identity: await identityOf(connection, read.credentials) };
}

/** Refused where accounts of this network need no credentials of their own. */
export function connectionOf(desk: Desk, platform: string): Connection {
  const { connection } = desk.platforms.get(platform);
  if (!connection) throw new Refusal('credentials', { reason: 'not_needed' });
  return connection;
}

/** Whose these are. A network that could not be asked is the reason `no_answer`: it says nothing about the credentials. */
export async function identityOf(connection: Connection, credentials: unknown): Promise<Identity> {
  const found = await connection.identify(credentials, AbortSignal.timeout(PATIENCE_MS)).catch((thrown: unknown) => {
    if (thrown instanceof PlatformError) return { ok: false, reason: 'no_answer' } as const;
    throw thrown;
  });
  if (!found.ok) throw new Refusal('credentials', { reason: found.reason });
  return found.identity;
}
