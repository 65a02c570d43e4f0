import { sql } from 'kysely';
import { adminIn } from './change-post.js';
import { type Desk, transact } from './desk.js';
import { tokenHash } from './offer-upload.js';

export const LOGIN_LINK_MS = 300_000;

/** A link by which this admin opens one browser session, within five minutes; null where the desk has no web pages. */
export async function offerLogin(
  desk: Desk,
  { memberId, clientId }: { readonly memberId: string; readonly clientId: string },
): Promise<{ url: string | null }> {
  const address = desk.webAddress?.() ?? null;
  const code = desk.ids.secret(24);
  await transact(desk, async (tx) => {
    await adminIn(tx, clientId, memberId);
    if (address === null) return;
    const expiresAt = new Date(tx.now.getTime() + LOGIN_LINK_MS);
    await sql`insert into login_link (hash, client_id, member_id, expires_at, created_at)
      values (${tokenHash(code)}, ${clientId}, ${memberId}, ${expiresAt}, ${tx.now})`.execute(tx.sql);
  });
  return { url: address && `${address}/login/${code}` };
}
