import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import type { Desk } from './desk.js';
import { keepMedium } from './keep-medium.js';
import { UPLOAD_MAX_BYTES } from './take-upload.js';

/** Fetches a picture, video or file from a web address and keeps it. What it is, its content says. */
export async function fetchMedium(desk: Desk, url: string, signal: AbortSignal): Promise<MediaRef> {
  if (!desk.webFiles) throw new Refusal('media_address');
  const given = await desk.webFiles.open(url, UPLOAD_MAX_BYTES, signal);
  const ref = await keepMedium(desk, given, UPLOAD_MAX_BYTES);
  // Pages that say "not found" or "sign in" come as web pages.
  if (ref.mime === 'text/html') throw new Refusal('media_type', { said: given.mime ?? 'a file', is: ref.mime });
  return ref;
}
