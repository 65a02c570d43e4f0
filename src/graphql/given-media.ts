import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { fetchMedium } from '../usecases/fetch-medium.js';
import type { ApiContext } from './context.js';
import { badInput } from './errors.js';
import type { MediaInput } from './types/post-inputs.js';
import { refuseTooMany, withAltText } from './written-content.js';

/** How long fetching all media of one request may take. */
const FETCH_MS = 60_000;

/** Takes in the files that come with the request. They are asked for all at once: they come in their own order. */
export async function keepFiles(media: readonly MediaInput[] | null | undefined): Promise<void> {
  refuseTooMany(media);
  for (const one of media ?? []) refuseAmbiguous(one);
  const kept = await Promise.allSettled((media ?? []).map(({ file }) => file?.keep()));
  const failed = kept.flatMap((it, place) => (it.status === 'rejected' ? [named(it.reason, place)] : []));
  // The others failed because of it.
  const cause = failed.find((thrown) => thrown instanceof Refusal) ?? failed[0];
  if (cause !== undefined) throw cause;
}

/** The media in their order, fetched where they are addresses; `present` are those that the post has. */
export async function givenMedia(
  { desk }: ApiContext,
  media: readonly MediaInput[],
  present: readonly MediaRef[],
): Promise<MediaRef[]> {
  const late = AbortSignal.timeout(FETCH_MS);
  const refs: MediaRef[] = [];
  // One after the other: a request of twenty large files takes the room of one.
  for (const [place, { file, url, hash, altText }] of media.entries()) {
    try {
      const there = present.find((ref) => ref.hash === hash);
      const ref = file ? await file.keep() : url ? await fetchMedium(desk, url, late) : there;
      if (!ref) throw badInput(`The post has no medium ${hash}.`);
      refs.push(there && altText === undefined ? there : withAltText(ref, altText));
    } catch (thrown) {
      throw named(thrown, place);
    }
  }
  return refs;
}

function refuseAmbiguous({ url, file, hash }: MediaInput): void {
  if ([url, file, hash].filter((way) => way !== null && way !== undefined).length !== 1) {
    throw badInput('Give each medium exactly one of url, file and hash.');
  }
}

/** Which of the media a refusal is about, from 1. */
function named(thrown: unknown, place: number): unknown {
  return thrown instanceof Refusal ? new Refusal(thrown.code, { ...thrown.facts, item: place + 1 }) : thrown;
}
