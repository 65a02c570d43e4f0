import type { RenderedPart } from '../../domain/content.js';
import type { Receipt } from '../../domain/delivery.js';

/** The messages of a live part; null where not all of them are known, as when a person only found the link of an album. */
export function idsOf({ remoteId, remoteIds }: Receipt, { media }: RenderedPart): readonly string[] | null {
  if (remoteIds) return remoteIds;
  return remoteId === undefined || media.length > 1 ? null : [remoteId];
}
