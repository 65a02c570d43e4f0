/** Chance that can be had again: the same seed gives the same sequence. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  below(count: number): number;
  pick<T>(from: readonly T[]): T;
}

export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    pick(from) {
      const [picked] = from.slice(below(from.length));
      if (picked === undefined) throw new Error('There is nothing to pick from');
      return picked;
    },
  };
}
