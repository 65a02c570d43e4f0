import { Media } from '../db/entities/media.js';
import type { MediaRef } from '../domain/content.js';
import type { GivenFile } from '../ports.js';
import type { Desk } from './desk.js';

/** Keeps an original under its hash; the same picture twice is one file. */
export async function keepMedium(desk: Desk, given: GivenFile, maxBytes: number): Promise<MediaRef> {
  const ref = await desk.media.take(given, maxBytes);
  const { hash, kind, mime, size, width, height, durationMs = null, videoCodec = null, audioCodec = null } = ref;
  const measured = { kind, mime, size, width, height, durationMs, videoCodec, audioCodec, name: ref.name ?? null };
  const row = { hash, ...measured, createdAt: desk.clock.now() };
  await desk.orm.em.fork().upsert(Media, row, { onConflictAction: 'ignore' });
  return ref;
}
