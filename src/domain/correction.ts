import { canonicalJson, type MediaKind, type MediaRef, type RenderedPart } from './content.js';

/** What a network may let us change in something that is live: its words, or its pictures, videos and files. */
export type Editable = 'text' | 'media';

/** Can what is live become what is wanted, message by message? */
export type Correctable = 'same' | 'editable' | 'reshaped';

/** Networks change messages, not how many there are. The one rule for it: before review, in the refusal and in the adapters. */
export function correctable(
  live: readonly RenderedPart[],
  wanted: readonly RenderedPart[],
  editable: readonly Editable[],
): Correctable {
  const isPossible =
    live.length === wanted.length &&
    live.every((was, place) => {
      const part = wanted[place];
      return part?.name === was.name && canBecome(was, part, editable);
    });
  if (!isPossible) return 'reshaped';
  return isChanged(live, wanted) ? 'editable' : 'same';
}

/**
 * Can a live part become the new one in place? The number of media stays, a file stays a file, an animation an animation, and a quiz
 * what it is. Anything else is taken down and posted anew, which a person decides.
 */
export function canBecome(live: RenderedPart, next: RenderedPart, editable: readonly Editable[]): boolean {
  if (isChanged(live.quiz, next.quiz)) return false;
  const words = isChanged([live.text, live.entities], [next.text, next.entities]);
  if (words && (next.quiz || !editable.includes('text'))) return false;
  if (!isChanged(live.media, next.media)) return true;
  return editable.includes('media') && areAlike(live.media, next.media);
}

/** Equal content is equal text, whatever the order of its keys. */
export function isChanged(was: unknown, is: unknown): boolean {
  return canonicalJson(was ?? null) !== canonicalJson(is ?? null);
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
