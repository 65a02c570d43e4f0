import type { MediaRef } from '../../domain/content.js';
import type { Recipe } from '../../domain/recipe.js';
import { ALBUM_MAX, PHOTO_MAX_BYTES, SIDES_MAX, UPLOAD_MAX_BYTES } from './limits.js';

const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];
/** Telegram shows photos no larger than this. */
const FITTING: Recipe = { format: 'jpeg', maxWidth: 2560, maxHeight: 2560 };
/** No picture of that size becomes a heavier JPEG. */
const RENDITION_MAX_BYTES = 8 * 1024 * 1024;

/**
 * The media in order, as messages: as many together as fit into one album. Photos and videos mix, documents stay among themselves,
 * an animation is a message of its own.
 */
export function albumsOf(media: readonly MediaRef[]): readonly (readonly MediaRef[])[] {
  const albums: MediaRef[][] = [];
  for (const ref of media.map(fitting)) {
    const last = albums.at(-1);
    if (last && takes(last, ref)) last.push(ref);
    else albums.push([ref]);
  }
  return albums;
}

function takes(album: readonly MediaRef[], ref: MediaRef): boolean {
  const kind = albumKind(ref);
  const bytes = [...album, ref].reduce((sum, one) => sum + bytesOf(one), 0);
  const isAlike = kind !== null && album.every((one) => albumKind(one) === kind);
  return isAlike && album.length < ALBUM_MAX && bytes <= UPLOAD_MAX_BYTES;
}

function albumKind({ kind }: MediaRef): 'seen' | 'document' | null {
  if (kind === 'animation') return null;
  return kind === 'document' ? 'document' : 'seen';
}

function bytesOf({ recipe, size }: MediaRef): number {
  return recipe ? RENDITION_MAX_BYTES : size;
}

/** A photo that Telegram would refuse is sent as a JPEG that it takes; one that it takes is sent as it is. */
function fitting(ref: MediaRef): MediaRef {
  if (ref.kind !== 'photo' || ref.recipe) return ref;
  const { mime, size, width, height } = ref;
  const fits = PHOTO_TYPES.includes(mime) && size <= PHOTO_MAX_BYTES && width + height <= SIDES_MAX;
  return fits ? ref : { ...ref, recipe: FITTING };
}
