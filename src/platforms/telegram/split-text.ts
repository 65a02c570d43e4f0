import { type FormattedText, formatForTelegram, splitsPair } from './formatted-text.js';

/** Where a text may be cut, best first, and how much of a message the piece must fill at least to be cut there. */
const CUTS = [
  { after: /\n\s*\n/g, atLeast: 0.5 },
  { after: /\n/g, atLeast: 0.5 },
  { after: /[.!?…][\p{Pe}\p{Pf}"']*\s/gu, atLeast: 0.5 },
  { after: /\s/g, atLeast: 0 },
] as const;

/** Pieces of at most `max` units, each with the formatting that is inside it. Space at the cuts goes, as Telegram would trim it. */
export function splitText({ text, entities }: FormattedText, max: number): FormattedText[] {
  const pieces: FormattedText[] = [];
  for (let from = 0; from < text.length;) {
    const to = endOfPiece(text, from, max);
    // What begins before the piece or ends after it is clipped there.
    const inside = entities.map((entity) => ({ ...entity, offset: entity.offset - from }));
    const piece = formatForTelegram(text.slice(from, to), inside);
    if (piece.text !== '') pieces.push(piece);
    from = to;
  }
  return pieces;
}

function endOfPiece(text: string, from: number, max: number): number {
  if (text.length - from <= max) return text.length;
  const window = text.slice(from, from + max);
  for (const { after, atLeast } of CUTS) {
    const end = [...window.matchAll(after)].at(-1);
    const length = end ? end.index + end[0].length : 0;
    if (length > max * atLeast) return pastSpace(text, from + length);
  }
  const end = from + max;
  return splitsPair(text, end) ? end - 1 : end;
}

function pastSpace(text: string, at: number): number {
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
}
