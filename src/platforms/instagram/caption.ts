import type { Content, Quiz, TextEntity } from '../../domain/content.js';

/** The words of a post, and behind them its quiz: Instagram has none, so people answer in the comments. */
export function captionOf({ text, entities, quiz }: Content): string {
  const words = plainCaption(text, entities);
  return quiz ? tidy(`${words}\n\n${quizWords(quiz)}`) : words;
}

/** Without what would give the answer away. */
function quizWords({ question, answers }: Quiz): string {
  const lettered = answers.map((answer, place) => `${String.fromCodePoint(LETTER_A + place)}) ${oneLine(answer)}`);
  return [question.trim(), ...lettered].join('\n');
}

const LETTER_A = 0x41;

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * A caption is plain text: formatting goes, what a link leads to is written behind it. Line ends and what nobody sees are made the same
 * everywhere, so that a published caption can be compared with this one.
 */
export function plainCaption(text: string, entities: readonly TextEntity[]): string {
  return tidy(withLinks(text, entities));
}

/** Instagram's form of a caption, for comparing: it gives back composed characters, and no space around the text. */
export function comparable(caption: string): string {
  return tidy(caption).normalize('NFC');
}

function tidy(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim();
}

/** From the end, so that the offsets before stay true. */
function withLinks(text: string, entities: readonly TextEntity[]): string {
  const links = entities.flatMap(({ type, offset, length, url }) =>
    type === 'text_link' && url ? [{ start: offset, end: endWithin(text, offset + length), url }] : [],
  );
  return links
    .toSorted((a, b) => b.end - a.end)
    .reduce((written, { start, end, url }) => {
      const label = text.slice(start, end).trim();
      return label === url || label === '' ? written : `${written.slice(0, end)} (${url})${written.slice(end)}`;
    }, text);
}

function endWithin(text: string, end: number): number {
  const inside = Math.max(0, Math.min(text.length, end));
  const splits = /^[\uDC00-\uDFFF]/.test(text.charAt(inside)) && /[\uD800-\uDBFF]$/.test(text.charAt(inside - 1));
  return splits ? inside + 1 : inside;
}

/** `#` after a word or in an address is none, after another hashtag it is one; of digits only it is none. */
export function countHashtags(caption: string): number {
  const found = caption.matchAll(/(?<=^|[^\p{L}\p{M}\p{N}_/&#]|#[\p{L}\p{M}\p{N}_]+)#([\p{L}\p{M}\p{N}_]+)/gu);
  return [...found].filter(([, name = '']) => /[^\p{N}_]/u.test(name)).length;
}

/** `@` after a letter is an address of mail. */
export function countMentions(caption: string): number {
  return [...caption.matchAll(/(?<![\p{L}\p{N}_./])@[A-Za-z0-9_][A-Za-z0-9_.]*/gu)].length;
}
