import { describe, expect, it } from 'vitest';
import { shortenText } from '../../src/domain/shorten-text.js';

const plain = (text: string, max: number) => shortenText({ text, entities: [] }, max).text;

describe('a shortened text', () => {
  it.each([
    { name: 'is the text where it fits', text: 'One. Two.', max: 9, is: 'One. Two.' },
    { name: 'ends with a sentence', text: 'Beans are here. Come and see them.', max: 20, is: 'Beans are here.' },
    {
      name: 'ends with a sentence in quotes',
      text: 'He said “Come soon.” Then he left.',
      max: 24,
      is: 'He said “Come soon.”',
    },
    { name: 'ends with a line', text: 'Beans are here\nCome and see them', max: 20, is: 'Beans are here' },
    {
      name: 'ends with a word where the sentence ends far back',
      text: 'No. But beans are here today',
      max: 20,
      is: 'No. But beans are…',
    },
    { name: 'takes a number for no end', text: 'It costs 3.50 for a whole pound', max: 18, is: 'It costs 3.50 for…' },
    { name: 'cuts a word that fills it', text: 'x'.repeat(30), max: 10, is: `${'x'.repeat(9)}…` },
    { name: 'leaves no half of a pair', text: '😀'.repeat(10), max: 8, is: '😀😀😀…' },
  ])('$name', ({ text, max, is }) => {
    expect(plain(text, max)).toBe(is);
    expect(is.length).toBeLessThanOrEqual(max);
  });

  it('keeps the formatting of what is left, and nothing of what is not', () => {
    const entities = [
      { type: 'bold', offset: 0, length: 5 },
      { type: 'italic', offset: 6, length: 30 },
      { type: 'code', offset: 22, length: 4 },
    ];
    expect(shortenText({ text: 'Beans are here and now then gone', entities }, 19)).toEqual({
      text: 'Beans are here and…',
      entities: [
        { type: 'bold', offset: 0, length: 5 },
        { type: 'italic', offset: 6, length: 12 },
      ],
    });
  });
});
