/** A piece of what was typed, by its shape alone. */
export type Token =
  | { readonly is: 'word'; readonly word: string }
  /** `padded`: two digits, as in minutes or `09`. */
  | { readonly is: 'number'; readonly value: number; readonly padded: boolean }
  | { readonly is: 'clock'; readonly hour: number; readonly minute: number }
  /** With a point between: a date, or a time where there is a date already. */
  | { readonly is: 'dotted'; readonly first: number; readonly second: number; readonly padded: boolean }
  | { readonly is: 'slashed'; readonly first: number; readonly second: number; readonly year: number | null }
  | { readonly is: 'date'; readonly day: number; readonly month: number; readonly year: number | null };

/** Longer than any time that people type. */
const LENGTH_MAX = 80;

type Maker = (groups: readonly string[]) => Token | null;

/** In this order; nothing but a gap or a letter's end may follow a number. */
const SHAPES: readonly (readonly [RegExp, Maker])[] = [
  [
    /(\d{4})-(\d{2})-(\d{2})(?:t(?=\d))?/uy,
    ([y, m, d]) => ({ is: 'date', day: Number(d), month: Number(m), year: Number(y) }),
  ],
  [
    /(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?![\d.:])/uy,
    ([d, m, y]) => ({ is: 'date', day: Number(d), month: Number(m), year: yearOf(y) }),
  ],
  [
    /(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\d/:])/uy,
    ([a, b, y]) => ({ is: 'slashed', first: Number(a), second: Number(b), year: y ? yearOf(y) : null }),
  ],
  [/(\d{1,2}):(\d{2})(?::00)? *([ap])\.?m\b\.?/uy, ([h, m, half]) => halved(Number(h), Number(m), half)],
  [/(\d{1,2}) *([ap])\.?m\b\.?/uy, ([h, half]) => halved(Number(h), 0, half)],
  [/(\d{1,2}):(\d{2})(?::00)?(?![\d:.-])/uy, ([h, m]) => clock(Number(h), Number(m))],
  // As people also write it; `10-12` would be a range, so only minutes that are no hour.
  [/(\d{1,2})-(00|2[4-9]|[345]\d)(?![\d:.-])/uy, ([h, m]) => clock(Number(h), Number(m))],
  [
    /(\d{1,2})\.(\d{1,2})\.?(?![\d.:])/uy,
    ([a, b]) => ({ is: 'dotted', first: Number(a), second: Number(b), padded: b?.length === 2 }),
  ],
  [/(\d{1,4})(?:st|nd|rd|th|-?го|-?е|-?ого|-?й|-?ій|-?го)?(?![\d:.,/-]|\p{L}+\d)/uy, ([n]) => numberOf(n)],
  [/(\d{1,2})(?=[hг]\d)/uy, ([n]) => numberOf(n)],
  [/(@|[\p{L}]+(?:'[\p{L}]+)*)\.?/uy, ([word]) => ({ is: 'word', word: word ?? '' })],
];

/** Null where something in it is neither a number nor a word. */
export function tokensOf(typed: string): Token[] | null {
  const text = plain(typed);
  if (text === '' || text.length > LENGTH_MAX) return null;
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const found = tokenAt(text, at);
    if (!found) return null;
    tokens.push(found.token);
    at = found.end;
  }
  return tokens;
}

/** One kind of apostrophe, of dash and of space; lower case; what only ends a sentence is left out. */
export function plain(typed: string): string {
  return typed
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘ʼ`´ʹ′]/gu, "'")
    .replace(/[‐-―−]/gu, '-')
    .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/ё/gu, 'е')
    .replace(/,(?!\d)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[ .!]+$/u, '');
}

function tokenAt(text: string, at: number): { token: Token; end: number } | null {
  for (const [shape, make] of SHAPES) {
    shape.lastIndex = at;
    const match = shape.exec(text);
    if (!match) continue;
    const token = make(match.slice(1));
    return token && { token, end: shape.lastIndex };
  }
  return null;
}

function clock(hour: number, minute: number): Token | null {
  return hour < 24 && minute < 60 ? { is: 'clock', hour, minute } : null;
}

/** By the clock of twelve hours. */
function halved(hour: number, minute: number, half: string | undefined): Token | null {
  if (hour < 1 || hour > 12) return null;
  return clock((hour % 12) + (half === 'p' ? 12 : 0), minute);
}

function numberOf(digits = ''): Token {
  return { is: 'number', value: Number(digits), padded: digits.length === 2 };
}

function yearOf(digits = ''): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
