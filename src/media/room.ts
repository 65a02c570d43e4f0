import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { canonicalJson, type MediaRef } from '../domain/content.js';
import { mediaPath } from '../domain/media-link.js';
import { Refusal } from '../domain/refusal.js';
import type { Recipe } from '../domain/recipe.js';
import type { Clock, GivenFile, MediaRoom, MediaStore, Shipment } from '../ports.js';
import { collect } from './collect.js';
import { orMediaFull } from './disk-trouble.js';
import { takePicture } from './picture.js';
import { makeRendition } from './rendition.js';
import { claimOf, documentMime, HEAD_BYTES, sniff } from './sniff.js';

/** How networks reach what is stored here. */
export interface MediaAddress {
  /** Null where there is none; asked each time, because a server learns its own only when it listens. */
  readonly siteUrl: () => string | null;
  /** Signs the addresses; asked each time, because keys change. */
  readonly key: () => Buffer;
  readonly clock: Pick<Clock, 'now'>;
}

/** The media of this installation, over the store that keeps their bytes. */
export function openMediaRoom(store: MediaStore, address: MediaAddress | null = null): MediaRoom {
  const making = new Map<string, Promise<Shipment>>();
  return {
    async take(given, maxBytes) {
      const path = store.scratch();
      try {
        const { size } = await collect(given.source, path, maxBytes);
        return await keep(store, given, path, size);
      } catch (thrown) {
        throw orMediaFull(thrown);
      } finally {
        await rm(path, { force: true });
      }
    },
    async shipment(ref) {
      const { hash, mime, size, recipe } = ref;
      if (!recipe) return { hash, mime, size };
      const name = createHash('sha256').update(canonicalJson({ hash, recipe })).digest('hex');
      const made = making.get(name) ?? makeOnce(store, name, ref, recipe).finally(() => making.delete(name));
      making.set(name, made);
      return made;
    },
    open: (hash, range) => store.open(hash, range),
    publicUrl({ hash, mime }, ttlMs) {
      const site = address?.siteUrl() ?? null;
      if (!address || site === null) return null;
      const until = new Date(address.clock.now().getTime() + ttlMs);
      return `${site.replace(/\/+$/, '')}${mediaPath(address.key(), { hash, mime, until })}`;
    },
  };
}

async function keep(store: MediaStore, given: GivenFile, path: string, size: number): Promise<MediaRef> {
  if (size === 0) throw new Refusal('media_damaged');
  const { family, mime } = sniff(await headOf(path));
  if (family === 'picture') {
    const { body, measured } = await takePicture(path, mime, size);
    return { ...(await store.put(body, Number.POSITIVE_INFINITY)), ...measured };
  }
  const video = family === 'video' ? await keepVideo(store, given, path) : null;
  return video ?? keepDocument(store, given, path, family === 'video' ? 'audio/mp4' : mime);
}

async function keepVideo(
  store: MediaStore,
  { isAnimation = false }: GivenFile,
  path: string,
): Promise<MediaRef | null> {
  const copy = store.scratch();
  try {
    // Loaded with the first video: it costs more than the rest of this room.
    const { remuxVideo } = await import('./video.js');
    const measured = await remuxVideo(path, copy, isAnimation);
    return measured && { ...(await store.adopt(copy)), ...measured };
  } finally {
    await rm(copy, { force: true });
  }
}

/** Byte for byte, and never looked into. What was called a picture or a video has to be one. */
async function keepDocument(store: MediaStore, given: GivenFile, path: string, is: string): Promise<MediaRef> {
  const claim = claimOf(given);
  if (claim !== null && is === 'application/octet-stream') throw new Refusal('media_damaged');
  if (claim !== null && !/^(image|video)\//.test(is)) throw new Refusal('media_type', { said: claim, is });
  const kept = await store.adopt(path);
  const mime = documentMime(is, given.mime);
  return { ...kept, kind: 'document', mime, width: 0, height: 0, ...(given.name && { name: given.name }) };
}

async function makeOnce(store: MediaStore, name: string, ref: MediaRef, recipe: Recipe): Promise<Shipment> {
  const noted = await store.noted(name);
  if (noted !== null) {
    const size = await store.size(noted);
    if (size !== null) return { hash: noted, mime: 'image/jpeg', size };
  }
  const kept = await store.put(await makeRendition(() => store.open(ref.hash), ref, recipe), Number.POSITIVE_INFINITY);
  await store.note(name, kept.hash);
  return { ...kept, mime: 'image/jpeg' };
}

async function headOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
