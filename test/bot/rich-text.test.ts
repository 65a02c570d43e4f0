import { expect, test } from 'vitest';
import { clip, firstWords, RichTextWriter, shorten } from '../../bot/rich-text.js';

test('what is quoted keeps its inline formatting at its new place, and loses blocks that do not nest', () => {
  const quoted = {
    text: 'One *two* three',
    entities: [
      { type: 'bold', offset: 4, length: 5 },
      { type: 'blockquote', offset: 0, length: 3 },
    ],
  };
  const { text, entities } = new RichTextWriter().bold('Head').line().quote(quoted).line('tail').done();
  expect(text).toBe('Head\nOne *two* three\ntail');
  expect(entities).toEqual([
    { type: 'bold', offset: 0, length: 4 },
    { type: 'blockquote', offset: 5, length: 15 },
    { type: 'bold', offset: 9, length: 5 },
  ]);
});

test('an empty quotation leaves no trace', () => {
  expect(new RichTextWriter().quote({ text: ' \n', entities: [] }).add('x').done()).toEqual({
    text: 'x',
    entities: [],
  });
});

test('space at the end is left out, and formatting with it', () => {
  expect(new RichTextWriter().bold('Bold  ').line().line().done()).toEqual({
    text: 'Bold',
    entities: [{ type: 'bold', offset: 0, length: 4 }],
  });
});

test('a pair of surrogates is never cut', () => {
  const text = 'ab👍cd';
  expect(clip({ text, entities: [{ type: 'bold', offset: 0, length: 6 }] }, 0, 3)).toEqual({
    text: 'ab',
    entities: [{ type: 'bold', offset: 0, length: 2 }],
  });
  expect(shorten({ text, entities: [] }, 4).text).toBe('ab…');
  expect(shorten({ text, entities: [] }, 6).text).toBe(text);
});

test('first words are on one line', () => {
  expect(firstWords('  One\n\ntwo   three four', 12)).toBe('One two thr…');
});
