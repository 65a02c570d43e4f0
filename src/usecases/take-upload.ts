import { sql } from 'kysely';
import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import type { GivenFile } from '../ports.js';
import { createPost } from './create-post.js';
import { type Desk, sqlOutside } from './desk.js';
import { editPost } from './edit-post.js';
import { keepMedium } from './keep-medium.js';
import { tokenHash, type UploadOffer } from './offer-upload.js';

export const UPLOAD_MAX_BYTES = 300 * 1024 * 1024;

/** A link as it stands; `isOpen` while a file may still be sent, by who works here still. */
export interface UploadLink extends UploadOffer {
  readonly isOpen: boolean;
}

/** Null where there was never such a link. */
export async function findUpload(desk: Desk, token: string): Promise<UploadLink | null> {
  const { rows } = await sql<UploadLink>`select member_id as "memberId", client_id as "clientId", post_id as "postId",
      chat_id as "chatId", language, used_at is null and expires_at > ${desk.clock.now()}
        and exists (select from membership s
          where s.client_id = l.client_id and s.member_id = l.member_id and s.removed_at is null) as "isOpen"
    from upload_link l where token_hash = ${tokenHash(token)}`.execute(sqlOutside(desk));
  return rows[0] ?? null;
}

/** Takes the one file of a link and adds it to its post, or begins a draft with it. What is refused leaves the link as it was. */
export async function takeUpload(desk: Desk, token: string, given: GivenFile): Promise<void> {
  const link = await findUpload(desk, token);
  if (!link?.isOpen) throw new Refusal('upload_gone');
  const ref = await keepMedium(desk, given, UPLOAD_MAX_BYTES);
  const now = desk.clock.now();
  // Large files take their time: whoever was first has used the link.
  const { rows } =
    await sql`update upload_link set used_at = ${now} where token_hash = ${tokenHash(token)} and used_at is null
    returning 1`.execute(sqlOutside(desk));
  if (rows.length === 0) throw new Refusal('upload_gone');
  try {
    await addToPost(desk, link, ref, tokenHash(token));
  } catch (thrown) {
    await sql`update upload_link set used_at = null where token_hash = ${tokenHash(token)}`.execute(sqlOutside(desk));
    throw thrown;
  }
}

async function addToPost(desk: Desk, link: UploadLink, ref: MediaRef, hash: string): Promise<void> {
  const { postId, memberId, clientId, chatId, language } = link;
  if (postId === null) {
    const content = { text: '', entities: [], media: [ref] };
    await createPost(desk, { clientId, memberId, content, source: `upload:${hash}`, chatId, language });
    return;
  }
  await editPost(desk, { postId, memberId }, (draft) => {
    const { content } = draft;
    return { ...draft, content: { ...content, media: [...content.media, ref] } };
  });
}
