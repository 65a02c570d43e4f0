import type { Readable } from 'node:stream';
import { Media } from '../db/entities/media.js';
import type { MediaRef } from '../domain/content.js';
import type { Desk } from './desk.js';

/** Telegram gives bots files of at most this size. */
const PHOTO_MAX_BYTES = 20 * 1024 * 1024;

/** Keeps an original under its hash; the same picture twice is one file. */
export async function storePhoto(
  desk: Desk,
  source: Readable,
  measured: { readonly mime: string; readonly width: number; readonly height: number },
): Promise<MediaRef> {
  const { hash, size } = await desk.media.put(source, PHOTO_MAX_BYTES);
  const ref: MediaRef = { hash, size, kind: 'photo', ...measured };
  await desk.orm.em.fork().upsert(Media, { ...ref, createdAt: desk.clock.now() }, { onConflictAction: 'ignore' });
  return ref;
}
