import { sql } from 'kysely';
import type { RenderedPart } from '../domain/content.js';
import { PlatformError } from '../domain/failure.js';
import { type Desk, sqlOutside } from './desk.js';
import { chatPlatform } from './preview-parts.js';

interface PreviewRow {
  readonly hash: string;
  readonly place: string;
  readonly chatId: string;
  readonly messageIds: readonly string[];
}

export interface Kept {
  /** Content hash of what is shown. */
  readonly hash: string;
  /** What was shown before is too far up in the chat. */
  readonly since: Date;
}

/** Takes the previews of a card away, but for those that are kept. */
export async function dropPreviews(desk: Desk, cardId: string, keep: Kept | null, signal: AbortSignal): Promise<void> {
  const db = sqlOutside(desk);
  const isKept = keep ? sql`shown_hash = ${keep.hash} and created_at >= ${keep.since}` : sql`false`;
  const { rows } =
    await sql<PreviewRow>`select shown_hash as hash, place, chat_id as "chatId", message_ids as "messageIds"
    from preview where card_id = ${cardId} and not (${isKept})`.execute(db);
  for (const row of rows) {
    await removeMessages(desk, row, signal);
    await sql`delete from preview where card_id = ${cardId} and shown_hash = ${row.hash} and place = ${row.place}
      and message_ids = ${[...row.messageIds]}`.execute(db);
  }
}

/** What Telegram does not let us delete any more (after 48 hours, or because the chat is gone) stays, and is forgotten. */
async function removeMessages(desk: Desk, { chatId, messageIds }: PreviewRow, signal: AbortSignal): Promise<void> {
  const out = { key: desk.ids.uuid(), part: MESSAGE, earlier: [], target: chatId, checkpoint: null, media, signal };
  try {
    await chatPlatform(desk).publisher.remove?.(out, { kind: 'published', remoteIds: messageIds });
  } catch (thrown) {
    if (!(thrown instanceof PlatformError) || !FINAL.has(thrown.kind)) throw thrown;
  }
}

const FINAL = new Set<PlatformError['kind']>(['invalid', 'missing', 'permission']);
const MESSAGE: RenderedPart = { name: 'main', text: '', entities: [], media: [] };

function media(): never {
  throw new Error('Nothing is sent where a message is taken away');
}
