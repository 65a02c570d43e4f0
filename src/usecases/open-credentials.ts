import { PlatformError } from '../domain/failure.js';
import type { Vault } from '../ports.js';

/** Fails like a token that is not accepted any more: the way out is the same, to connect the account again. */
export function openCredentials(vault: Vault, accountId: string, sealed: string | null): unknown {
  if (sealed === null) throw new PlatformError('auth', 'This account has no credentials', { effect: 'none' });
  try {
    const credentials: unknown = JSON.parse(vault.open(sealed, accountId));
    return credentials;
  } catch {
    // No cause: what could not be read would be quoted in it.
    throw new PlatformError('auth', 'The credentials of this account cannot be opened', { effect: 'none' });
  }
}
