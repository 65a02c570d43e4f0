import { installationSecret } from './installation-secret.js';
import type { Sql } from './sql.js';

/** The GraphQL token of a sandbox, made once. */
export async function sandboxToken(db: Sql, made: string): Promise<string> {
  return installationSecret(db, 'sandbox_token', made);
}
