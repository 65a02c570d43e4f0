import type { PostRequest } from './change-post.js';
import type { Desk } from './desk.js';
import { editPost } from './edit-post.js';

/** Puts the media of a post in this order, by their places so far; those that are not named are taken out. */
export async function arrangeMedia(
  desk: Desk,
  request: PostRequest & { readonly version: number },
  order: readonly number[],
): Promise<void> {
  await editPost(desk, request, (draft) => {
    const { content } = draft;
    const media = order.flatMap((place) => content.media[place] ?? []);
    return { ...draft, content: { ...content, media } };
  });
}
