import { canonicalJson, type MediaKind, type MediaRef, type RenderedPart } from './content.js';

/** What a network may let us change in something that is live: its words, or its pictures, videos and files. */
export type Editable = 'text' | 'media';

/**
 * Can what is live become the new part in place? The number of media stays, a file stays a file, an animation an animation, and a quiz
 * what it is. Anything else is taken down and posted anew, which a person decides.
 */
export function canBecome(live: RenderedPart, next: RenderedPart, editable: readonly Editable[]): boolean {
  if (differ(live.quiz, next.quiz)) return false;
  const words = differ([live.text, live.entities], [next.text, next.entities]);
  if (words && !editable.includes('text')) return false;
  if (!differ(live.media, next.media)) return true;
  return editable.includes('media') && areAlike(live.media, next.media);
}

function areAlike(live: readonly MediaRef[], next: readonly MediaRef[]): boolean {
  return (
    live.length === next.length &&
    live.every(({ kind }, index) => familyOf(kind) === familyOf(next[index]?.kind ?? kind))
  );
}

function familyOf(kind: MediaKind): string {
  return kind === 'video' ? 'photo' : kind;
}

function differ(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) !== canonicalJson(b ?? null);
}
