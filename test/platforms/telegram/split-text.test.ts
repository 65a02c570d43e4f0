import { describe, expect, it } from 'vitest';
import type { TextEntity } from '../../../src/domain/content.js';
import { splitText } from '../../../src/platforms/telegram/split-text.js';

const split = (text: string, max: number, entities: TextEntity[] = []) => splitText({ text, entities }, max);

describe('a text that is too long', () => {
  it.each([
    { what: 'between paragraphs', text: 'Aaaa. Bbbb.\n\nCccc\ndddd', max: 20, pieces: ['Aaaa. Bbbb.', 'Cccc\ndddd'] },
    { what: 'between lines', text: 'Aaaa bbbb cc\nDddd. eeee ff', max: 20, pieces: ['Aaaa bbbb cc', 'Dddd. eeee ff'] },
    { what: 'after a sentence', text: 'Aaaa bbbb cc. Dddd eeee', max: 20, pieces: ['Aaaa bbbb cc.', 'Dddd eeee'] },
    { what: 'after a quoted sentence', text: '«Aaaa bbbb!» dddd eeee', max: 20, pieces: ['«Aaaa bbbb!»', 'dddd eeee'] },
    { what: 'between words', text: 'aaaa bbbb cccc dddd eeee', max: 20, pieces: ['aaaa bbbb cccc dddd', 'eeee'] },
    {
      what: 'far into the message, not at its first line',
      text: 'A\nbbbb cccc dddd eeee',
      max: 20,
      pieces: ['A\nbbbb cccc dddd', 'eeee'],
    },
    {
      what: 'inside of a word where there is no space',
      text: 'x'.repeat(25),
      max: 20,
      pieces: ['x'.repeat(20), 'x'.repeat(5)],
    },
    { what: 'never inside of a character', text: `${'x'.repeat(19)}👋👋`, max: 20, pieces: ['x'.repeat(19), '👋👋'] },
  ])('is cut $what', ({ text, max, pieces }) => {
    expect(split(text, max).map((piece) => piece.text)).toEqual(pieces);
  });

  it('keeps of its formatting in each piece what is inside it', () => {
    const bold = { type: 'bold', offset: 5, length: 12 };
    const link = { type: 'text_link', offset: 17, length: 3, url: 'https://example.org' };
    expect(split('aaaa bbbb cccc dddd eeee', 15, [bold, link])).toEqual([
      { text: 'aaaa bbbb cccc', entities: [{ ...bold, length: 9 }] },
      {
        text: 'dddd eeee',
        entities: [
          { ...bold, offset: 0, length: 2 },
          { ...link, offset: 2, length: 3 },
        ],
      },
    ]);
  });

  it('loses nothing but the space between its pieces, wherever it is cut', () => {
    const text = 'Слово за словом, речення. Ще одне 👩‍👩‍👧‍👦!\n\nАбзац із «цитатою…» і далі\nрядок\n'.repeat(30).trim();
    for (let max = 8; max < 200; max++) {
      const pieces = split(text, max);
      expect(pieces.every((piece) => piece.text.length <= max && !/\p{Surrogate}/u.test(piece.text))).toBe(true);
      expect(
        pieces
          .map((piece) => piece.text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''));
    }
  });
});
