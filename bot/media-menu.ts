import { type MediaKind, type MediaRef } from '../src/domain/content.js';
import type { PostCard } from '../src/reads/post-card.js';
import { type Button, buttonsFor, type Keyboard, rows } from './cards/card-view.js';
import type { Texts } from './texts.js';

/** Media by their places in the post, in the order that is being made, and the one that is chosen. */
export interface Arranging {
  readonly order: readonly number[];
  /** A place in the post; null where none is chosen. */
  readonly chosen: number | null;
}

const PER_ROW = 5;
const SIGNS: Readonly<Record<MediaKind, string>> = { photo: '🖼', video: '🎬', animation: '🎞', document: '📎' };

/**
 * The order travels in the buttons, a character for each medium: the menu keeps nothing, and nothing changes until Done. One is chosen by
 * its number, then moved or taken out.
 */
export function mediaMenu(post: PostCard, arranging: Arranging, t: Texts): Keyboard {
  const { order, chosen } = arranging;
  const button = buttonsFor(post.id, post.version);
  const to = (text: string, next: Arranging): Button => button('media', text, argOf(next));
  const media = order.flatMap((place) => post.content.media[place] ?? []);
  const numbers = order.map((place, index) => {
    const name = `${index + 1} ${signOf(media[index])}`;
    return to(place === chosen ? `· ${name} ·` : name, { order, chosen: place === chosen ? null : place });
  });
  const grid = Array.from({ length: Math.ceil(numbers.length / PER_ROW) }, (_, row) =>
    numbers.slice(row * PER_ROW, (row + 1) * PER_ROW),
  );
  const at = chosen === null ? -1 : order.indexOf(chosen);
  return rows(
    ...grid,
    [
      at > 0 && to('⬆️', { order: swapped(order, at - 1), chosen }),
      at >= 0 && at < order.length - 1 && to('⬇️', { order: swapped(order, at), chosen }),
      at >= 0 && to(t('button-media-remove'), { order: order.toSpliced(at, 1), chosen: null }),
    ],
    [button('mediaKept', t('button-done'), argOf({ order, chosen: null })), button('back', t('button-back'))],
  );
}

/** `02134.3`: places in base 36. An empty argument is the order of the post. */
export function arrangingOf(arg: string, { content }: PostCard): Arranging {
  const places = content.media.map((_, place) => place);
  if (arg === '') return { order: places, chosen: null };
  const [order = '', chosen = ''] = arg.split('.');
  return { order: placesIn(order), chosen: placesIn(chosen)[0] ?? null };
}

function argOf({ order, chosen }: Arranging): string {
  return `${order.map((place) => place.toString(36)).join('')}.${chosen === null ? '' : chosen.toString(36)}`;
}

function placesIn(text: string): number[] {
  return [...text].map((character) => Number.parseInt(character, 36)).filter((place) => !Number.isNaN(place));
}

/** With its neighbour behind it. */
function swapped(order: readonly number[], at: number): number[] {
  return [...order.slice(0, at), ...order.slice(at, at + 2).toReversed(), ...order.slice(at + 2)];
}

function signOf(medium: MediaRef | undefined): string {
  return medium ? SIGNS[medium.kind] : '';
}
