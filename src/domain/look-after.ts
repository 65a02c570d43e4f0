/** A network may show what it just took only after a moment. */
export const LOOK_FIRST_MS = 5_000;
const LONGEST_MS = 10 * 60_000;
/** The doubling ones come to ten minutes; together that is two days. */
const LOOKS_MAX = 7 + (48 * 3_600_000 - LONGEST_MS) / LONGEST_MS;

/** How long after this look, counted from 1, comes the next: 10 s, 20 s … 10 min, and none after two days. */
export function nextLookMs(looks: number): number | null {
  return looks < LOOKS_MAX ? Math.min(LOOK_FIRST_MS * 2 ** Math.min(looks, 10), LONGEST_MS) : null;
}
