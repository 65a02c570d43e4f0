import type { Token } from './tokens.js';

/** "The day after tomorrow", "a quarter of an hour". */
const LONGEST_KEY = 5;

/** A place in what was typed. */
export class WordCursor {
  at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get token(): Token | undefined {
    return this.tokens[this.at];
  }

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  next(): void {
    this.at += 1;
  }

  /** Always false, so that a reader can return it. */
  backTo(start: number): false {
    this.at = start;
    return false;
  }

  /** The longest of the table's keys that begins here. */
  take<T>(table: Readonly<Record<string, T>>): T | null {
    for (let count = LONGEST_KEY; count > 0; count--) {
      const run = this.tokens.slice(this.at, this.at + count);
      if (run.length < count) continue;
      const key = run.map((token) => (token.is === 'word' ? token.word : '#')).join(' ');
      const value = Object.hasOwn(table, key) ? table[key] : undefined;
      if (value === undefined) continue;
      this.at += count;
      return value;
    }
    return null;
  }

  peek<T>(table: Readonly<Record<string, T>>): T | null {
    const start = this.at;
    const found = this.take(table);
    this.at = start;
    return found;
  }

  skip(keys: readonly string[]): boolean {
    return this.take(Object.fromEntries(keys.map((key) => [key, true]))) ?? false;
  }

  number(): number | null {
    const { token } = this;
    if (token?.is !== 'number' || token.value > 999) return null;
    this.next();
    return token.value;
  }

  /** `05`, `30`: two digits that minutes may have. */
  minutes(): number | null {
    const { token } = this;
    if (token?.is !== 'number' || !token.padded || token.value > 59) return null;
    this.next();
    return token.value;
  }
}
