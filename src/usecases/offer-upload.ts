import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Desk, sqlOutside } from './desk.js';

/** How long a link for uploading is good. */
export const UPLOAD_LINK_MS = 3_600_000;

export interface UploadOffer {
  readonly memberId: string;
  readonly clientId: string;
  /** The post that the file is for; null for a new draft. */
  readonly postId: string | null;
  /** Where the card of a new draft goes. */
  readonly chatId: string;
  readonly language: string;
}

/** A link under which this member may upload one file, within an hour; null where the desk has no web pages that people could open. */
export async function offerUpload(desk: Desk, offer: UploadOffer): Promise<{ url: string | null }> {
  const address = desk.webAddress?.() ?? null;
  if (address === null) return { url: null };
  const { memberId, clientId, postId, chatId, language } = offer;
  const token = desk.ids.secret(24);
  const now = desk.clock.now();
  const expiresAt = new Date(now.getTime() + UPLOAD_LINK_MS);
  await sql`insert into upload_link (token_hash, client_id, member_id, post_id, chat_id, language, expires_at, created_at)
    values (${tokenHash(token)}, ${clientId}, ${memberId}, ${postId}, ${chatId}, ${language}, ${expiresAt}, ${now})`.execute(
    sqlOutside(desk),
  );
  return { url: `${address}/upload/${token}` };
}

/** What is kept of a link. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
