import type { RenderedPart } from '../../domain/content.js';
import type { Receipt } from '../../domain/delivery.js';

/** The messages of a live part; null where not all of them are known, as when a person only found the first one's link. */
export function idsOf({ remoteId, remoteIds }: Receipt, { media }: RenderedPart): readonly string[] | null {
  const ids = remoteIds ?? (remoteId === undefined ? [] : [remoteId]);
  return ids.length === Math.max(1, media.length) ? ids : null;
}
