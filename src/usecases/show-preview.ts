import { sql } from 'kysely';
import type { RenderedPart } from '../domain/content.js';
import type { Receipt } from '../domain/delivery.js';
import { PlatformError } from '../domain/failure.js';
import { type Desk, sqlOutside } from './desk.js';
import { handles } from './dispatch.js';
import { chatPlatform } from './preview-parts.js';

/** Which message of which preview of a card. */
export interface PreviewPlace {
  readonly cardId: string;
  readonly chatId: string;
  /** Content hash of all that the preview shows. */
  readonly hash: string;
  readonly place: string;
}

/** Longer pauses are not worth a person's waiting: they ask again. */
const PAUSE_MAX_MS = 5_000;
const TRIES = 3;

/** Shows a part by the very request that will publish it. May be shown twice where an answer is lost: nothing of it is public. */
export async function showPreviewPart(
  desk: Desk,
  at: PreviewPlace,
  part: RenderedPart,
  signal: AbortSignal,
): Promise<void> {
  const media = await handles(desk.media, part);
  const out = { key: desk.ids.uuid(), part, earlier: [], target: at.chatId, checkpoint: null, media, signal };
  const receipt = await withPauses(desk, () => chatPlatform(desk).publisher.commit(out));
  await rememberPreview(desk, at, messagesOf(receipt));
}

function messagesOf({ remoteId, remoteIds }: Receipt): readonly string[] {
  return remoteIds ?? (remoteId === undefined ? [] : [remoteId]);
}

async function withPauses(desk: Desk, send: () => Promise<Receipt>): Promise<Receipt> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (thrown) {
      const pauseMs = pauseAfter(thrown);
      if (pauseMs === null || tries === TRIES) throw thrown;
      await desk.clock.sleep(pauseMs);
    }
  }
}

function pauseAfter(thrown: unknown): number | null {
  if (!(thrown instanceof PlatformError) || thrown.kind !== 'rate_limit') return null;
  const { retryAfterMs } = thrown.info;
  return retryAfterMs !== undefined && retryAfterMs <= PAUSE_MAX_MS ? retryAfterMs : null;
}

/** Two at once may show the same place: all messages are kept, so that all are taken away. */
export async function rememberPreview(desk: Desk, at: PreviewPlace, messageIds: readonly string[]): Promise<void> {
  const { cardId, hash, place, chatId } = at;
  await sql`insert into preview (card_id, shown_hash, place, chat_id, message_ids, created_at)
    values (${cardId}, ${hash}, ${place}, ${chatId}, ${[...messageIds]}, ${desk.clock.now()})
    on conflict (card_id, shown_hash, place) do update
    set message_ids = preview.message_ids || excluded.message_ids`.execute(sqlOutside(desk));
}
