import { sql } from 'kysely';
import type { ClaimedPart } from '../db/claimed.js';
import type { Sql } from '../db/sql.js';
import { contentHash, type RenderedPart } from '../domain/content.js';
import { PlatformError } from '../domain/failure.js';
import type { Platform } from '../platforms/platform.js';
import type { PlatformRegistry } from '../platforms/registry.js';
import type { Vault } from '../ports.js';
import { openCredentials } from './open-credentials.js';

export interface PartSenders {
  readonly platforms: PlatformRegistry;
  readonly vault: Vault;
  readonly sql: Sql;
}

/** A part in its platform's terms, but for its media: what is sent and what is asked about afterwards is the same. */
export function outgoingPart({ platforms, vault, sql: db }: PartSenders, key: string, part: ClaimedPart) {
  const platform: Platform = platforms.get(part.platform);
  const { earlier, target, accountId } = part;
  const credentials = platform.connection && openCredentials(vault, accountId, part.sealed);
  const taken = (remoteIds: readonly string[]) => takenBy(db, { accountId, key }, remoteIds);
  const outgoing = {
    key,
    part: approvedPart(part),
    earlier,
    target,
    taken,
    ...(credentials !== undefined && { credentials }),
  };
  return { platform, credentials, outgoing };
}

/** The sender's own look at what it is about to send: exactly what was approved, or nothing. */
export function approvedPart({ rendered, accountId, name, hash }: ClaimedPart): RenderedPart {
  const found = rendered[accountId]?.parts.find((candidate) => candidate.name === name);
  if (!found || contentHash(rendered) !== hash) {
    throw new PlatformError('bug', 'The stored content is not what was approved');
  }
  return found;
}

/** Which of these are something else that the desk published to this account, for whichever client. */
export async function takenBy(
  db: Sql,
  { accountId, key }: { readonly accountId: string; readonly key: string },
  remoteIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select d.receipt ->> 'remoteId' as id from delivery d
    where d.account_id in (
        select b.id from social_account a join social_account b on b.platform = a.platform and b.external_id = a.external_id
        where a.id = ${accountId})
      and d.kind = 'part' and d.receipt is not null
      and d.receipt ->> 'remoteId' = any(${[...remoteIds]}::text[]) and d.id <> ${key}`.execute(db);
  return rows.map((row) => row.id);
}
