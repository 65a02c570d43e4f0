import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import type { PostRequest } from './change-post.js';
import type { Desk } from './desk.js';
import { editPost } from './edit-post.js';

/** Says what a picture shows, for those who cannot see it; an empty text takes the words away. */
export async function describeMedium(desk: Desk, request: PostRequest, hash: string, words: string): Promise<void> {
  await editPost(desk, request, (draft) => {
    const { media } = draft.content;
    if (!media.some((ref) => ref.hash === hash)) throw new Refusal('not_found');
    return { ...draft, content: { ...draft.content, media: media.map((ref) => described(ref, hash, words.trim())) } };
  });
}

function described(ref: MediaRef, hash: string, words: string): MediaRef {
  if (ref.hash !== hash) return ref;
  const { altText: _, ...rest } = ref;
  return words === '' ? rest : { ...rest, altText: words };
}
